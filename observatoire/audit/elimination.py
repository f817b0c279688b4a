"""Exact elimination: what the published totals say together, in rational arithmetic, without a solver to trust."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from observatoire.audit.system import Equation

Row = dict[int, Fraction]


@dataclass(slots=True)
class Elimination:
    """Equations in reduced echelon form: each row gives one unknown, its pivot, in terms of those that stay free."""

    rows: dict[int, tuple[Row, Fraction]] = field(default_factory=dict)
    contradictions: list[Equation] = field(default_factory=list)
    """equations that cannot hold with the others: a figure was corrected between two publications"""
    _where: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, equation: Equation) -> None:
        """Take an equation in; one that says nothing new is dropped."""
        row, value = self.reduce(equation.form, Fraction(equation.value))
        if not row:
            if value:
                self.contradictions.append(equation)
            return
        # The unknown that fewest rows hold keeps the blocks small.
        pivot = min(row, key=lambda each: (len(self._where.get(each, ())), each))
        scale = row[pivot]
        row = {each: factor / scale for each, factor in row.items()}
        value /= scale
        for other in tuple(self._where.get(pivot, ())):
            self._subtract(other, pivot, row, value)
        self.rows[pivot] = (row, value)
        for each in row:
            self._where[each].add(pivot)

    def reduce(self, form: Mapping[int, int | Fraction], value: Fraction | None = None) -> tuple[Row, Fraction]:
        """A sum of unknowns with every pivot replaced, and what is left of the value that it equals."""
        row = {each: Fraction(factor) for each, factor in form.items() if factor}
        left = Fraction(0) if value is None else value
        for pivot in [each for each in row if each in self.rows]:
            factor = row[pivot]
            known, known_value = self.rows[pivot]
            for each, part in known.items():
                _put(row, each, row.get(each, Fraction(0)) - factor * part)
            left -= factor * known_value
        return row, left

    def deduce(self, form: Mapping[int, int]) -> Fraction | None:
        """The value of a sum of unknowns when the equations alone give it."""
        row, left = self.reduce(form)
        return None if row else -left

    def _subtract(self, other: int, pivot: int, row: Row, value: Fraction) -> None:
        target, target_value = self.rows[other]
        factor = target[pivot]
        for each, part in row.items():
            _put(target, each, target.get(each, Fraction(0)) - factor * part)
            if each in target:
                self._where[each].add(other)
            else:
                self._where[each].discard(other)
        self.rows[other] = (target, target_value - factor * value)


def eliminate(equations: Iterable[Equation]) -> Elimination:
    """Reduce equations, the shortest first: the most local say most, and make small blocks."""
    elimination = Elimination()
    for equation in sorted(equations, key=lambda each: len(each.form)):
        elimination.add(equation)
    return elimination


def _put(row: Row, position: int, factor: Fraction) -> None:
    if factor:
        row[position] = factor
    else:
        row.pop(position, None)
