"""Years: position (each year against the reference of that year) and evolution (against a fixed base year).

The two are never mixed. A residence can worsen while its position improves, because the reference worsens more.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from indices.arrays import FloatArray
from indices.components import Thresholds
from indices.compute import Level, Reference, compute_level
from indices.errors import IndexInputError
from indices.recipe import Method


def trace_years(
    years: Mapping[int, tuple[Level, Reference]], *, base: int, method: Method, thresholds: Thresholds
) -> pd.DataFrame:
    """Follow the indices of the territories of one level over the years.

    Parameters
    ----------
    years : mapping of int to tuple
        By year, the territories of the level and the reference of that year. Geography and definitions are the same
        in all of them.
    base : int
        Year whose reference is worth 100 in the evolution.
    method : Method
        One for all the years.
    thresholds : Thresholds
        Primary secrecy, applied to every year.

    Returns
    -------
    DataFrame, indexed by (year, code, index), sorted by year
        ``position``: index against the reference of the year. ``evolution``: index of the year against the reference of
        the base year. NaN where there is no index. The two are equal in the base year; the position of the reference
        is always 100, its evolution shows how it moves.

    Raises
    ------
    IndexInputError
        The base year is not among the years.

    Notes
    -----
    Per indicator, ``evolution = position * (100 x_ref(t) / x_ref(0)) / 100``: a share that goes from 30 to 33 % while
    that of the reference goes from 20 to 25 % falls from 150 to 132 in position, and rises from 150 to 165 in
    evolution. Ceilings of resources change every year: a share under 40 % follows them too.
    """
    if base not in years:
        raise IndexInputError(f"the base year {base} is not among the years", column="base")
    fixed = years[base][1]
    frames = []
    for year in sorted(years):
        level = years[year][0]
        moved = compute_level(level.pool, method=method, reference=fixed, thresholds=thresholds)
        labels = pd.MultiIndex.from_product(
            [[year], level.pool.codes, list(method.indices)], names=["year", "code", "index"]
        )
        frames.append(pd.DataFrame({"position": _lay(level, method), "evolution": _lay(moved, method)}, index=labels))
    return pd.concat(frames)


def _lay(level: Level, method: Method) -> FloatArray:
    return np.stack([level.indices[code].value for code in method.indices], axis=1).ravel()
