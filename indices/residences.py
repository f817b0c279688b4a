"""Residences ready for further questions: their counts, their published indices, and the reference they relate to."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from indices.arrays import BoolArray
from indices.components import Thresholds
from indices.compute import RESIDENCE, Level, Reference, compute_level, find_reference
from indices.errors import IndexInputError
from indices.inputs import require_groups
from indices.pooling import Counts, lay_withheld, pool, read_counts
from indices.recipe import Method
from indices.shares import refuse_excess


@dataclass(frozen=True)
class Residences:
    """What a publication says of residences, with the counts that it comes from.

    Attributes
    ----------
    counts : Counts
        As read, in the order of the input.
    level : Level
        Pooled counts, components and indices of the n residences, sorted by code.
    reference : Reference
        What is worth 100.
    inside : ndarray of bool, shape (n,)
        Whether the residence belongs to the reference.
    thresholds : Thresholds
        Primary secrecy.
    withheld : mapping of level to DataFrame of bool
        What is secret beyond the thresholds.
    """

    counts: Counts
    level: Level
    reference: Reference
    inside: BoolArray
    thresholds: Thresholds
    withheld: Mapping[str, pd.DataFrame]

    @property
    def codes(self) -> pd.Index:
        """Codes of the residences.

        Returns
        -------
        Index
            Sorted.
        """
        return self.level.pool.codes


def compute_wider(residences: Residences, groups: pd.Series, *, level: str, method: Method) -> Level:
    """Compute the territories that residences make up, against the same reference.

    Parameters
    ----------
    residences : Residences
        See `read_residences`.
    groups : Series, indexed by residence
        Territory of each; NaN where it lies outside. Not changed.
    level : str
        Name of the level, by which what is withheld is known.
    method : Method
        As published.

    Returns
    -------
    Level
        Of the t territories, sorted by code.

    Raises
    ------
    IndexInputError
        A residence has no row in `groups`.
    """
    withheld = lay_withheld(residences.withheld, method=method).get(level)
    pooled = pool(residences.counts, groups, level=level, withheld=withheld)
    return compute_level(pooled, method=method, reference=residences.reference, thresholds=residences.thresholds)


def read_residences(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
    withheld: Mapping[str, pd.DataFrame] | None = None,
) -> Residences:
    """Compute residences as a publication does. Parameters are those of `indices.compute.compute`.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        Not changed.
    memberships : mapping of level to Series, indexed by residence
        At least ``residence`` and the level of the reference. Not changed.
    method : Method
        Recipes.
    reference : tuple of str
        Level and code of the territory worth 100.
    min_logements, min_repondants : int
        Dwellings and respondents below which values are secret.
    withheld : mapping of level to DataFrame of bool, territories by indicators, optional
        What is secret beyond the thresholds, see `indices.pooling.pool`. Not changed.

    Returns
    -------
    Residences
        Sorted by code.

    Raises
    ------
    IndexInputError
        As `indices.compute.compute`; also where a numerator exceeds its denominator.
    """
    if RESIDENCE not in memberships:
        raise IndexInputError("the memberships have no such level", column=RESIDENCE)
    thresholds = Thresholds(min_logements, min_repondants)
    read = read_counts(counts, method=method)
    hidden = lay_withheld(withheld, method=method)
    pools = {
        level: pool(read, memberships[level], level=level, withheld=hidden.get(level))
        for level in (RESIDENCE, reference[0])
        if level in memberships
    }
    worth_100 = find_reference(pools, reference=reference, method=method, thresholds=thresholds)
    own = pools[RESIDENCE]
    refuse_excess(own, method=method)
    return Residences(
        counts=read,
        level=compute_level(own, method=method, reference=worth_100, thresholds=thresholds),
        reference=worth_100,
        inside=(require_groups(memberships[reference[0]], own.codes, level=reference[0]) == reference[1]).to_numpy(
            dtype="bool", na_value=False
        ),
        thresholds=thresholds,
        withheld=withheld or {},
    )
