"""The cells of one territory as the optimisation sees them: units, groups that are sums of units, and their counts."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
PositionArray = npt.NDArray[np.int64]


class Kind(StrEnum):
    """What a count says, hence what must stay possible of it."""

    SITUATIONS = "situations"
    """persons or dwellings in a situation: three values at least must remain possible"""
    SIZE = "size"
    """a population: none smaller than the threshold may be set apart"""


@dataclass(frozen=True, slots=True)
class Column:
    """One count, known of every cell to whoever publishes it. Cells are the units, then the groups."""

    name: str
    kind: Kind
    family: int
    """indicators that are withheld together in a group"""
    values: FloatArray
    """of the cells; 0 where nothing was transmitted"""
    up: FloatArray
    down: FloatArray
    """of the cells: how much more, and how much less, an attacker can hold possible from public facts alone"""
    present: BoolArray
    """of the cells: whether the count was transmitted, which everybody knows"""
    primary: BoolArray
    """of the cells: withheld in this column whatever the pattern"""
    known: BoolArray
    """of the cells: in the public domain already, by a former publication or a public fact"""
    floor: float = 0.0
    """of a size: the least population that may be set apart"""


@dataclass(frozen=True, slots=True)
class Table:
    """Units that no published cell divides, groups of them, and the counts that share one pattern.

    A unit is withheld whole. A group may also be withheld for one family of indicators only.
    """

    owners: PositionArray
    """of the units: number of the landlord, who knows its own counts; -1 for a unit with several"""
    groups: tuple[PositionArray, ...]
    """units of each group"""
    columns: tuple[Column, ...]
    families: int
    costs: FloatArray
    """of the cells: what is lost with each"""
    forced: BoolArray
    """of the cells: withheld whole"""
    kept: BoolArray
    """of the cells: published whatever happens"""
    divisible: BoolArray
    """of the cells: those that may be withheld for one family only"""

    @property
    def units(self) -> int:
        """How many units there are; groups come after them."""
        return len(self.owners)

    @property
    def cells(self) -> int:
        """Units and groups."""
        return len(self.owners) + len(self.groups)

    def members(self, cell: int) -> PositionArray:
        """The units of a cell."""
        return np.array([cell], dtype=np.int64) if cell < self.units else self.groups[cell - self.units]

    def total(self, values: FloatArray) -> FloatArray:
        """A figure of the units, completed with its sums over the groups."""
        return np.concatenate([values, np.array([values[group].sum() for group in self.groups], dtype=np.float64)])

    def hide_all(self) -> BoolArray:
        """The pattern that withholds everything but what must be published."""
        return np.repeat(~self.kept[:, None], self.families, axis=1)


def is_withheld(column: Column, pattern: BoolArray) -> BoolArray:
    """Cells of a column that an attacker reads nowhere.

    Args:
        column: the count.
        pattern: of the cells and families: what is withheld.
    """
    hidden: BoolArray = (pattern[:, column.family] | column.primary) & ~column.known
    return hidden
