"""The columns of the results, made once at their full length and filled block by block.

A large array costs more to obtain from the system than to fill: nothing as long as the results is made on the way.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray, PositionArray
from indices.classes import frame_classes, number_classes
from indices.components import Components
from indices.missing import MissingNames
from indices.pooling import Pool
from indices.recipe import Method
from indices.results import Results
from indices.signal import flag_residences
from indices.status import NON_TRANSMIS, SECRET, name_statuses
from indices.vigilance import IndexValues


class ResultColumns:
    """Rows of every level, in the order of the levels, codes sorted, indices and indicators in that of the method.

    Parameters
    ----------
    pools : mapping of level to Pool
        Their lengths and codes.
    method : Method
        Recipes, class breaks, rule of the signal.
    """

    def __init__(self, pools: Mapping[str, Pool], *, method: Method) -> None:
        self._pools, self._method = pools, method
        rows = sum(len(pool.codes) for pool in pools.values())
        by_index, by_indicator = (rows, len(method.indices)), (rows, len(method.indicators))
        self._filled = 0
        self._value, self._index_coverage = np.empty(by_index), np.empty(by_index)
        self._index_status, self._classe = np.empty(by_index, dtype=np.int8), np.empty(by_index, dtype=np.int8)
        self._missing = np.empty(by_index, dtype=object)
        self._signal = np.zeros(by_index, dtype=np.bool_)
        self._num, self._den = _Integers(by_indicator), _Integers(by_indicator)
        self._rate, self._ratio, self._coverage = (np.empty(by_indicator) for _ in range(3))
        self._weight, self._contribution = np.empty(by_indicator), np.empty(by_indicator)
        if not method.indices:  # nothing weighs in an index that is not there
            self._weight.fill(np.nan)
        self._status = np.empty(by_indicator, dtype=np.int8)
        self._logements, self._repondants = _Integers((rows,)), _Integers((rows,))
        self._names = MissingNames(method)
        positions = {code: position for position, code in enumerate(method.indicators)}
        self._chosen = {
            recipe.code: [positions[code] for code in recipe.components] for recipe in method.vigilance_indices
        }
        self._from_survey = np.array([indicator.source == "OPS" for indicator in method.indicators.values()])

    def add(
        self, pool: Pool, components: Components, indices: Mapping[str, IndexValues], *, are_residences: bool
    ) -> None:
        """Add the next territories.

        Parameters
        ----------
        pool : Pool
            Counts of t consecutive territories.
        components : Components
            Their indicators, shape (t, k).
        indices : mapping of str to IndexValues
            All their indices.
        are_residences : bool
            Only residences have signals.
        """
        rows = slice(self._filled, self._filled + len(pool.codes))
        self._filled = rows.stop
        for column, (code, index) in enumerate(indices.items()):
            self._value[rows, column] = index.value
            self._index_status[rows, column] = index.status
            self._index_coverage[rows, column] = index.coverage
            self._missing[rows, column] = self._names.name(code, indices)
        self._classe[rows] = number_classes(self._value[rows], breaks=self._method.classes)
        if are_residences and indices:
            self._signal[rows, list(indices).index("fragilite")] = flag_residences(
                {code: index.value for code, index in indices.items()},
                status=indices["fragilite"].status,
                dwellings=pool.size,
                rule=self._method.signal,
            )
        self._num.fill(rows, pool.num, components.silent)
        self._den.fill(rows, pool.den, components.silent)
        self._rate[rows], self._ratio[rows] = components.rate, components.ratio
        self._coverage[rows], self._status[rows] = components.coverage, components.status
        for code, chosen in self._chosen.items():
            for position, column in enumerate(chosen):
                self._weight[rows, column] = indices[code].weight[:, position]
        np.multiply(self._weight[rows], components.ratio - 100.0, out=self._contribution[rows])
        survey = components.status[:, self._from_survey]
        hidden = ((survey == SECRET) | (survey == NON_TRANSMIS)).any(axis=1)
        self._logements.fill(rows, pool.logements, np.isnan(pool.logements))
        self._repondants.fill(rows, pool.repondants, hidden | np.isnan(pool.repondants))

    def frame(self, reference_rates: pd.Series) -> Results:
        """Lay the columns, all filled, side by side.

        Parameters
        ----------
        reference_rates : Series of float, indexed by indicator
            Shares of the reference; NaN where it has none to show.

        Returns
        -------
        Results
            On the arrays themselves, without a copy.
        """
        first, *others = (pool.codes for pool in self._pools.values())
        codes = first.append(others)
        return Results(
            value=pd.DataFrame(
                {
                    "level": self._repeat_levels(len(self._method.indices)),
                    "code": codes.repeat(len(self._method.indices)),
                    "index": _tile(tuple(self._method.indices), len(codes)),
                    "value": self._value.ravel(),
                    "status": name_statuses(self._index_status.ravel()),
                    "classe": frame_classes(self._classe.ravel()),
                    "coverage": self._index_coverage.ravel(),
                    "missing": self._missing.ravel(),
                    "signal": self._signal.ravel(),
                },
                copy=False,
            ),
            component=pd.DataFrame(
                {
                    "level": self._repeat_levels(len(self._method.indicators)),
                    "code": codes.repeat(len(self._method.indicators)),
                    "indicator": _tile(tuple(self._method.indicators), len(codes)),
                    "num": self._num.frame(),
                    "den": self._den.frame(),
                    "rate": self._rate.ravel(),
                    "ratio": self._ratio.ravel(),
                    "weight": self._weight.ravel(),
                    "contribution": self._contribution.ravel(),
                    "status": name_statuses(self._status.ravel()),
                    "coverage": self._coverage.ravel(),
                },
                copy=False,
            ),
            territories=pd.DataFrame(
                {
                    "level": self._repeat_levels(1),
                    "code": codes,
                    "logements": self._logements.frame(),
                    "repondants": self._repondants.frame(),
                },
                copy=False,
            ),
            reference_rates=reference_rates,
        )

    def _repeat_levels(self, times: int) -> "pd.Categorical[str]":
        lengths = [times * len(pool.codes) for pool in self._pools.values()]
        return _categorise(np.repeat(np.arange(len(lengths), dtype=np.int8), lengths), tuple(self._pools))


class _Integers:
    """Whole numbers that may be unknown."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._values, self._unknown = np.empty(shape, dtype=np.int64), np.empty(shape, dtype=np.bool_)

    def fill(self, rows: slice, values: FloatArray, unknown: BoolArray) -> None:
        self._unknown[rows] = unknown
        self._values[rows] = np.where(unknown, 0.0, values)

    def frame(self) -> pd.arrays.IntegerArray:
        return pd.arrays.IntegerArray(self._values.ravel(), self._unknown.ravel())


def _tile(names: tuple[str, ...], times: int) -> "pd.Categorical[str]":
    return _categorise(np.tile(np.arange(len(names), dtype=np.int8), times), names)


def _categorise(codes: PositionArray, names: tuple[str, ...]) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(codes, categories=pd.Index(names))
