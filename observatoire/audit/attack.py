"""Everything that one attacker can deduce of each secret cell: exactly, by bounds, then in whole numbers."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from time import monotonic

from observatoire.audit.blocks import Block, split
from observatoire.audit.elimination import Elimination, eliminate
from observatoire.audit.solver import WHOLE, Answer, BlockSolver
from observatoire.audit.system import Cell, System


class Verdict(StrEnum):
    """What became of a secret cell."""

    RESISTS = "résiste"
    EXACT = "se calcule exactement"
    NARROW = "intervalle trop étroit"
    UNVERIFIED = "non vérifiée"


@dataclass(frozen=True, slots=True)
class Finding:
    """A secret cell after the attack: between which whole numbers it remains."""

    cell: Cell
    verdict: Verdict
    low: int | None = None
    high: int | None = None
    """`None` where nothing bounds it"""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about: level, code and count."""
        return self.cell.level, self.cell.code, self.cell.count

    @property
    def width(self) -> int | None:
        """How many whole values remain possible."""
        return None if self.low is None or self.high is None else self.high - self.low + 1


@dataclass(slots=True)
class Attack:
    """What an attack found, and what it cost."""

    findings: list[Finding] = field(default_factory=list)
    contradictions: int = 0
    """facts that contradict others, left out: figures corrected between two publications"""
    loosened: int = 0
    """blocks in which the public bounds cannot hold (a residence with more households than dwellings): left out"""
    solves: int = 0

    @property
    def failures(self) -> list[Finding]:
        """The cells that do not resist, or could not be verified."""
        return [each for each in self.findings if each.verdict is not Verdict.RESISTS]


def attack(system: System, *, deadline: float = math.inf) -> Attack:
    """Attack every secret cell of a system.

    Args:
        system: what the attacker knows.
        deadline: moment (`time.monotonic`) after which what is left is said to be unverified, never safe.
    """
    elimination = eliminate(system.equations)
    result = Attack(contradictions=len(elimination.contradictions))
    for cell in system.cells:
        if not cell.form:
            _record_exact(result, cell, cell.known)
    for block in split(system, elimination):
        _attack_block(system, elimination, block, result, deadline)
    result.findings = _excuse_empty_groups(result.findings)
    return result


def _excuse_empty_groups(findings: list[Finding]) -> list[Finding]:
    """Where nobody answered, or nothing is offered, that none is in a situation is not the situation of anybody."""
    empty = {each.key for each in findings if each.low == each.high == 0}
    return [
        replace(each, verdict=Verdict.RESISTS)
        if each.verdict is Verdict.EXACT
        and each.low == 0
        and (each.cell.exact_only or (each.cell.level, each.cell.code, each.cell.among) in empty)
        else each
        for each in findings
    ]


def _attack_block(system: System, elimination: Elimination, block: Block, result: Attack, deadline: float) -> None:
    solver: BlockSolver | None = None
    seen = _Seen(block.cells)
    for position, cell in enumerate(block.cells):
        exact = elimination.deduce(cell.form)
        if exact is not None:
            _record_exact(result, cell, cell.known + math.floor(exact))
        elif cell.exact_only:
            result.findings.append(Finding(cell, Verdict.RESISTS))
        elif monotonic() > deadline:
            result.findings.append(Finding(cell, Verdict.UNVERIFIED))
        else:
            if solver is None:
                solver = _open_solver(system, block, result)
            result.findings.append(_bound_cell(solver, seen, position, cell))
    if solver is not None:
        result.solves += solver.solves


def _record_exact(result: Attack, cell: Cell, value: int) -> None:
    # A count that could only ever be one number (no dwelling, nobody to answer) tells nothing.
    verdict = Verdict.RESISTS if cell.needed <= 1 else Verdict.EXACT
    result.findings.append(Finding(cell, verdict, value, value))


def _open_solver(system: System, block: Block, result: Attack) -> BlockSolver:
    """The block as it is, or without the public bounds, or without the rules of the files, as soon as it holds.

    The totals hold, so what cannot hold with them is a bound (more households than dwellings) or a rule that the files
    do not respect: an attacker would find out, and drop it.
    """
    unbounded = System(system.unknowns, system.lower, [None] * len(system.upper))
    bare = System(system.unknowns, [0] * len(system.lower), [None] * len(system.upper))
    solver = BlockSolver(system, block)
    for loose, between in ((unbounded, block.between), (bare, ())):
        if solver.find_extreme({block.unknowns[0]: 1}, highest=False).answer is not Answer.IMPOSSIBLE:
            return solver
        result.loosened += between == block.between
        solver = BlockSolver(loose, Block(block.unknowns, block.rows, between, block.cells))
    return solver


@dataclass(slots=True)
class _Seen:
    """Values that each cell takes in the tables of whole numbers met so far: each proves that it is possible."""

    cells: tuple[Cell, ...]
    values: list[set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.values = [set() for _ in self.cells]

    def add(self, solver: BlockSolver, table: tuple[int, ...] | None) -> None:
        if table is not None:
            for cell, values in zip(self.cells, self.values, strict=True):
                values.add(sum(factor * table[solver.place[each]] for each, factor in cell.form.items()))


def _bound_cell(solver: BlockSolver, seen: _Seen, position: int, cell: Cell) -> Finding:
    ends: list[int] = []
    for highest in (False, True):
        extreme = solver.find_extreme(cell.form, highest=highest)
        if extreme.answer is Answer.FOUND and extreme.table is None:
            extreme = solver.find_extreme(cell.form, highest=highest, whole=True)
        if extreme.answer is not Answer.FOUND:
            return Finding(cell, Verdict.UNVERIFIED)
        seen.add(solver, extreme.table)
        ends.append(math.floor(extreme.value + WHOLE) if highest else math.ceil(extreme.value - WHOLE))
    low, high = ends
    if low == high and cell.needed > 1:
        verdict = Verdict.EXACT
    elif _count_possible(solver, seen, position, cell, range(low, high + 1)) >= cell.needed:
        verdict = Verdict.RESISTS
    else:
        verdict = Verdict.NARROW
    return Finding(cell, verdict, low + cell.known, high + cell.known)


def _count_possible(solver: BlockSolver, seen: _Seen, position: int, cell: Cell, values: Iterable[int]) -> int:
    """Whole values proved possible, until there are enough. An interval may have holes."""
    proved = seen.values[position]
    for value in values:
        if len(proved) >= cell.needed:
            break
        if value not in proved:
            seen.add(solver, solver.find_table(cell.form, value))
    return len(proved)
