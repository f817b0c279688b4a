"""Territories that nest: what an attacker can hold possible of a cell then has a closed form, without a solver."""

from functools import cached_property
from itertools import pairwise

import numpy as np

from observatoire.secrecy.table import BoolArray, FloatArray, PositionArray, Table

NOWHERE = -1


class Nesting:
    """The groups that hold each cell, smallest first."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._sets = [frozenset(group.tolist()) for group in table.groups]

    @cached_property
    def holds(self) -> bool:
        """Whether any two groups are apart, or one is within the other."""
        units: dict[int, list[int]] = {}
        for number, group in enumerate(self._sets):
            for unit in group:
                units.setdefault(unit, []).append(number)
        return all(
            self._sets[small] <= self._sets[large]
            for chain in {tuple(sorted(chain, key=lambda each: len(self._sets[each]))) for chain in units.values()}
            for small, large in pairwise(chain)
        )

    @cached_property
    def chains(self) -> list[list[int]]:
        """Of the cells: the other groups that hold them, smallest first."""
        order = sorted(range(len(self._sets)), key=lambda each: len(self._sets[each]))
        chains: list[list[int]] = [[] for _ in range(self._table.cells)]
        for number in order:
            group, cell = self._sets[number], self._table.units + number
            for unit in group:
                chains[unit].append(cell)
            for other, smaller in enumerate(self._sets):
                if other != number and smaller <= group:
                    chains[self._table.units + other].append(cell)
        return chains

    def find_holders(self, free: BoolArray) -> PositionArray:
        """Of the cells: the smallest group that holds them and is not withheld, or nowhere."""
        return np.array(
            [next((group for group in chain if not free[group]), NOWHERE) for chain in self.chains], dtype=np.int64
        )


class NestedReach:
    """How far each cell can move, when groups nest and each has the room of its units."""

    def __init__(self, table: Table, nesting: Nesting, free: BoolArray, up: FloatArray, down: FloatArray) -> None:
        holders = nesting.find_holders(free)
        units = table.units
        unit_up, unit_down = (np.where(free[:units], room[:units], 0.0) for room in (up, down))
        self._up = np.full(table.cells, 0.0)
        self._down = np.full(table.cells, 0.0)
        pool_up, pool_down = np.zeros(table.cells), np.zeros(table.cells)
        inside = holders[:units]
        np.add.at(pool_up, inside[inside >= 0], unit_up[inside >= 0])
        np.add.at(pool_down, inside[inside >= 0], unit_down[inside >= 0])
        for cell in np.flatnonzero(free).tolist():
            members = table.members(cell)
            same = members[inside[members] == holders[cell]]
            own_up, own_down = float(unit_up[same].sum()), float(unit_down[same].sum())
            if holders[cell] == NOWHERE:
                self._up[cell], self._down[cell] = own_up, own_down
            else:
                self._up[cell] = min(own_up, pool_down[holders[cell]] - own_down)
                self._down[cell] = min(own_down, pool_up[holders[cell]] - own_up)

    def reach(self, cell: int, *, upwards: bool) -> float:
        """How far one cell can move up, or down."""
        return float((self._up if upwards else self._down)[cell])
