"""Unknowns that no fact links are attacked apart: a commune at a time, as a rule."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from observatoire.audit.elimination import Elimination, Row
from observatoire.audit.system import Between, Cell, System


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a system that can be solved by itself."""

    unknowns: tuple[int, ...]
    rows: tuple[tuple[Row, Fraction], ...]
    between: tuple[Between, ...]
    cells: tuple[Cell, ...]


def split(system: System, elimination: Elimination) -> list[Block]:
    """The blocks of a system that hold something to deduce."""
    rows = [each for each in elimination.rows.values() if each[0]]
    cells = [each for each in system.cells if each.form]
    links = _Links()
    for form in (*(row for row, _ in rows), *(each.form for each in system.between), *(each.form for each in cells)):
        links.join(form)
    rows_of: dict[int, list[tuple[Row, Fraction]]] = defaultdict(list)
    between_of: dict[int, list[Between]] = defaultdict(list)
    cells_of: dict[int, list[Cell]] = defaultdict(list)
    members: dict[int, list[int]] = defaultdict(list)
    for each in rows:
        rows_of[links.find_any(each[0])].append(each)
    for fact in system.between:
        between_of[links.find_any(fact.form)].append(fact)
    for cell in cells:
        cells_of[links.find_any(cell.form)].append(cell)
    for position in links.list_joined():
        members[links.find(position)].append(position)
    return [
        Block(tuple(members[root]), tuple(rows_of[root]), tuple(between_of[root]), tuple(inside))
        for root, inside in cells_of.items()
    ]


class _Links:
    """Unknowns joined by facts, each set known by one of its members."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, position: int) -> int:
        """The member that stands for a set."""
        parent = self._parent
        parent.setdefault(position, position)
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    def find_any(self, form: Iterable[int]) -> int:
        """The set of unknowns that were joined."""
        return self.find(next(iter(form)))

    def join(self, form: Iterable[int]) -> None:
        """Make one set of several."""
        first, *others = form
        root = self.find(first)
        for each in others:
            self._parent[self.find(each)] = root

    def list_joined(self) -> list[int]:
        """Every unknown that a fact mentions."""
        return sorted(self._parent)
