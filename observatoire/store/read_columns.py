"""Columns of a long result, gathered block after block: a block is gone when the next comes, and nothing is there twice."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

import numpy as np
import pandas as pd
import polars as pl


class Columns:
    """What was read so far.

    Args:
        types: of each column.
        told: columns of booleans, read as their text.
        categories: columns of texts that repeat themselves: each text is held once.
    """

    def __init__(
        self, types: Mapping[str, type[pl.DataType]], *, told: Collection[str], categories: Collection[str]
    ) -> None:
        self._columns: dict[str, _Column] = {}
        for name, kind in types.items():
            if name in told:
                self._columns[name] = _Told()
            elif kind.is_numeric():
                self._columns[name] = _Numbers()
            else:
                self._columns[name] = _Categories() if name in categories else _Texts()

    def add(self, block: pl.DataFrame) -> None:
        """Add the next rows."""
        for name, column in self._columns.items():
            column.add(block[name])

    def frame(self) -> pd.DataFrame:
        """Give the whole, once: it is no longer here afterwards."""
        names = list(self._columns)
        return pd.DataFrame({name: self._columns.pop(name).join() for name in names}, copy=False)


class _Column(Protocol):
    def add(self, values: pl.Series) -> None: ...

    def join(self) -> Any: ...


class _Numbers:
    """Whole where none is missing. What nobody transmitted weighs nothing."""

    def __init__(self) -> None:
        self._filled = 0
        self._array: np.ndarray | None = None

    def add(self, values: pl.Series) -> None:
        start, self._filled = self._filled, self._filled + len(values)
        lacking = values.null_count()
        if self._array is None:
            if lacking == len(values):
                return
            self._array = np.full(start, np.nan) if start else np.empty(0, dtype=values.to_numpy().dtype)
        if lacking and self._array.dtype != np.float64:
            self._array = self._array[:start].astype(np.float64)
        if len(self._array) < self._filled:
            # Pages that nothing has filled yet take no memory.
            wider = np.empty(2 * self._filled, dtype=self._array.dtype)
            wider[:start] = self._array[:start]
            self._array = wider
        self._array[start : self._filled] = values.to_numpy()

    def join(self) -> Any:
        if self._array is None:
            return np.broadcast_to(np.nan, self._filled)
        return self._array[: self._filled]


class _Told:
    def __init__(self) -> None:
        self._parts: list[np.ndarray] = []

    def add(self, values: pl.Series) -> None:
        self._parts.append((values == "t").to_numpy())

    def join(self) -> Any:
        return np.concatenate(self._parts)


class _Texts:
    def __init__(self) -> None:
        self._parts: list[pl.Series] = []

    def add(self, values: pl.Series) -> None:
        self._parts.append(values)

    def join(self) -> Any:
        return pl.concat(self._parts, rechunk=False).to_pandas()


class _Categories:
    def __init__(self) -> None:
        self._parts: list[pd.Categorical[str]] = []

    def add(self, values: pl.Series) -> None:
        self._parts.append(pd.Categorical(values.to_pandas()))

    def join(self) -> Any:
        return pd.api.types.union_categoricals(self._parts, sort_categories=True)
