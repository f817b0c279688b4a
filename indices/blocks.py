"""Rows taken in blocks that fit the processor's cache: large temporary arrays cost more than the arithmetic."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

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


def stack_rows(records: Sequence[Record]) -> Record:
    """Put blocks of rows back together.

    Parameters
    ----------
    records : sequence of dataclass instances
        At least one; every field is an array.

    Returns
    -------
    dataclass instance
        Of the same class, rows in order.
    """
    first = records[0]
    names = [field.name for field in fields(first)]  # type: ignore[arg-type]  # any dataclass
    stacked: dict[str, Any] = {name: np.concatenate([getattr(record, name) for record in records]) for name in names}
    return replace(first, **stacked)  # type: ignore[type-var]  # any dataclass
