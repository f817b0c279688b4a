"""Families of residences that look alike, to speak of « what kind of residence » rather than of one number."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from indices.arrays import BoolArray, FloatArray, PositionArray
from indices.division import divide
from indices.errors import IndexInputError, TooFewObservationsError
from indices.inputs import first_code, line_up, require_numbers, require_unique_index

Rows = TypeVar("Rows", FloatArray, PositionArray)

MIN_UNITS = 20
"""Complete profiles below which families are an artefact."""
CLASS_COUNTS = range(3, 8)
"""Numbers of families that are tried."""
HIERARCHY_UNITS = 2000
"""Profiles that Ward's hierarchy and the silhouette look at, since both grow with the square; k-means takes all."""
BOOTSTRAP_UNITS = 500
"""Profiles in a bootstrap: a family that does not survive that many is not stable."""
LEAST_SPREAD = 0.02
"""Standard deviation, over the mean, under which an indicator does not vary: two points of index.

Scaled by less, a later millésime whose shares are smoothed less would be sorted by that indicator alone.
"""
STABLE = 0.75
"""Mean Jaccard likeness over bootstraps from which a family is stable."""


@dataclass(frozen=True)
class FrozenCentres:
    """All it takes to sort residences into families found before.

    Attributes
    ----------
    columns : tuple of str
        Indicators of the profiles that vary.
    centre, scale : ndarray of float64, shape (k,)
        Mean and standard deviation (ddof 1) that standardise a profile.
    centres : ndarray of float64, shape (c, k)
        Centres of the families, standardised; frozen for later millésimes.
    """

    columns: tuple[str, ...]
    centre: FloatArray
    scale: FloatArray
    centres: FloatArray


@dataclass(frozen=True)
class Typology(FrozenCentres):
    """Families found in one millésime, with the centres that sort later ones into the same families.

    Attributes
    ----------
    families : Series of int, indexed by code
        Family of each complete profile, 1 to c, ordered from the least to the most fragile.
    profiles : DataFrame, shape (c, k), indexed by family
        Mean profile, in the unit of the input.
    sizes : Series of int, indexed by family
    medoids : Series of str, indexed by family
        The most typical residence, as an example.
    stability : Series of float, indexed by family, 0 to 1
        Mean Jaccard likeness with the nearest family of each bootstrap; under `STABLE`, say that the family is not
        stable.
    silhouettes : Series of float, indexed by number of families
        Mean silhouette of each number tried, -1 to 1: the reason for the number kept.
    """

    families: pd.Series
    profiles: pd.DataFrame
    sizes: pd.Series
    medoids: pd.Series
    stability: pd.Series
    silhouettes: pd.Series


def find_typology(profiles: pd.DataFrame, fragility: pd.Series, *, seed: int, bootstraps: int = 100) -> Typology:
    """Find families of residences: Ward's hierarchy, refined by k-means from its centres.

    Parameters
    ----------
    profiles : DataFrame, shape (n, k), indexed by residence code
        Ratios to the reference (base 100), smoothed rather than raw so that small residences do not make families of
        their own; NaN where secret, not transmitted or without object: such a residence has no family. Not changed.
    fragility : Series of float, indexed by residence code
        What orders the families, so that their numbers do not jump from one millésime to the next.
    seed : int
        Of the bootstraps.
    bootstraps : int
        Number of resamplings that judge the stability.

    Returns
    -------
    Typology

    Raises
    ------
    IndexInputError
        A code is there twice, a profile is not made of numbers, no indicator varies, or a residence has a profile and no
        fragility.
    TooFewObservationsError
        Fewer than `MIN_UNITS` complete profiles.

    Notes
    -----
    An indicator that does not vary tells nothing apart and is left out: smoothed shares of a homogeneous one are almost
    the same, and thousandths of a point must not be blown up to the scale of the others.

    The number of families is the one of `CLASS_COUNTS` with the highest mean silhouette. Beyond `HIERARCHY_UNITS`
    profiles, the hierarchy is built on as many, evenly spread in the order of the codes; k-means then takes all.
    Bootstraps draw `BOOTSTRAP_UNITS` profiles at most. Sources: [ward1963]_,
    [rousseeuw1987]_, [hennig2007]_.
    """
    require_unique_index(profiles, name="residence")
    values = require_numbers(profiles, profiles.columns)
    known = pd.DataFrame(values, profiles.index, profiles.columns).dropna().sort_index()
    if len(known) < MIN_UNITS:
        raise TooFewObservationsError(f"{len(known)} complete profiles, at least {MIN_UNITS} are needed")
    values = known.to_numpy(dtype=np.float64)
    centre, scale = values.mean(axis=0), values.std(axis=0, ddof=1)
    varied = scale > LEAST_SPREAD * np.abs(centre)
    if not varied.any():
        raise IndexInputError("no indicator varies", column=str(known.columns[0]))
    known, values, centre, scale = known.loc[:, varied], values[:, varied], centre[varied], scale[varied]
    standard: FloatArray = (values - centre) / scale
    partitions = {count: _partition(standard, count) for count in CLASS_COUNTS}
    silhouettes = pd.Series(
        {count: float(silhouette_score(_thin(standard), _thin(part))) for count, part in partitions.items()}
    )
    count = CLASS_COUNTS[int(silhouettes.to_numpy().argmax())]
    labels = _order(partitions[count], _line_up(fragility, known.index))
    centres = np.vstack([standard[labels == label].mean(axis=0) for label in range(count)])
    numbers = pd.RangeIndex(1, count + 1, name="family")
    return Typology(
        columns=tuple(str(column) for column in known.columns),
        centre=centre,
        scale=scale,
        centres=centres,
        families=pd.Series(labels + 1, index=known.index, name="family"),
        profiles=pd.DataFrame(centres * scale + centre, index=numbers, columns=known.columns),
        sizes=pd.Series(np.bincount(labels, minlength=count), index=numbers),
        medoids=pd.Series(_find_medoids(standard, labels, centres, known.index), index=numbers),
        stability=pd.Series(_judge_stability(standard, labels, count, seed, bootstraps), index=numbers),
        silhouettes=silhouettes,
    )


def sort_into_families(profiles: pd.DataFrame, frozen: FrozenCentres) -> pd.DataFrame:
    """Sort the residences of a later millésime into families found before: the nearest frozen centre.

    Parameters
    ----------
    profiles : DataFrame, shape (n, k), indexed by residence code
        Same indicators and same base as the profiles of the typology. Not changed.
    frozen : FrozenCentres
        From `find_typology`, then or in an earlier millésime.

    Returns
    -------
    DataFrame, indexed by residence code
        ``family`` (Int64) and ``distance`` to its centre, standardised; NA where the profile is not complete.

    Raises
    ------
    IndexInputError
        An indicator of the typology is missing, or is not a number.
    """
    values = require_numbers(profiles, frozen.columns)
    complete: BoolArray = np.logical_not(np.isnan(values).any(axis=1))
    distances = cdist((values[complete] - frozen.centre) / frozen.scale, frozen.centres)
    sorted_into = pd.DataFrame({"family": pd.NA, "distance": np.nan}, index=profiles.index).astype({"family": "Int64"})
    sorted_into.loc[complete, "family"] = distances.argmin(axis=1) + 1
    sorted_into.loc[complete, "distance"] = distances.min(axis=1)
    return sorted_into


def _partition(standard: FloatArray, count: int) -> PositionArray:
    """Ward's partition, refined by k-means from its centres; labels 0 to c - 1."""
    thinned = _thin(standard)
    ward = np.unique(fcluster(linkage(thinned, "ward"), count, criterion="maxclust"), return_inverse=True)[1]
    centres = np.vstack([thinned[ward == label].mean(axis=0) for label in range(int(ward.max()) + 1)])
    labels: PositionArray = KMeans(len(centres), init=centres, n_init=1).fit(standard).labels_.astype(np.int64)
    return labels


def _thin(rows: Rows) -> Rows:
    """At most `HIERARCHY_UNITS` rows, evenly spread."""
    return rows[:: -(-len(rows) // HIERARCHY_UNITS)]


def _line_up(fragility: pd.Series, index: pd.Index) -> FloatArray:
    values = line_up(fragility, index, name="fragility")
    if np.isnan(values).any():
        raise IndexInputError(
            "a residence with a profile has no fragility", column="fragility", code=first_code(index, np.isnan(values))
        )
    return values


def _order(labels: PositionArray, fragility: FloatArray) -> PositionArray:
    means = [fragility[labels == label].mean() for label in range(int(labels.max()) + 1)]
    rank = np.empty(len(means), dtype=np.int64)
    rank[np.argsort(means, kind="stable")] = np.arange(len(means))
    ordered: PositionArray = rank[labels]
    return ordered


def _find_medoids(standard: FloatArray, labels: PositionArray, centres: FloatArray, codes: pd.Index) -> list[str]:
    """The residence nearest to the centre of its family."""
    distance = cdist(standard, centres)
    return [
        str(codes[int(np.flatnonzero(labels == label)[distance[labels == label, label].argmin()])])
        for label in range(len(centres))
    ]


def _judge_stability(standard: FloatArray, labels: PositionArray, count: int, seed: int, bootstraps: int) -> FloatArray:
    rng = np.random.default_rng(seed)
    likeness = np.zeros((bootstraps, count))
    for draw in range(bootstraps):
        drawn = rng.integers(0, len(standard), min(len(standard), BOOTSTRAP_UNITS))
        unique = np.unique(drawn)
        found = _partition(standard[drawn], count)
        relabelled = np.empty(len(standard), dtype=np.int64)
        relabelled[drawn] = found
        likeness[draw] = _compare_partitions(labels[unique], relabelled[unique], count)
    means: FloatArray = likeness.mean(axis=0)
    return means


def _compare_partitions(first: PositionArray, second: PositionArray, count: int) -> FloatArray:
    """For each family of the first, the Jaccard likeness with its nearest family of the second."""
    mine = (first[:, None] == np.arange(count)).astype(np.float64)
    theirs = (second[:, None] == np.arange(count)).astype(np.float64)
    common = mine.T @ theirs
    union = mine.sum(axis=0)[:, None] + theirs.sum(axis=0)[None, :] - common
    likeness: FloatArray = divide(common, union, otherwise=0.0).max(axis=1)
    return likeness
