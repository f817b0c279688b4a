"""Marge d'accueil: how many more first-quartile households a residence can welcome before it reaches a threshold.

Turned round, the index speaks of capacity: balanced residences are those that can welcome.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.classes import reaches
from indices.designation import let_enter
from indices.entering import Entry, Household, Resources, read_occupants
from indices.errors import IndexInputError
from indices.inputs import first_code, require_unique_index
from indices.labels import pair_labels
from indices.recipe import IndexRecipe, Method
from indices.residences import Residences, read_residences

FIRST_QUARTILE = Household(resources=Resources.UNDER_40)
"""Stands for a household of the first quartile; it counts under 60 % as well, and is average in all the rest."""
RESOURCE_COUNTS = ("ress_inf_40", "ress_inf_60")
ENTRIES_OF_THE_YEAR = "emmenages"
ROUNDING = 1e-9


def measure_margins(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
    threshold: float | None = None,
    mobility: pd.Series | None = None,
    withheld: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Measure how many more first-quartile households each residence can welcome in a year.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        As given to `indices.compute.compute`. Not changed.
    memberships : mapping of level to Series, indexed by residence
        As given to `indices.compute.compute`. Not changed.
    method : Method
        As published.
    reference : tuple of str
        Level and code of the territory worth 100.
    min_logements, min_repondants : int
        Dwellings and respondents below which values are secret.
    threshold : float, optional
        That the index must stay below; the break of *fragile* by default, that of *intermédiaire* to be stricter.
    mobility : Series of float, indexed by residence, 0 to 1, optional
        Share of the dwellings offered that a year frees; that of the millésime by default. A smoothed share is safer for
        small residences. Not changed.
    withheld : mapping of level to DataFrame of bool, territories by indicators, optional
        What is secret beyond the thresholds. Not changed.

    Returns
    -------
    DataFrame, indexed by (code, index), sorted by code, for the indices that resources move
        ``value``: published index. ``points``: what one more such household adds to it. ``capacity``: how many can
        enter, whatever the departures, before the index reaches the threshold; infinite where it never does.
        ``departures``: dwellings that a year should free. ``margin``: whole number, the lesser of the two; 0 when the
        threshold is already reached. NaN or NA where the index, or mobility, is secret, not transmitted or without
        object.

    Raises
    ------
    IndexInputError
        As `indices.compute.compute`; also where the threshold or a mobility is not a number of its kind, or the method
        has no mobility.

    Notes
    -----
    ``I(m) = I + m s`` and the margin is the largest whole m with ``I(m) < threshold`` and ``m <= departures``. Each such
    household takes the place of an average one of the residence, which leaves: with H households, of which a share
    p40 lives under 40 % of the ceilings and p60 under 60 %,
    ``s = 100 / H (w1 (1 - p40) / ref40 + w2 (1 - p60) / ref60)`` for the occupation, half of it for the fragility.

    What is assumed: households under 40 % of the HLM ceilings stand for the first quartile, which surveys do not count;
    they are average in activity and composition; those who left the survey unanswered are like those who answered; the
    reference, mobility and vacancy do not move; departures are those of the dwellings offered for a year or more, at
    the rate of the millésime, rounded down. Not a quota: it says what the numbers allow, not who should live there.
    """
    limit = method.classes.fragile if threshold is None else threshold
    if not (np.isfinite(limit) and limit > 0):
        raise IndexInputError(f"the threshold must be a number above zero, got {limit}", column="threshold")
    residences = read_residences(
        counts,
        memberships,
        method=method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
        withheld=withheld,
    )
    occupants = read_occupants(counts, residences.codes)
    after = let_enter(residences, occupants, FIRST_QUARTILE, entry=Entry.DEPARTURE, number=1.0, method=method)
    departures = _expect_departures(residences, method, mobility)
    columns: dict[str, list[FloatArray]] = {
        name: [] for name in ("value", "points", "capacity", "departures", "margin")
    }
    moved = [recipe for recipe in method.indices.values() if _moves(recipe, method)]
    for recipe in moved:
        value = residences.level.indices[recipe.code].value
        points = after.indices[recipe.code].value - value
        capacity = find_capacity(value, points, limit)
        capacity[capacity > occupants.households] = np.inf  # even if everyone were replaced
        columns["value"].append(value)
        columns["points"].append(points)
        columns["capacity"].append(capacity)
        columns["departures"].append(departures)
        columns["margin"].append(np.minimum(np.minimum(capacity, departures), occupants.households))
    frame = pd.DataFrame(
        {name: np.column_stack(values).ravel() for name, values in columns.items()},
        index=pair_labels(residences.codes, [recipe.code for recipe in moved], names=("code", "index")),
    )
    return frame.astype({"departures": "Int64", "margin": "Int64"})


def _moves(recipe: IndexRecipe, method: Method) -> bool:
    """Whether resources take part in an index."""
    if recipe.composite:
        return any(_moves(method.indices[part], method) for part in recipe.components)
    return any(method.indicators[part].numerator in RESOURCE_COUNTS for part in recipe.components)


def find_capacity(value: FloatArray, points: FloatArray, limit: float) -> FloatArray:
    """Find the largest whole number of households that leaves an index below a limit.

    Parameters
    ----------
    value : ndarray of float64
        The index.
    points : ndarray of float64
        What one household adds to it.
    limit : float
        What it must stay below.

    Returns
    -------
    ndarray of float64
        Zero where the limit is reached already, infinite where it never is, NaN where the index is.
    """
    endless: BoolArray = points <= ROUNDING * limit
    room = np.maximum((limit - value) / np.where(endless, np.nan, points), 0.0)
    whole = np.where(endless, np.inf, np.floor(room))
    on_it = reaches(value + np.where(endless, 0.0, whole) * points, limit)
    capacity: FloatArray = np.where(np.isnan(value), np.nan, np.maximum(whole - (on_it & ~endless), 0.0))
    return np.where(reaches(value, limit), 0.0, capacity)


def _expect_departures(residences: Residences, method: Method, mobility: pd.Series | None) -> FloatArray:
    """Dwellings that a year should free, NaN where mobility is secret, not transmitted or without object."""
    numerators = [indicator.numerator for indicator in method.indicators.values()]
    if ENTRIES_OF_THE_YEAR not in numerators:
        raise IndexInputError("the method has no mobility", column=ENTRIES_OF_THE_YEAR)
    column = numerators.index(ENTRIES_OF_THE_YEAR)
    offered, rate = residences.level.components.den[:, column], residences.level.components.rate[:, column]
    if mobility is not None:
        require_unique_index(mobility, name="mobility")
        rate = mobility.reindex(residences.codes).to_numpy(dtype=np.float64, na_value=np.nan)
        wrong: BoolArray = (rate < 0) | (rate > 1)
        if wrong.any():
            raise IndexInputError(
                "mobility must be a share, 0 to 1", column="mobility", code=first_code(residences.codes, wrong)
            )
    departures: FloatArray = np.floor(np.where(offered > 0, rate * offered, np.nan) + ROUNDING)
    return departures
