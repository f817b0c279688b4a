"""The residences of many cells, laid end to end: a country has a million cells, and an array for each would weigh a lot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from observatoire.secrecy.table import BoolArray, FloatArray, PositionArray


@dataclass(frozen=True, slots=True)
class Members:
    """The residences of each cell, in order; no cell is without any."""

    positions: PositionArray
    starts: PositionArray
    """where each cell begins in `positions`"""

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, cell: int) -> PositionArray:
        end = self.starts[cell + 1] if cell + 1 < len(self.starts) else len(self.positions)
        return self.positions[self.starts[cell] : end]

    def __iter__(self) -> Iterator[PositionArray]:
        return (self[cell] for cell in range(len(self)))

    @property
    def sizes(self) -> PositionArray:
        """How many residences are in each cell."""
        return np.diff(self.starts, append=len(self.positions))

    def pick(self, cells: Iterable[int]) -> "Members":
        """Some of the cells, in this order."""
        return lay([self[cell] for cell in cells])

    def add(self, values: FloatArray | BoolArray) -> FloatArray:
        """The sum of a figure of the residences over each cell, one column after the other."""
        if values.ndim == 1:
            return np.add.reduceat(values[self.positions].astype(np.float64), self.starts) if len(self) else np.zeros(0)
        return np.column_stack([self.add(column) for column in values.T])


def lay(cells: Iterable[PositionArray]) -> Members:
    """Lay the residences of cells end to end."""
    arrays = list(cells)
    sizes = np.array([len(each) for each in arrays], dtype=np.int64)
    positions = np.concatenate(arrays).astype(np.int64) if arrays else np.zeros(0, dtype=np.int64)
    return Members(positions, np.cumsum(sizes) - sizes)


def lay_alone(residences: int) -> Members:
    """Each residence in a cell of its own."""
    return Members(np.arange(residences), np.arange(residences))


def lay_groups(groups: PositionArray, cells: int) -> Members:
    """The residences of each group, by the number of the group of each residence, -1 where it is in none."""
    order = np.argsort(groups, kind="stable")
    order = order[np.searchsorted(groups[order], 0) :]
    return Members(order, np.searchsorted(groups[order], np.arange(cells)))


def join(*parts: Members) -> Members:
    """The cells of the first, then those of the next."""
    sizes = np.array([len(each.positions) for each in parts], dtype=np.int64)
    firsts = np.cumsum(sizes) - sizes
    return Members(
        np.concatenate([each.positions for each in parts]),
        np.concatenate([each.starts + first for each, first in zip(parts, firsts, strict=True)]),
    )
