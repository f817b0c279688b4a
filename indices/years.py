"""Years: position (each year against the reference of that year) and evolution (against a fixed base year).

The two are never mixed. A residence can worsen while its position improves, because the reference worsens more.
"""

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.inputs import require_shares
from indices.recipe import Method
from indices.results import Results


def evolve(results: Results, base_rates: pd.Series, *, method: Method) -> pd.Series:
    """Relate the indices of one year to the reference of a base year: their evolution.

    Parameters
    ----------
    results : Results
        Of the year that is looked at: its values are positions. Not changed.
    base_rates : Series of float, indexed by indicator
        Shares of the reference in the base year; NaN where it had none to show. Not changed.
    method : Method
        One for all the years: same indicators, same weights.

    Returns
    -------
    Series of float, indexed like the rows of ``results.value``
        Base 100 of the base year. NaN where there is no index, and where a component that the index uses has no share
        above zero in the base year. In the base year itself, evolution and position are the same number; the position
        of the reference is always 100, its evolution shows how it moves.

    Raises
    ------
    IndexInputError
        The base year has no entry for an indicator.

    Notes
    -----
    Per indicator, ``evolution = 100 x(t) / x_ref(0) = position * x_ref(t) / x_ref(0)``: a share that goes from 30 to 33 %
    while that of the reference goes from 20 to 25 % falls from 150 to 132 in position, and rises from 150 to 165 in
    evolution. Weights are those that the index of the year uses. Ceilings of resources change every year: a share under
    40 % follows them too.
    """
    codes = list(method.indicators)
    base = require_shares(base_rates, codes, name="base year")
    rate = _lay(results.component["rate"], len(codes))
    weight = _lay(results.component["weight"], len(codes))
    value = _lay(results.value["value"], len(method.indices))
    ratio = 100.0 * (rate / np.where(base > 0, base, np.nan))
    evolved: dict[str, FloatArray] = {}
    for position, recipe in enumerate(method.indices.values()):
        if recipe.composite:
            parts = np.column_stack([evolved[part] for part in recipe.components])
            there = ~np.isnan(np.column_stack([value[:, list(method.indices).index(p)] for p in recipe.components]))
            used = np.where(there, list(recipe.weights.values()), np.nan)
            used = used / np.nansum(used, axis=1, keepdims=True)
        else:
            chosen = [codes.index(code) for code in recipe.components]
            parts, used = ratio[:, chosen], weight[:, chosen]
        evolved[recipe.code] = _weigh(parts, used, ~np.isnan(value[:, position]))
    stacked = np.column_stack([evolved[code] for code in method.indices])
    return pd.Series(stacked.ravel(), index=results.value.index, name="evolution")


def _lay(column: pd.Series, width: int) -> FloatArray:
    return column.to_numpy(dtype=np.float64, na_value=np.nan).reshape(-1, width)


def _weigh(parts: FloatArray, weight: FloatArray, exists: BoolArray) -> FloatArray:
    used = ~np.isnan(weight)
    distance = np.where(used, weight * (parts - 100.0), 0.0).sum(axis=1)
    evolved: FloatArray = np.where(exists, 100.0 + distance, np.nan)
    return evolved
