"""From counts of residences and territories to the table that the optimisation works on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from observatoire.secrecy.counts import Counts
from observatoire.secrecy.members import Members
from observatoire.secrecy.primary import BOUND, Primary, Rules
from observatoire.secrecy.table import BoolArray, Column, FloatArray, Kind, PositionArray, Table


@dataclass(frozen=True, slots=True)
class Scope:
    """Cells that are looked at together: units first, then groups of units."""

    members: Members
    """residences of each cell"""
    units: int
    groups: tuple[PositionArray, ...]
    """units of each group"""
    primary: Primary
    """of the cells"""
    known: Mapping[str, BoolArray]
    """of the cells: counts already in the public domain, by column"""
    costs: FloatArray
    kept: BoolArray


def list_families(counts: Counts) -> tuple[tuple[int, ...], ...]:
    """Indicators that share a denominator: they are withheld together in a group."""
    families: dict[tuple[str, ...], list[int]] = {}
    for position, indicator in enumerate(counts.indicators):
        families.setdefault(indicator.denominator, []).append(position)
    return tuple(tuple(each) for each in families.values())


def build_table(counts: Counts, scope: Scope, rules: Rules) -> Table:
    """Lay a scope out for the optimisation.

    Args:
        counts: of the residences.
        scope: the cells.
        rules: thresholds.
    """
    families = list_families(counts)
    columns = [
        column
        for number, family in enumerate(families)
        for column in (
            *(_lay_situations(counts, scope, number, position) for position in family),
            _lay_size(counts, scope, number, family, rules),
        )
    ]
    present: BoolArray = scope.members.add(counts.present) > 0
    forced: BoolArray = np.asarray((scope.primary.withheld | ~present).all(axis=1) & present.any(axis=1))
    return Table(
        owners=_find_owners(counts, scope),
        groups=scope.groups,
        columns=tuple(columns),
        families=len(families),
        costs=scope.costs,
        forced=forced,
        kept=scope.kept & ~forced,
        divisible=(np.arange(len(scope.members)) >= scope.units) | (scope.members.sizes > 1),
    )


def _lay_situations(counts: Counts, scope: Scope, family: int, position: int) -> Column:
    indicator = counts.indicators[position]
    num, den = scope.members.add(counts.num[:, position]), scope.members.add(counts.den[:, position])
    present = scope.members.add(counts.present[:, position]) > 0
    bounded = scope.primary.bounded[:, position]
    low = np.where(bounded & (num > den / 2), np.ceil(den * (1.0 - BOUND)), 0.0)
    high = np.where(bounded & (num <= den / 2), np.floor(den * BOUND), den)
    fixed = scope.members.add(counts.present[:, position] & ~counts.public[:, position]) == 0
    return Column(
        name=indicator.numerator,
        kind=Kind.SITUATIONS,
        family=family,
        values=num,
        up=np.where(fixed, 0.0, high - num),
        down=np.where(fixed, 0.0, num - low),
        present=present,
        primary=scope.primary.withheld[:, position],
        known=fixed | scope.known.get(indicator.numerator, np.zeros(len(present), dtype=np.bool_)),
    )


def _lay_size(counts: Counts, scope: Scope, family: int, positions: Sequence[int], rules: Rules) -> Column:
    """Those who answered, or the dwellings that are offered: whoever cannot be named must not be set apart either.

    How many they are needs no interval of its own: it is not computable where the situations among them are not.
    """
    indicator = counts.indicators[positions[0]]
    den = scope.members.add(counts.den[:, positions[0]])
    floor = float(rules.repondants if indicator.is_survey else rules.logements)
    return Column(
        name="+".join(indicator.denominator),
        kind=Kind.SIZE,
        family=family,
        values=den,
        up=np.full(len(den), floor),
        down=den,
        present=scope.members.add(counts.present[:, positions[0]]) > 0,
        primary=np.asarray(scope.primary.withheld[:, list(positions)].all(axis=1)),
        known=np.zeros(len(den), dtype=np.bool_),
        floor=floor,
    )


def _find_owners(counts: Counts, scope: Scope) -> PositionArray:
    units = slice(scope.units)
    first = scope.members.positions[scope.members.starts[units]]
    return np.where(scope.members.sizes[units] == 1, counts.owner_numbers[first], -1)
