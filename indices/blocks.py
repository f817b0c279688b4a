"""Rows taken in blocks that fit the processor's cache: large temporary arrays cost more than the arithmetic."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, Generic, Literal, TypeVar

import numpy as np

Record = TypeVar("Record")

BLOCK = 16_384
"""Rows in a block: seven columns of float64 hold in 1 MB."""


def split_rows(record: Record, rows: int, *, size: int = BLOCK) -> Iterator[Record]:
    """Cut a dataclass of arrays into blocks of rows.

    Parameters
    ----------
    record : dataclass instance
        Every field has `rows` rows (array, Index).
    rows : int
        Number of rows.
    size : int
        Rows in a block.

    Yields
    ------
    dataclass instance
        Views on consecutive rows; one empty block when there is no row.
    """
    names = [field.name for field in fields(record)]  # type: ignore[arg-type]  # any dataclass
    for start in range(0, max(rows, 1), size):
        cut: dict[str, Any] = {name: getattr(record, name)[start : start + size] for name in names}
        yield replace(record, **cut)  # type: ignore[type-var]  # any dataclass


class RowStack(Generic[Record]):
    """Blocks of rows put back together one at a time, so that no block outlives the next.

    Parameters
    ----------
    rows : int
        Number of rows of all the blocks.

    Attributes
    ----------
    whole : dataclass instance
        Of the class of the blocks, every field an array; complete once all the blocks are added.
    """

    whole: Record

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._filled = 0

    def add(self, record: Record) -> None:
        """Add the next block.

        Parameters
        ----------
        record : dataclass instance
            Every field is an array of as many rows. Not changed.
        """
        parts: dict[str, Any] = {field.name: getattr(record, field.name) for field in fields(record)}  # type: ignore[arg-type]  # any dataclass
        if not hasattr(self, "whole"):
            room: dict[str, Any] = {name: _make_room(part, self._rows) for name, part in parts.items()}
            self.whole = replace(record, **room)  # type: ignore[type-var]  # any dataclass
        end = self._filled
        for name, part in parts.items():
            end = self._filled + len(part)
            getattr(self.whole, name)[self._filled : end] = part
        self._filled = end


def _make_room(part: Any, rows: int) -> Any:  # an array of any type
    order: Literal["C", "F"] = "F" if part.flags.f_contiguous and not part.flags.c_contiguous else "C"
    return np.empty((rows, *part.shape[1:]), dtype=part.dtype, order=order)
