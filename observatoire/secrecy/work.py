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
    spans: dict[str, range]
    """the cells of each level, one after the other"""
    codes: dict[str, pd.Index]
    """of the cells of each level"""
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
        return list(self.spans.get(level, ()))

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
    codes, members = {RESIDENCE: counts.codes.rename(None)}, [lay_alone(len(counts.codes))]
    for level, found in list_cells(memberships, counts.codes).items():
        codes[level] = found.codes
        members.append(found.members)
    ends = np.cumsum([len(each) for each in codes.values()]).tolist()
    spans = {level: range(end - len(codes[level]), end) for level, end in zip(codes, ends, strict=True)}
    laid = join(*members)
    inside, crossing = _place_groups(spans, laid)
    costs = laid.add(counts.sizes)
    costs[list(spans.get(COMMUNE, ()))] *= WIDE_COST
    return Work(
        counts=counts,
        rules=rules,
        spans=spans,
        codes=codes,
        members=laid,
        primary=find_primary(counts, laid, rules),
        known={name: _mark(codes, cells) for name, cells in known.items()},
        costs=costs,
        inside=inside,
        crossing=crossing,
        pattern=np.zeros((len(laid), len(list_families(counts))), dtype=np.bool_),
    )


def _mark(codes: Mapping[str, pd.Index], cells: frozenset[tuple[str, str]]) -> BoolArray:
    return np.array([(level, code) in cells for level, own in codes.items() for code in own], dtype=np.bool_)


def _place_groups(
    spans: Mapping[str, range], members: Members
) -> tuple[dict[int, list[int]], list[tuple[int, frozenset[int]]]]:
    commune_of = np.full(len(spans[RESIDENCE]), -1)
    inside: dict[int, list[int]] = {commune: [] for commune in spans.get(COMMUNE, ())}
    for commune in inside:
        commune_of[members[commune]] = commune
    crossing = []
    smaller = [span for level, span in spans.items() if level not in (RESIDENCE, COMMUNE, ALWAYS_SHOWN)]
    for cell in (each for span in smaller for each in span):
        over = frozenset(int(each) for each in np.unique(commune_of[members[cell]]))
        if len(over) == 1:
            inside[min(over)].append(cell)
        elif over:
            crossing.append((cell, over))
    return inside, crossing
