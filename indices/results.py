"""Results as long frames: one row a territory and index, one row a territory and indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.classes import classify
from indices.components import Components
from indices.pooling import Pool
from indices.recipe import Method
from indices.signal import flag_residences
from indices.status import NON_TRANSMIS, SECRET, name_statuses
from indices.vigilance import IndexValues


@dataclass(frozen=True)
class Results:
    """What `indices.compute.compute` hands back.

    Attributes
    ----------
    value : DataFrame
        Columns level, code, index, value, status, classe, coverage, missing (list of codes, to be read only), signal.
    component : DataFrame
        Columns level, code, indicator, num, den, rate, ratio, weight, contribution, status, coverage.
    territories : DataFrame
        Columns level, code, logements (by the stock), repondants (NA where the occupation is secret or not
        transmitted).
    reference_rates : Series of float, indexed by indicator
        Shares of the reference; NaN where it has none to show.
    """

    value: pd.DataFrame
    component: pd.DataFrame
    territories: pd.DataFrame
    reference_rates: pd.Series


def frame_values(
    level: "pd.Categorical[str]", pool: Pool, indices: Mapping[str, IndexValues], *, method: Method, is_residence: bool
) -> pd.DataFrame:
    """Lay the indices of one level in rows.

    Parameters
    ----------
    level : Categorical of length 1
        The level; its categories are all the levels.
    pool : Pool
        Counts of t territories.
    indices : mapping of str to IndexValues
        All the indices of the method.
    method : Method
        Class breaks and rule of the signal.
    is_residence : bool
        Only residences have signals.

    Returns
    -------
    DataFrame, t * number of indices rows, by code then index
        See `Results`.
    """
    count = len(indices)
    value = _interleave([index.value for index in indices.values()])
    status = _interleave([index.status for index in indices.values()])
    signal = np.zeros((len(pool.codes), count), dtype=np.bool_)
    if is_residence:
        signal[:, list(indices).index("fragilite")] = flag_residences(
            {code: index.value for code, index in indices.items()},
            status=indices["fragilite"].status,
            dwellings=pool.size,
            rule=method.signal,
        )
    return pd.DataFrame(
        {
            "level": level.repeat(len(value)),
            "code": pool.codes.repeat(count),
            "index": _tile(tuple(indices), len(pool.codes)),
            "value": value,
            "status": name_statuses(status),
            "classe": classify(value, breaks=method.classes),
            "coverage": _interleave([index.coverage for index in indices.values()]),
            "missing": _interleave([_name_missing(code, indices, method=method) for code in indices]),
            "signal": signal.ravel(),
        },
        copy=False,
    )


def frame_components(
    level: "pd.Categorical[str]",
    pool: Pool,
    components: Components,
    indices: Mapping[str, IndexValues],
    *,
    method: Method,
) -> pd.DataFrame:
    """Lay the indicators of one level in rows.

    Parameters
    ----------
    level : Categorical of length 1
        The level; its categories are all the levels.
    pool : Pool
        Counts of t territories.
    components : Components
        Shape (t, k).
    indices : mapping of str to IndexValues
        Where the weights and the contributions are.
    method : Method
        Order of the indicators.

    Returns
    -------
    DataFrame, t * k rows, by code then indicator
        See `Results`; counts are nullable integers.
    """
    weight = np.full(components.rate.shape, np.nan)
    contribution = np.full(components.rate.shape, np.nan)
    positions = {code: position for position, code in enumerate(method.indicators)}
    for recipe in method.vigilance_indices:
        chosen = [positions[code] for code in recipe.components]
        weight[:, chosen] = indices[recipe.code].weight
        contribution[:, chosen] = indices[recipe.code].contribution
    return pd.DataFrame(
        {
            "level": level.repeat(components.rate.size),
            "code": pool.codes.repeat(len(positions)),
            "indicator": _tile(tuple(positions), len(pool.codes)),
            "num": _as_integers(components.num.ravel()),
            "den": _as_integers(components.den.ravel()),
            "rate": components.rate.ravel(),
            "ratio": components.ratio.ravel(),
            "weight": weight.ravel(),
            "contribution": contribution.ravel(),
            "status": name_statuses(components.status.ravel()),
            "coverage": components.coverage.ravel(),
        },
        copy=False,
    )


def frame_territories(
    level: "pd.Categorical[str]", pool: Pool, components: Components, *, method: Method
) -> pd.DataFrame:
    """Lay the territories of one level in rows, with the respondents that may be shown.

    Parameters
    ----------
    level : Categorical of length 1
        The level; its categories are all the levels.
    pool : Pool
        Counts of t territories.
    components : Components
        Shape (t, k).
    method : Method
        Says which indicators come from the occupation survey.

    Returns
    -------
    DataFrame, t rows, by code
        See `Results`.
    """
    from_survey = [indicator.source == "OPS" for indicator in method.indicators.values()]
    survey = components.status[:, from_survey]
    hidden = ((survey == SECRET) | (survey == NON_TRANSMIS)).any(axis=1)
    return pd.DataFrame(
        {
            "level": level.repeat(len(pool.codes)),
            "code": pool.codes,
            "logements": _as_integers(pool.logements),
            "repondants": _as_integers(np.where(hidden, np.nan, pool.repondants)),
        }
    )


def stack_frames(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put the rows of several levels one under the other, column by column: both copies never stand together.

    Parameters
    ----------
    frames : sequence of DataFrame
        At least one, all with the same columns. Emptied.

    Returns
    -------
    DataFrame
        Rows numbered from 0.
    """
    names = list(frames[0].columns)
    columns = {name: pd.concat([frame.pop(name) for frame in frames], ignore_index=True) for name in names}
    return pd.DataFrame(columns, copy=False)


def _name_missing(code: str, indices: Mapping[str, IndexValues], *, method: Method) -> np.ndarray:
    recipe = method.indices[code]
    labels = list(recipe.components)
    masks: list[BoolArray] = [indices[code].missing]
    if recipe.composite:  # a part that is there may itself do without some indicators: name them
        for position, part in enumerate(recipe.components):
            labels += method.indices[part].components
            masks.append(indices[part].missing & ~indices[code].missing[:, [position]])
    mask = np.hstack(masks)
    patterns, rows = np.unique(mask @ (1 << np.arange(mask.shape[1])), return_inverse=True)
    lists = np.empty(len(patterns), dtype=object)
    for row, pattern in enumerate(patterns.tolist()):
        lists[row] = [label for bit, label in enumerate(labels) if pattern >> bit & 1]
    return lists[rows]


def _as_integers(values: FloatArray) -> pd.arrays.IntegerArray:
    unknown = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(unknown, 0, values).astype(np.int64), unknown)


def _interleave(columns: Sequence[np.ndarray]) -> np.ndarray:
    return np.stack(columns, axis=1).ravel()


def _tile(names: tuple[str, ...], times: int) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(np.tile(np.arange(len(names)), times), categories=pd.Index(names))
