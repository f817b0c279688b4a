"""How low and how high a hidden number can be, by linear and whole-number programming on one block."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

import highspy
import numpy as np

from observatoire.audit.blocks import Block
from observatoire.audit.quiet import open_model
from observatoire.audit.system import System

WHOLE = 1e-6
"""How far from a whole number a solution may be and still be one: HiGHS works to 1e-7."""

FREE = 10_000
"""Where no public fact bounds a count: more persons than any residence holds."""


class Answer(StrEnum):
    """How a question to the solver ended."""

    FOUND = "trouvé"
    IMPOSSIBLE = "impossible"
    UNDECIDED = "non décidé"


@dataclass(frozen=True, slots=True)
class Extreme:
    """The lowest or the highest value of a sum of unknowns, and a table of whole numbers in which it is reached."""

    answer: Answer
    value: float = math.nan
    table: tuple[int, ...] | None = None


@dataclass(slots=True)
class BlockSolver:
    """The models of one block: kept warm from one question to the next."""

    system: System
    block: Block
    seconds: float = 20.0
    """how long one question on whole numbers may take"""
    solves: int = 0
    place: dict[int, int] = field(init=False)
    _relaxed: highspy.Highs = field(init=False)
    _whole: highspy.Highs | None = field(default=None, init=False)
    _asked: dict[bool, list[int]] = field(default_factory=dict, init=False)
    """columns that have a cost, in the model on whole numbers and in the other"""

    def __post_init__(self) -> None:
        self.place = {position: column for column, position in enumerate(self.block.unknowns)}
        self._relaxed = self._build()

    def find_extreme(self, form: Mapping[int, int], *, highest: bool, whole: bool = False) -> Extreme:
        """The lowest or highest value of a sum; `whole` insists on whole numbers."""
        model = self._whole_model() if whole else self._relaxed
        columns = [self.place[each] for each in form]
        self._set_costs(model, columns, [float(factor) for factor in form.values()])
        sense = highspy.ObjSense.kMaximize if highest else highspy.ObjSense.kMinimize
        model.changeObjectiveSense(sense)
        answer = self._run(model)
        if answer is not Answer.FOUND:
            return Extreme(answer)
        solution = model.getSolution().col_value
        value = sum(factor * solution[self.place[each]] for each, factor in form.items())
        return Extreme(answer, value, self._read_table(solution))

    def find_table(self, form: Mapping[int, int], value: int) -> tuple[int, ...] | None:
        """A table of whole numbers in which a sum has this value, if there is one."""
        model = self._whole_model()
        columns = np.array([self.place[each] for each in form], dtype=np.int32)
        factors = np.array([float(each) for each in form.values()])
        model.addRow(float(value), float(value), len(columns), columns, factors)
        self._set_costs(model, [], [])
        answer = self._run(model)
        table = self._read_table(model.getSolution().col_value) if answer is Answer.FOUND else None
        model.deleteRows(1, np.array([model.getNumRow() - 1], dtype=np.int32))
        return table

    def _read_table(self, solution: Sequence[float]) -> tuple[int, ...] | None:
        """The solution when it is whole, and checked in exact arithmetic: the solver is not taken at its word."""
        rounded = [round(each) for each in solution]
        if any(abs(each - near) > WHOLE for each, near in zip(solution, rounded, strict=True)):
            return None
        for row, value in self.block.rows:
            if sum(factor * rounded[self.place[each]] for each, factor in row.items()) != value:
                return None
        for position, column in self.place.items():
            upper = self.system.upper[position]
            if rounded[column] < self.system.lower[position] or (upper is not None and rounded[column] > upper):
                return None
        return tuple(rounded)

    def _run(self, model: highspy.Highs) -> Answer:
        self.solves += 1
        model.run()
        status = model.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return Answer.FOUND
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Answer.IMPOSSIBLE
        return Answer.UNDECIDED

    def _set_costs(self, model: highspy.Highs, columns: list[int], costs: list[float]) -> None:
        whole = model is self._whole
        for column in self._asked.get(whole, ()):
            model.changeColCost(column, 0.0)
        for column, cost in zip(columns, costs, strict=True):
            model.changeColCost(column, cost)
        self._asked[whole] = columns

    def _whole_model(self) -> highspy.Highs:
        if self._whole is None:
            self._whole = self._build()
            self._whole.setOptionValue("time_limit", self.seconds)
            for column in self.place.values():
                self._whole.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return self._whole

    def _build(self) -> highspy.Highs:
        model = open_model()
        lower = [float(self.system.lower[each]) for each in self.block.unknowns]
        upper = [float(FREE if (bound := self.system.upper[each]) is None else bound) for each in self.block.unknowns]
        model.addVars(len(lower), np.array(lower), np.array(upper))
        for row, value in self.block.rows:
            scale = math.lcm(*(factor.denominator for factor in row.values()))
            self._add_row(model, {each: float(factor * scale) for each, factor in row.items()}, value * scale, None)
        for fact in self.block.between:
            self._add_row(model, fact.form, fact.low, fact.high)
        return model

    def _add_row(
        self, model: highspy.Highs, form: Mapping[int, float], low: Fraction | float, high: float | None
    ) -> None:
        columns = np.array([self.place[each] for each in form], dtype=np.int32)
        factors = np.array(list(form.values()), dtype=np.float64)
        bottom, top = float(low), float(low) if high is None else float(high)
        infinity = highspy.kHighsInf
        model.addRow(
            -infinity if bottom == -math.inf else bottom,
            infinity if top == math.inf else top,
            len(columns),
            columns,
            factors,
        )
