"""A sheet of the workbook: its columns, its rows, and what each column holds."""

from dataclasses import dataclass
from enum import Enum

Cell = str | int | float | None


class Kind(Enum):
    """How the figures of a column are written; text stays text."""

    PLAIN = None
    SHARE = "0.0%"
    EXACT_SHARE = "0.00%"
    TWO_DECIMALS = "0.00"
    ONE_DECIMAL = "0.0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns, its rows. An empty cell is never zero."""

    name: str
    columns: tuple[str, ...]
    rows: list[list[Cell]]
    kinds: tuple[tuple[int, Kind], ...] = ()
    """columns that are not written plainly, by place"""
    plotted: int | None = None
    """how many of its first rows are drawn as bars, where some are"""
