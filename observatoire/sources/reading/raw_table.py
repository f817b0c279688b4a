"""A table as it was in the file: every cell as text, every row with the number under which a person finds it."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from observatoire.sources.report import Notice, Understood

IntArray = npt.NDArray[np.int64]
GeometryArray = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells are stripped text, "" when empty; columns are numbered, because a file may name two of them alike."""

    header: tuple[str, ...]
    cells: pd.DataFrame
    lines: IntArray
    """1 for the header of a table; rank of the object, from 1, in a geographic file"""
    understood: Understood
    geometry: GeometryArray | None = None
    """shapely geometries in the coordinate system `understood.crs`"""
    numeric: frozenset[int] = field(default=frozenset())
    """columns in which the file holds numbers rather than text"""
    notices: tuple[Notice, ...] = ()
    header_line: int | None = 1


def as_cells(columns: list[list[str]]) -> pd.DataFrame:
    """Build the cells of a table from its columns, stripped."""
    return pd.DataFrame(
        {rank: pd.Series(column, dtype="str").str.strip() for rank, column in enumerate(columns)},
    )
