"""What a sheet holds besides plain values, and that a fast reader leaves silent, whatever the format of its workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_ALPHABET = 26


@dataclass(frozen=True, slots=True)
class UnusableCell:
    """A cell whose value cannot be known. Rows and columns are counted from 1, as in the tableur."""

    row: int
    column: int
    message: str
    remedy: str
    value: str | None


@dataclass(frozen=True, slots=True)
class HiddenRows:
    """Rows that a sheet hides, counted from 1, and whether it has a filter."""

    rows: frozenset[int] = frozenset()
    by_filter: bool = False


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What a sheet holds besides plain values. Rows and columns are counted from 1."""

    formulas: int = 0
    cells: tuple[UnusableCell, ...] = ()
    hidden: HiddenRows = HiddenRows()
    percents: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """rows of the numbers that are shown as percentages, by column: 1 in such a cell is 100 %"""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """first row, first column, last row, last column of each merged range, where the fast reader does not tell them"""


def describe_error(row: int, column: int, value: str | None) -> UnusableCell:
    """A cell in error, at a row and a column counted from 1."""
    return UnusableCell(
        row=row,
        column=column,
        message="La cellule {address} est en erreur.",
        remedy="Corrigez la formule dans le tableur, ou remplacez-la par sa valeur.",
        value=value,
    )


def describe_uncomputed(row: int, column: int) -> UnusableCell:
    """A formula without its value, at a row and a column counted from 1."""
    return UnusableCell(
        row=row,
        column=column,
        message="La formule de la cellule {address} n’a jamais été calculée.",
        remedy="Ouvrez le classeur dans un tableur, enregistrez-le, puis chargez-le de nouveau.",
        value=None,
    )


def cell_address(cell: UnusableCell) -> str:
    """Write the address of a cell as a spreadsheet does, such as C12."""
    letters, column = "", cell.column
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{cell.row}"
