"""Pooling of the counts of residences to a level. A share is always taken on pooled counts, never averaged."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray, PositionArray
from indices.inputs import require_counts, require_groups, require_unique_index
from indices.recipe import Indicator, Method


@dataclass(frozen=True)
class Pool:
    """Counts of the territories of one level.

    Attributes
    ----------
    codes : Index, length t
        Territory codes, sorted.
    num, den : ndarray of float64, shape (t, k)
        Pooled numerator and denominator of each indicator, in the order of the method; NaN where no residence of the
        territory has both.
    coverage : ndarray of float64, shape (t, k)
        Dwellings of the residences that have the indicator over dwellings of all the residences, 0 to 1.
    logements : ndarray of float64, shape (t,)
        Dwellings by the stock; NaN where no residence has a stock row.
    repondants : ndarray of float64, shape (t,)
        Respondents to the occupation survey; NaN where no residence has a survey row.
    size : ndarray of float64, shape (t,)
        Dwellings by the stock, households by the survey for the residences without a stock row: what the threshold on
        dwellings looks at, and the weight of the coverage.
    """

    codes: pd.Index
    num: FloatArray
    den: FloatArray
    coverage: FloatArray
    logements: FloatArray
    repondants: FloatArray
    size: FloatArray

    def position(self, code: str) -> int:
        """Row of a territory, or -1 when the level does not hold it."""
        return int(self.codes.get_indexer(pd.Index([code]))[0])


@dataclass(frozen=True)
class Counts:
    """Counts of residences, checked, as arrays ready to be pooled any number of times.

    Attributes
    ----------
    codes : Index, length n
        Residences, in the order of the input.
    num, den : ndarray of float64, shape (n, k)
        Numerator and denominator of each indicator; both NaN where one is unknown.
    logements, repondants, size : ndarray of float64, shape (n,)
        As in `Pool`, for one residence; `size` is 0 where unknown.
    """

    codes: pd.Index
    num: FloatArray
    den: FloatArray
    logements: FloatArray
    repondants: FloatArray
    size: FloatArray


def read_counts(counts: pd.DataFrame, *, method: Method) -> Counts:
    """Check a frame of counts and line up numerators and denominators.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        Count columns of the stock and of the occupation survey, see `Method.count_columns`; NaN where the source has
        no row for the residence. Not changed.
    method : Method
        Says which columns make an indicator.

    Returns
    -------
    Counts
        A numerator or a denominator that is unknown makes both unknown: the residence then counts on neither side,
        in the reference as well.

    Raises
    ------
    IndexInputError
        A column is absent or does not hold counts, or a residence is there twice.

    Notes
    -----
    Source: CCFG, convention intercommunale d'attribution 2019-2025, for the seven shares; [oecd2008]_ for the pairing
    of missing numerators and denominators.
    """
    require_unique_index(counts, name="residence")
    columns = require_counts(counts, method.count_columns)
    num = np.column_stack([columns[indicator.numerator] for indicator in method.indicators.values()])
    den = np.column_stack([_add_columns(indicator, columns) for indicator in method.indicators.values()])
    unknown = np.isnan(num) | np.isnan(den)
    num[unknown] = np.nan
    den[unknown] = np.nan
    logements, menages = columns["logements"], columns["menages"]
    size = np.nan_to_num(np.where(np.isnan(logements), menages, logements))
    return Counts(counts.index, num, den, logements, columns["repondants"], size)


def pool(counts: Counts, groups: pd.Series, *, level: str) -> Pool:
    """Add up the counts of residences by territory.

    Parameters
    ----------
    counts : Counts
        Of n residences.
    groups : Series of str, indexed by residence
        Territory of each residence; NaN where it lies outside the level. Not changed.
    level : str
        Name of the level, for the errors.

    Returns
    -------
    Pool
        One row a territory, sorted by code. NaN where nobody transmitted, never 0.

    Raises
    ------
    IndexInputError
        A residence is there twice in `groups`, or has no row.

    Notes
    -----
    Sums of whole numbers are exact in float64 up to 2**53, so the order of the rows changes nothing. Coverage is
    weighted by dwellings (households where the stock is unknown); a residence whose size is unknown or zero weighs
    nothing in it.
    """
    lined_up = require_groups(groups, counts.codes, level=level)
    positions, codes = pd.factorize(lined_up, sort=True)
    adder = _Adder(np.asarray(positions, dtype=np.int64), len(codes))
    known = ~np.isnan(counts.num)
    size = adder.add(counts.size)
    covered = adder.add_columns(np.where(known, counts.size[:, None], 0.0))
    any_known = adder.add_columns(known.astype(np.float64)) > 0
    total = np.broadcast_to(size[:, None], covered.shape)
    # a territory whose dwellings are all unknown or zero is covered as soon as something is known of it
    coverage = np.divide(covered, total, out=any_known.astype(np.float64), where=total > 0)
    return Pool(
        codes=pd.Index(codes, name="code"),
        num=_blank(adder.add_columns(counts.num), any_known),
        den=_blank(adder.add_columns(counts.den), any_known),
        coverage=coverage,
        logements=adder.add_known(counts.logements),
        repondants=adder.add_known(counts.repondants),
        size=size,
    )


class _Adder:
    """Sums by territory; NaN adds nothing, and residences outside the level (position -1) are left out."""

    def __init__(self, positions: PositionArray, territories: int) -> None:
        inside = positions >= 0
        self._inside = None if inside.all() else inside
        self._positions = positions if self._inside is None else positions[inside]
        self._territories = territories

    def add(self, values: FloatArray) -> FloatArray:
        kept = values if self._inside is None else values[self._inside]
        sums = np.bincount(self._positions, weights=np.nan_to_num(kept), minlength=self._territories)
        return sums.astype(np.float64, copy=False)

    def add_columns(self, values: FloatArray) -> FloatArray:
        sums = np.empty((self._territories, values.shape[1]))
        for column in range(values.shape[1]):
            sums[:, column] = self.add(values[:, column])
        return sums

    def add_known(self, values: FloatArray) -> FloatArray:
        known = self.add((~np.isnan(values)).astype(np.float64)) > 0
        return np.where(known, self.add(values), np.nan)


def _add_columns(indicator: Indicator, columns: Mapping[str, FloatArray]) -> FloatArray:
    total = columns[indicator.denominator[0]].copy()
    for name in indicator.denominator[1:]:
        total += columns[name]
    return total


def _blank(sums: FloatArray, known: BoolArray) -> FloatArray:
    return np.where(known, sums, np.nan)
