"""The cells of a whole publication, numbered once, and the parts of it that can be looked at alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from observatoire.secrecy.counts import RESIDENCE, Counts, list_cells
from observatoire.secrecy.members import Members, join, lay_alone
from observatoire.secrecy.primary import Primary, Rules, find_primary
from observatoire.secrecy.table import BoolArray, FloatArray
from observatoire.secrecy.tables import Scope, list_families

COMMUNE = "commune"
WIDE_COST = 10.0
"""A commune weighs that many times its dwellings: its figures go last."""
ALWAYS_SHOWN = "epci"


@dataclass(slots=True)
class Work:
    """Residences come first, then the territories of each level."""

    counts: Counts
    rules: Rules
    levels: np.ndarray
    codes: np.ndarray
    members: Members
    primary: Primary
    known: dict[str, BoolArray]
    costs: FloatArray
    inside: dict[int, list[int]]
    """of each commune: the territories whose residences are all there"""
    crossing: list[tuple[int, frozenset[int]]]
    """territories over several communes, but the whole of them, and which communes"""
    pattern: BoolArray
    """of the cells and families: what is withheld beyond the rules"""

    def list_level(self, level: str) -> list[int]:
        """The cells of a level."""
        return [int(each) for each in np.flatnonzero(self.levels == level)]

    def has_secret(self, commune: int) -> bool:
        """Whether the rules withhold anything inside a commune."""
        withheld = self.primary.withheld
        return bool(withheld[self.members[commune]].any() or withheld[self.inside[commune]].any())

    def link(self, communes: set[int]) -> set[int]:
        """The communes that must be looked at with these: those that share a territory with one of them."""
        linked = set(communes)
        while grown := {each for _, over in self.crossing if over & linked for each in over} - linked:
            linked |= grown
        return linked

    def list_groups(self, communes: set[int]) -> list[int]:
        """The territories that are sums of residences of communes that are linked to no other."""
        inside = [each for commune in sorted(communes) for each in self.inside[commune]]
        return [*inside, *(cell for cell, over in self.crossing if over <= communes), *sorted(communes)]

    def cut_out(self, units: Sequence[int], groups: Sequence[int], kept: frozenset[int]) -> tuple[Scope, list[int]]:
        """A part of the work.

        Args:
            units: cells that are not divided further here: residences, or communes taken whole.
            groups: cells that are sums of those.
            kept: cells that stay published.

        Returns:
            The scope, and the cell of each of its positions.
        """
        cells = [*units, *groups]
        members = self.members.pick(cells)
        sizes = members.sizes[: len(units)]
        own = members.positions[: int(sizes.sum())]
        order = np.argsort(own)
        unit_of = np.repeat(np.arange(len(units)), sizes)[order]
        ruled = self.primary
        primary = Primary(ruled.withheld[cells], ruled.bounded[cells], ruled.share[cells])
        scope = Scope(
            members=members,
            units=len(units),
            groups=tuple(np.unique(unit_of[np.searchsorted(own[order], self.members[each])]) for each in groups),
            primary=primary,
            known={name: where[cells] for name, where in self.known.items()},
            costs=self.costs[cells],
            kept=np.array([cell in kept for cell in cells]),
        )
        return scope, cells


def prepare(
    counts: Counts,
    memberships: Mapping[str, pd.Series],
    rules: Rules,
    known: Mapping[str, frozenset[tuple[str, str]]],
) -> Work:
    """Number the cells of a publication and apply the rules to them."""
    levels, codes = [RESIDENCE] * len(counts.codes), list(counts.codes)
    members = [lay_alone(len(counts.codes))]
    for level, cells in list_cells(memberships, counts.codes).items():
        levels += [level] * len(cells.codes)
        codes += list(cells.codes)
        members.append(cells.members)
    laid, labels = join(*members), np.array(levels)
    keys = list(zip(levels, codes, strict=True)) if known else []
    inside, crossing = _place_groups(labels, laid, len(counts.codes))
    return Work(
        counts=counts,
        rules=rules,
        levels=labels,
        codes=np.array(codes, dtype=object),
        members=laid,
        primary=find_primary(counts, laid, rules),
        known={name: np.array([key in cells for key in keys]) for name, cells in known.items()},
        costs=np.where(labels == COMMUNE, WIDE_COST, 1.0) * laid.add(counts.sizes),
        inside=inside,
        crossing=crossing,
        pattern=np.zeros((len(laid), len(list_families(counts))), dtype=np.bool_),
    )


def _place_groups(
    levels: np.ndarray, members: Members, residences: int
) -> tuple[dict[int, list[int]], list[tuple[int, frozenset[int]]]]:
    commune_of = np.full(residences, -1)
    inside: dict[int, list[int]] = {int(cell): [] for cell in np.flatnonzero(levels == COMMUNE)}
    for commune in inside:
        commune_of[members[commune]] = commune
    crossing = []
    for cell in range(residences, len(members)):
        if levels[cell] in (COMMUNE, ALWAYS_SHOWN):
            continue
        over = frozenset(int(each) for each in np.unique(commune_of[members[cell]]))
        if len(over) == 1:
            inside[min(over)].append(cell)
        elif over:
            crossing.append((cell, over))
    return inside, crossing
