"""What the designation of one type of household would change in each residence: counts, shares, indices, classes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.classes import classify
from indices.compute import Level, compute_level
from indices.entering import Entry, Household, Occupants, can_enter, enter, read_occupants
from indices.labels import pair_labels
from indices.recipe import Method
from indices.residences import Residences, read_residences


@dataclass(frozen=True)
class Designation:
    """Residences before and after.

    Attributes
    ----------
    indices : DataFrame, indexed by (code, index)
        ``before``, ``after``, ``change`` (points of the index), ``classe_before``, ``classe_after``. All of one residence
        after is NaN where so many households cannot enter; NaN as well wherever the status carries no number.
    components : DataFrame, indexed by (code, indicator)
        ``num_before``, ``den_before``, ``rate_before``, ``num_after``, ``den_after``, ``rate_after``: counts after are
        those expected of the same survey, and need not be whole. NaN in the same way.
    """

    indices: pd.DataFrame
    components: pd.DataFrame


def simulate_designation(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    household: Household,
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
    entry: Entry = Entry.DEPARTURE,
    number: int = 1,
) -> Designation:
    """Simulate that households of one type enter each residence, one residence at a time.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        As given to `indices.compute.compute`. Not changed.
    memberships : mapping of level to Series, indexed by residence
        As given to `indices.compute.compute`. Not changed.
    household : Household
        Type of the household.
    method : Method
        As published.
    reference : tuple of str
        Level and code of the territory worth 100.
    min_logements, min_repondants : int
        Dwellings and respondents below which values are secret.
    entry : Entry
        In place of an average household that leaves, or in a vacant dwelling.
    number : int
        Households of that type that enter.

    Returns
    -------
    Designation
        Sorted by code; indices and indicators in the order of the method.

    Raises
    ------
    IndexInputError
        As `indices.compute.compute`.

    Notes
    -----
    What is assumed: the household that leaves is an average one of the residence; those who did not answer the survey
    are like those who did, so that one household weighs ``1 / households``; the reference does not move; nor does
    mobility, which the entry is part of. See `indices.entering.enter`. The order of magnitude is what matters: the
    counts are those of the millésime, and the residence has changed since.
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
    after = let_enter(residences, occupants, household, entry=entry, number=number, method=method)
    possible = can_enter(residences.level.pool, occupants, entry=entry, number=number, method=method)
    return Designation(
        indices=_frame_indices(residences.level, after, possible, method),
        components=_frame_components(residences.level, after, possible, method),
    )


def let_enter(
    residences: Residences,
    occupants: Occupants,
    household: Household,
    *,
    entry: Entry,
    number: FloatArray | float,
    method: Method,
) -> Level:
    """Compute residences again after households have entered, with the same reference and the same secrecy.

    Parameters
    ----------
    residences : Residences
        Before.
    occupants : Occupants
        Of the same residences.
    household : Household
        Type of those who enter.
    entry : Entry
        Where they enter.
    number : float or ndarray of float64, shape (n,)
        How many.
    method : Method
        As published.

    Returns
    -------
    Level
        After; of no meaning where `indices.entering.can_enter` is false.
    """
    pool = enter(residences.level.pool, occupants, household, entry=entry, number=number, method=method)
    return compute_level(pool, method=method, reference=residences.reference, thresholds=residences.thresholds)


def _frame_indices(before: Level, after: Level, possible: BoolArray, method: Method) -> pd.DataFrame:
    first = np.column_stack([before.indices[code].value for code in method.indices])
    second = np.column_stack([np.where(possible, after.indices[code].value, np.nan) for code in method.indices])
    return pd.DataFrame(
        {
            "before": first.ravel(),
            "after": second.ravel(),
            "change": (second - first).ravel(),
            "classe_before": classify(first.ravel(), breaks=method.classes),
            "classe_after": classify(second.ravel(), breaks=method.classes),
        },
        index=pair_labels(before.pool.codes, method.indices, names=("code", "index")),
    )


def _frame_components(before: Level, after: Level, possible: BoolArray, method: Method) -> pd.DataFrame:
    columns = {}
    for suffix, level in (("before", before), ("after", after)):
        for name in ("num", "den", "rate"):
            values: FloatArray = getattr(level.components, name)
            columns[f"{name}_{suffix}"] = (
                values if suffix == "before" else np.where(possible[:, None], values, np.nan)
            ).ravel()
    return pd.DataFrame(
        columns,
        index=pair_labels(before.pool.codes, method.indicators, names=("code", "indicator")),
    )
