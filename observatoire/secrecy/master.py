"""The choice of cells: the cheapest pattern that every cut found so far allows."""

import highspy
import numpy as np

from observatoire.secrecy.solver import open_solver
from observatoire.secrecy.table import BoolArray, Column, FloatArray, Table

BUSIEST = 20.0
"""Seconds of the clock for one of the processor: what the busiest machine may take."""


class Master:
    """A programme in zeros and ones that grows by cuts.

    Variables are the cells withheld whole, then the divisible cells withheld for one family.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._parts = np.flatnonzero(table.divisible & ~table.forced & ~table.kept)
        self._place = {int(cell): position for position, cell in enumerate(self._parts)}
        cells, families = table.cells, table.families
        lower = np.concatenate([table.forced, np.zeros(len(self._parts) * families)]).astype(np.float64)
        upper = np.concatenate([~table.kept | table.forced, np.ones(len(self._parts) * families)]).astype(np.float64)
        costs = np.concatenate([table.costs, np.repeat(table.costs[self._parts] / families, families)])
        solver = open_solver()
        solver.addVars(len(costs), lower, upper)
        for variable, cost in enumerate(costs.tolist()):
            solver.changeColCost(variable, cost)
            solver.changeColIntegrality(variable, highspy.HighsVarType.kInteger)
        for position, cell in enumerate(self._parts.tolist()):
            for family in range(families):
                pair = np.array([cell, cells + position * families + family], dtype=np.int32)
                solver.addRow(-highspy.kHighsInf, 1.0, 2, pair, np.ones(2))
        self._solver = solver
        self._seen: set[tuple[object, ...]] = set()
        self.bound = 0.0
        """the least that any pattern costs, as far as it was proved"""

    def add_cut(self, column: Column, gains: FloatArray, need: float, *, unless_shown: int | None) -> bool:
        """Ask that what is withheld give at least this much in a column; false when that was asked before.

        Args:
            column: the count that the cut comes from.
            gains: of the cells.
            need: what is asked for.
            unless_shown: the cell that owes nothing when it is shown.
        """
        useful = np.where(column.known, 0.0, np.minimum(gains, need))
        right = need - float(useful[column.primary].sum())
        terms: dict[int, float] = {}
        for cell in np.flatnonzero((useful > 0) & ~column.primary).tolist():
            self._add(terms, cell, column.family, float(useful[cell]))
        if unless_shown is not None:
            self._add(terms, unless_shown, column.family, -right)
            right = 0.0
        key = (tuple(sorted((each, round(gain, 6)) for each, gain in terms.items())), round(right, 6))
        if key in self._seen:
            return False
        self._seen.add(key)
        variables = np.array(list(terms), dtype=np.int32)
        self._solver.addRow(right, highspy.kHighsInf, len(terms), variables, np.array(list(terms.values())))
        return True

    def solve(self, time_limit: float) -> BoolArray | None:
        """The cheapest pattern; nothing when none was found in that many seconds of the processor."""
        # The solver only knows the clock, which runs faster than the work on a busy machine.
        self._solver.setOptionValue("time_limit", float(self._solver.getRunTime()) + BUSIEST * time_limit)
        self._solver.run()
        information = self._solver.getInfo()
        if information.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        self.bound = max(self.bound, float(information.mip_dual_bound))
        # A solver's 0.999999 is a one, and its 0.000001 is a zero: the attack that follows does not take it at its word.
        chosen = np.asarray(self._solver.getSolution().col_value).round() > 0
        cells, families = self._table.cells, self._table.families
        pattern = np.repeat(chosen[:cells, None], families, axis=1)
        pattern[self._parts] |= chosen[cells:].reshape(len(self._parts), families)
        return pattern

    def _add(self, terms: dict[int, float], cell: int, family: int, gain: float) -> None:
        terms[cell] = terms.get(cell, 0.0) + gain
        if cell in self._place:
            variable = self._table.cells + self._place[cell] * self._table.families + family
            terms[variable] = terms.get(variable, 0.0) + gain
