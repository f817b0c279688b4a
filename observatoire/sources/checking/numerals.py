"""Text into numbers, column by column: what has one reading is taken, what has two is refused."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

_SPACES = "[ \u00a0\u202f]"
_INTEGER = r"[+-]?[0-9]{1,15}"
_GROUPED_INTEGER = rf"[+-]?[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}})+"
_WHOLE_DECIMAL = r"[+-]?[0-9]{1,15}[.,]0+"
_DECIMAL = r"[+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
_GROUPED_DECIMAL = rf"[+-]?[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}})+(?:[.,][0-9]+)?"
_UNMARKED_THOUSANDS = r"[+-]?[0-9]{4,}(?:[.,][0-9]*)?"
_THREE_DECIMALS = r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}"
"""Either a number of three decimals or a number of thousands: « 1,234 »."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A column read as numbers. Masks have the index of the cells; a value is missing where the cell is not good."""

    numbers: pd.Series
    unreadable: pd.Series
    ambiguous: pd.Series
    grouped: pd.Series
    """read without the spaces between thousands"""
    adjusted: pd.Series
    """integers: written with a useless decimal part; decimals: written with a comma"""


def read_integers(cells: pd.Series) -> Reading:
    """Read whole numbers: « 12 », « 1 234 » with any space, « 12,0 » as spreadsheets export them."""
    plain = cells.str.fullmatch(_INTEGER)
    filled = cells != ""
    if (plain | ~filled).all():
        return _read_plain(cells, filled, "Int64")
    grouped = cells.str.fullmatch(_GROUPED_INTEGER)
    ambiguous = cells.str.fullmatch(_THREE_DECIMALS)
    whole = cells.str.fullmatch(_WHOLE_DECIMAL) & ~ambiguous
    good = plain | grouped | whole
    text = _ungroup(cells, grouped)
    text = text.where(~whole, text.str.replace(r"[.,]0+$", "", regex=True))
    values = pd.to_numeric(text.where(good)).astype("Int64")
    return Reading(values, filled & ~good & ~ambiguous, ambiguous, grouped, whole)


def read_decimals(cells: pd.Series, largest: float | None) -> Reading:
    """Read numbers with a decimal point or comma, and any space between thousands.

    « 1,234 » alone has two readings. It is a decimal number if another cell of the column shows that the mark is a
    decimal one, or that thousands are not marked; or if a thousand would pass the largest value of the column. It has
    two readings again when the decimals of other cells have the other mark: « 412.345 » beside « 15000,50 ».
    """
    filled = cells != ""
    if (cells.str.fullmatch(_INTEGER) | ~filled).all():
        return _read_plain(cells, filled, "float64")
    grouped = cells.str.fullmatch(_GROUPED_DECIMAL)
    good = cells.str.fullmatch(_DECIMAL) | grouped
    text = _ungroup(cells, grouped)
    ambiguous = pd.Series(data=False, index=cells.index)
    small = largest is not None and largest < 1000  # noqa: PLR2004
    no_thousand = small or cells.str.fullmatch(_UNMARKED_THOUSANDS).any()
    three = cells.str.fullmatch(_THREE_DECIMALS)
    marked = {mark: good & text.str.contains(mark, regex=False) for mark in (",", ".")}
    sure = {mark: bool((found & ~three).any()) for mark, found in marked.items()}
    for mark, other in ((",", "."), (".", ",")):
        contradicted = sure[other] and not sure[mark] and not small
        if contradicted or not (no_thousand or sure[mark]):
            ambiguous |= marked[mark] & three
    comma = good & text.str.contains(",", regex=False)
    good &= ~ambiguous
    values = pd.to_numeric(text.str.replace(",", ".", regex=False).where(good)).astype("float64")
    good &= values.abs() != float("inf")
    return Reading(values, filled & ~good & ~ambiguous, ambiguous, grouped & good, comma & good)


def _read_plain(cells: pd.Series, filled: pd.Series, dtype: Literal["Int64", "float64"]) -> Reading:
    """Read a column in which every cell is plain digits or empty: nearly all columns are so."""
    nowhere = pd.Series(data=False, index=cells.index)
    numbers = pd.to_numeric(cells.where(filled)).astype(dtype)
    return Reading(numbers, nowhere, nowhere, nowhere, nowhere)


def _ungroup(cells: pd.Series, grouped: pd.Series) -> pd.Series:
    if not grouped.any():
        return cells
    return cells.where(~grouped, cells.str.replace(_SPACES, "", regex=True))
