"""The same residences before and after each type of household of a closed list: one table for a whole publication."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from indices.arrays import FloatArray
from indices.classes import classify
from indices.compute import Level
from indices.designation import let_enter
from indices.entering import Entry, Household, Occupants, can_enter, read_occupants
from indices.inputs import require_unique_index
from indices.labels import pair_labels
from indices.margin import FIRST_QUARTILE, find_capacity
from indices.recipe import Method
from indices.residences import Residences, read_residences

SURVEY = "OPS"


def tabulate_designations(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    households: Mapping[str, Household],
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
    departures: pd.Series,
) -> pd.DataFrame:
    """Simulate the designation of one household of each type in each residence, in place of one that leaves.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        As given to `indices.compute.compute`. Not changed.
    memberships : mapping of level to Series, indexed by residence
        As given to `indices.compute.compute`. Not changed.
    households : mapping of name to Household
        The closed list.
    method : Method
        As published.
    reference : tuple of str
        Level and code of the territory worth 100.
    min_logements, min_repondants : int
        Dwellings and respondents below which values are secret.
    departures : Series of float, indexed by residence
        Dwellings that a year should free, as `indices.margin.measure_margins` found them; NaN where unknown. Not changed.

    Returns
    -------
    DataFrame, indexed by (code, household), sorted by code, households in the order given
        For each index: its code and ``{index}_classe``. For each indicator of the survey: ``{indicator}_num``,
        ``{indicator}_den``, ``{indicator}_rate``, counts being those expected of the same survey. ``margin``: first-quartile
        households that can still enter in the year, this one counted. NaN where so many cannot enter, and wherever the
        status carries no number.

    Raises
    ------
    IndexInputError
        As `indices.compute.compute`; also where the departures of a residence are there twice.

    Notes
    -----
    What is assumed is said in `indices.designation.simulate_designation`. The margin is that of
    `indices.margin.measure_margins` for the residence as the household leaves it, on one departure less.
    """
    residences = read_residences(
        counts,
        memberships,
        method=method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
    )
    occupants = read_occupants(counts, residences.codes)
    possible = can_enter(residences.level.pool, occupants, entry=Entry.DEPARTURE, number=1.0, method=method)
    require_unique_index(departures, name="departures")
    freed = departures.reindex(residences.codes).to_numpy(dtype=np.float64, na_value=np.nan)
    frames = {
        name: _frame_entry(residences, occupants, household, freed, method).loc[possible]
        for name, household in households.items()
    }
    table = pd.concat(frames, names=["household"]).swaplevel()
    order = pair_labels(residences.codes, households, names=("code", "household"))
    return table.reindex(order)


def _frame_entry(
    residences: Residences, occupants: Occupants, household: Household, freed: FloatArray, method: Method
) -> pd.DataFrame:
    after = let_enter(residences, occupants, household, entry=Entry.DEPARTURE, number=1.0, method=method)
    columns: dict[str, object] = {}
    for code in method.indices:
        columns[code] = after.indices[code].value
        columns[f"{code}_classe"] = classify(after.indices[code].value, breaks=method.classes)
    for column, (code, indicator) in enumerate(method.indicators.items()):
        if indicator.source == SURVEY:
            for name in ("num", "den", "rate"):
                columns[f"{code}_{name}"] = getattr(after.components, name)[:, column]
    columns["margin"] = _measure_room(residences, after, occupants, freed, method)
    return pd.DataFrame(columns, index=pd.Index(residences.codes, name="code"))


def _measure_room(
    residences: Residences, after: Level, occupants: Occupants, freed: FloatArray, method: Method
) -> FloatArray:
    composite = next(code for code, recipe in method.indices.items() if recipe.composite)
    next_one = let_enter(
        replace(residences, level=after), occupants, FIRST_QUARTILE, entry=Entry.DEPARTURE, number=1.0, method=method
    )
    value = after.indices[composite].value
    capacity = find_capacity(value, next_one.indices[composite].value - value, method.classes.fragile)
    left: FloatArray = np.minimum(np.minimum(capacity, np.maximum(freed - 1.0, 0.0)), occupants.households)
    return left
