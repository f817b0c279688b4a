"""What an attacker can still hold possible of a withheld cell, from everything that is published.

The attacker knows the rules, who transmitted, the size of every residence, every published count exactly, and may be
a landlord who knows its own residences.

Counts of a residence that are parts of one another (under 40 % of the ceilings, under 60 %, answers) are attacked one at a
time, the answers being known: where territories nest, knowing that one is a part of the other narrows neither, which
the tests enumerate. The audit attacks them together in any case.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from observatoire.secrecy.nesting import NestedReach, Nesting
from observatoire.secrecy.solver import open_solver
from observatoire.secrecy.table import BoolArray, Column, FloatArray, Table, is_withheld

OUTSIDER = -2
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a cell can move from its true count, and what each cell would give to that move if it were withheld."""

    distance: float
    gains: FloatArray


class Attack:
    """One column under one pattern, seen by one attacker."""

    def __init__(self, table: Table, nesting: Nesting, column: Column, pattern: BoolArray, insider: int) -> None:
        self._table = table
        self._free = is_withheld(column, pattern)
        units = table.units
        still = (table.owners == insider) | ~column.present[:units] | column.known[:units]
        of_units = [table.total(np.where(still, 0.0, room[:units])) for room in (column.up, column.down)]
        self._up, self._down = np.minimum(column.up, of_units[0]), np.minimum(column.down, of_units[1])
        groups = self._free & (np.arange(table.cells) >= units)
        own_room = bool(((self._up < of_units[0]) | (self._down < of_units[1]))[groups].any())
        self._nested = (
            NestedReach(table, nesting, self._free, self._up, self._down) if nesting.holds and not own_room else None
        )
        self._solver: highspy.Highs | None = None
        self._costs = np.zeros(units)

    def measure(self, cell: int, *, upwards: bool) -> float:
        """How far one cell can move up, or down."""
        if self._nested:
            return self._nested.reach(cell, upwards=upwards)
        return self.reach(cell, upwards=upwards).distance

    def reach(self, cell: int, *, upwards: bool) -> Reach:
        """How far one cell can move up, or down, and what would let it move."""
        solver = self._solver = self._solver or self._build()
        costs = np.zeros(self._table.units)
        costs[self._table.members(cell)] = -1.0 if upwards else 1.0
        for unit in np.flatnonzero(costs != self._costs).tolist():
            solver.changeColCost(unit, float(costs[unit]))
        self._costs = costs
        if not _has_answer(solver):
            # The true table is always possible, so an answer exists: a cell of which the solver says nothing, even from
            # nothing, is held to be exposed, and everything that is shown around it to be of use.
            return Reach(0.0, np.where(self._free, 0.0, self._up + self._down))
        solution = solver.getSolution()
        # A move is the sum over cells of dual times move; costs are minimised, so a positive dual draws on the room
        # below the cell and a negative one on the room above.
        duals = np.concatenate([np.asarray(solution.col_dual), np.asarray(solution.row_dual)])
        duals[np.abs(duals) < TOLERANCE] = 0.0
        gains = np.where(duals > 0, duals * self._down, -duals * self._up)
        return Reach(-float(solver.getInfo().objective_function_value), gains)

    def _build(self) -> highspy.Highs:
        units = self._table.units
        high, low = np.where(self._free, self._up, 0.0), np.where(self._free, -self._down, 0.0)
        solver = open_solver()
        solver.addVars(units, low[:units], high[:units])
        for cell, group in enumerate(self._table.groups, start=units):
            solver.addRow(low[cell], high[cell], len(group), group.astype(np.int32), np.ones(len(group)))
        return solver


def _has_answer(solver: highspy.Highs) -> bool:
    """Run, and once more from the beginning when the numbers of the last run led nowhere."""
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        solver.clearSolver()
        solver.run()
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
