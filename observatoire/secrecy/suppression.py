"""Complementary suppression: the pattern that loses least and leaves every secret count uncertain enough.

Cuts are generated as in Fischetti and Salazar: solve the master problem, attack its pattern, ask for what the attack
found missing, again. When time runs out, cells are added until no attack succeeds, then taken back one by one where none
succeeds without them: safe, but no longer proved least. When as much time again has gone before it is safe, everything
that may be withheld is. Time is that of the processor in this thread: a busy machine is slower, and finds the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import thread_time

import numpy as np

from observatoire.secrecy.attack import OUTSIDER, TOLERANCE, Attack
from observatoire.secrecy.master import Master
from observatoire.secrecy.needs import Need, list_needs
from observatoire.secrecy.nesting import Nesting
from observatoire.secrecy.table import BoolArray, Column, FloatArray, Table, is_withheld

LEAST_GRACE = 2.0
"""Seconds of the processor to make a pattern safe in, however little time there was to make it the least."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A pattern, and what is known of it."""

    pattern: BoolArray
    """of the cells and families: what is withheld"""
    bound: float
    """the least that any pattern costs, as far as it was proved"""
    proved: bool
    """whether this pattern costs no more than that"""
    unmet: frozenset[tuple[str, int]]
    """columns and cells that the totals that must be published leave too little room to"""
    attacked: bool = True
    """whether there was time to attack this pattern to the end"""


class _OutOfTimeError(Exception):
    """No time is left for the attack that was going on."""


@dataclass(frozen=True, slots=True)
class _Shortfall:
    column: Column
    need: Need
    distance: float
    missing: float
    gains: FloatArray


@dataclass(slots=True)
class _Search:
    """The attacks on a table, and what not even the largest pattern could give."""

    table: Table
    nesting: Nesting
    ceilings: dict[tuple[str, int, Need], float] = field(default_factory=dict)
    unmet: set[tuple[str, int]] = field(default_factory=set)

    def find_shortfalls(self, pattern: BoolArray, deadline: float) -> Iterator[_Shortfall]:
        """Every need that a pattern does not meet, before every attacker.

        Raises:
            _OutOfTimeError: the deadline came before the last attack.
        """
        for column in self.table.columns:
            hidden = is_withheld(column, pattern)
            if not hidden.any():
                continue
            for insider in self._list_attackers(column, hidden):
                attack: Attack | None = None
                for need in list_needs(self.table, column, pattern, insider):
                    if thread_time() > deadline:
                        raise _OutOfTimeError
                    attack = attack or Attack(self.table, self.nesting, column, pattern, insider)
                    distance = _span(attack, need)
                    if distance < need.distance - TOLERANCE:
                        wanted = self._cap(column, insider, need)
                        if distance < wanted - TOLERANCE:
                            yield _Shortfall(column, need, wanted, wanted - distance, _list_gains(attack, need))

    def _list_attackers(self, column: Column, hidden: BoolArray) -> list[int]:
        """Anybody, then each landlord that knows something that others must not."""
        owners = self.table.owners[(hidden & column.present)[: self.table.units]]
        return [OUTSIDER, *(int(owner) for owner in np.unique(owners) if owner >= 0)]

    def _cap(self, column: Column, insider: int, need: Need) -> float:
        """What the need comes down to when the totals that must be published leave less room."""
        key = (column.name, insider, need)
        if key not in self.ceilings:
            widest = Attack(self.table, self.nesting, column, self.table.hide_all(), insider)
            self.ceilings[key] = min(need.distance, _span(widest, need))
            if self.ceilings[key] < need.distance - TOLERANCE:
                self.unmet.add((column.name, need.cell))
        return self.ceilings[key]


def suppress(table: Table, *, time_limit: float) -> Suppression:
    """Find the pattern of a table.

    Args:
        table: its cells and counts.
        time_limit: seconds of the processor after which the least pattern is no longer looked for.
    """
    deadline = thread_time() + time_limit
    master, search = Master(table), _Search(table, Nesting(table))
    pattern = np.repeat(table.forced[:, None], table.families, axis=1)
    try:
        while (left := deadline - thread_time()) > 0:
            chosen = master.solve(left)
            if chosen is None:
                break
            pattern = chosen
            shortfalls = list(search.find_shortfalls(pattern, deadline))
            asked = [
                master.add_cut(
                    each.column,
                    each.gains,
                    each.distance,
                    unless_shown=each.need.cell if each.need.only_if_withheld else None,
                )
                for each in shortfalls
            ]
            if not shortfalls:
                cost = measure_cost(table, pattern)
                return Suppression(pattern, master.bound, cost <= master.bound + TOLERANCE, frozenset(search.unmet))
            if not any(asked):
                break
    except _OutOfTimeError:
        pass
    return _widen(search, pattern, master.bound, deadline + max(time_limit, LEAST_GRACE))


def measure_cost(table: Table, pattern: BoolArray) -> float:
    """What a pattern loses; a cell withheld for some families loses their part."""
    return float((table.costs * pattern.mean(axis=1)).sum())


def _span(attack: Attack, need: Need) -> float:
    return sum(attack.measure(need.cell, upwards=upwards) for upwards in need.sides)


def _list_gains(attack: Attack, need: Need) -> FloatArray:
    gains: FloatArray = np.sum([attack.reach(need.cell, upwards=upwards).gains for upwards in need.sides], axis=0)
    return gains


def _widen(search: _Search, start: BoolArray, bound: float, deadline: float) -> Suppression:
    """Add the cells that give most for what they cost until no attack succeeds, or everything when there is no time."""
    table, pattern, attacked = search.table, start.copy(), True
    try:
        while shortfalls := list(search.find_shortfalls(pattern, deadline)):
            before = pattern.copy()
            for each in shortfalls:
                _add_most_useful(table, before, pattern, each)
            if bool((pattern == before).all()):
                pattern = table.hide_all() | start
                # Attacked as well: what still falls short is owed to the totals that must be published.
                list(search.find_shortfalls(pattern, deadline))
                break
        pattern = _narrow(search, pattern, deadline)
    except _OutOfTimeError:
        pattern, attacked = table.hide_all() | start, False
    return Suppression(pattern, bound, proved=False, unmet=frozenset(search.unmet), attacked=attacked)


def _narrow(search: _Search, pattern: BoolArray, deadline: float) -> BoolArray:
    """Show again, the costliest first, each cell without which no attack succeeds either."""
    table, kept = search.table, pattern
    removable = np.flatnonzero(pattern.any(axis=1) & ~table.forced)
    try:
        for cell in removable[np.argsort(-table.costs[removable], kind="stable")].tolist():
            tried = kept.copy()
            tried[cell] = False
            if next(search.find_shortfalls(tried, deadline), None) is None:
                kept = tried
    except _OutOfTimeError:
        pass
    return kept


def _add_most_useful(table: Table, before: BoolArray, pattern: BoolArray, shortfall: _Shortfall) -> None:
    """Withhold one cell more for what falls short, unless those added since the attack are likely to be enough."""
    family = shortfall.column.family
    useful = np.minimum(shortfall.gains, shortfall.distance)
    added = float(useful[pattern[:, family] & ~before[:, family]].sum())
    free = ~pattern[:, family] & ~table.kept & (useful > 0)
    if added < shortfall.missing - TOLERANCE and free.any():
        pattern[int(np.where(free, useful / (1.0 + table.costs), -1.0).argmax())] = True
