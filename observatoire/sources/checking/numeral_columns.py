"""Columns of numbers: each cell that is wrong gets its line, its value and what to write instead."""

import pandas as pd

from observatoire.sources.checking.numerals import Reading, read_decimals, read_integers
from observatoire.sources.checking.stand_ins import recognise_stand_ins
from observatoire.sources.columns import Column, ColumnType
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import IntArray
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import french, named, number

_DATE = r"[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}.*"
_SPREADSHEET_DATES = (20_000, 60_000)
"""Days since 1900 of the years 1954 to 2064: what a spreadsheet stores for a date."""
_LARGEST_DEGREES = 360
_EXPECTED = {
    ColumnType.INTEGER: ("un nombre entier", "Écrivez un nombre entier, sans unité ni mot"),
    ColumnType.DECIMAL: ("un nombre", "Écrivez un nombre, sans unité ni mot"),
    ColumnType.YEAR: ("une année", "Écrivez l’année sur quatre chiffres"),
}
_TWO_READINGS = "« {value} » peut se lire de deux façons : séparateur de milliers, ou trois décimales."


def parse_integers(
    cells: pd.Series,
    column: Column,
    lines: IntArray,
    problems: ProblemList,
    notices: NoticeList,
    *,
    largest: float | None,
) -> pd.Series:
    """Read a column of whole numbers and check its bounds or its closed list."""
    reading = read_integers(cells)
    _say_unreadable(reading, cells, column, lines, problems)
    _say_adjusted(reading, column, lines, notices, "écrits avec des décimales nulles")
    if not column.choices:
        return _check_bounds(reading.numbers, cells, column, lines, problems, largest)
    wrong = reading.numbers.notna() & ~reading.numbers.astype("str").isin(column.choices)
    problems.add_each(
        "« {value} » ne fait pas partie des valeurs possibles.",
        french("Écrivez {choices}, ou laissez vide.", choices=named(column.choices)),
        lines=lines[wrong.to_numpy()],
        values=cells[wrong],
        column=column.name,
    )
    return reading.numbers.mask(wrong)


def parse_decimals(
    cells: pd.Series, column: Column, lines: IntArray, problems: ProblemList, notices: NoticeList
) -> pd.Series:
    """Read a column of decimal numbers and check its bounds."""
    reading = read_decimals(cells, column.maximum)
    _say_unreadable(reading, cells, column, lines, problems)
    _say_adjusted(reading, column, lines, notices, "écrits avec une virgule décimale")
    return _check_bounds(reading.numbers, cells, column, lines, problems, column.maximum)


def _say_unreadable(reading: Reading, cells: pd.Series, column: Column, lines: IntArray, problems: ProblemList) -> None:
    if not (reading.unreadable.any() or reading.ambiguous.any()):
        return
    noun, instruction = _EXPECTED[column.type]
    end = "." if column.required else ", ou laissez la case vide."
    dates = reading.unreadable & cells.str.fullmatch(_DATE)
    other = reading.unreadable & ~dates
    no_number = f"« {{value}} » n’est pas {noun}."
    found = [(dates, "« {value} » est une date.", instruction), (reading.ambiguous, _TWO_READINGS, instruction)]
    if other.any():
        for stand_in, remedy in recognise_stand_ins(cells, column):
            found.append((other & stand_in, no_number, remedy))
            other &= ~stand_in
    found.append((other, no_number, instruction))
    for wrong, message, remedy in found:
        problems.add_each(
            message, f"{remedy}{end}", lines=lines[wrong.to_numpy()], values=cells[wrong], column=column.name
        )


def _say_adjusted(reading: Reading, column: Column, lines: IntArray, notices: NoticeList, how: str) -> None:
    for mask, description in ((reading.adjusted, how), (reading.grouped, "écrits avec une espace entre les milliers")):
        if mask.any():
            notices.add(
                french("Colonne « {name} » : des nombres {how} sont compris.", name=column.name, how=description),
                column=column.name,
                lines=lines[mask.to_numpy()],
            )


def _check_bounds(
    values: pd.Series,
    cells: pd.Series,
    column: Column,
    lines: IntArray,
    problems: ProblemList,
    largest: float | None,
) -> pd.Series:
    remedy = french("Vérifiez « {name} » : {meaning}.", name=column.name, meaning=column.meaning)
    for bound, outside, side in ((column.minimum, values.lt, "petit"), (largest, values.gt, "grand")):
        if bound is None:
            continue
        wrong = outside(bound).fillna(value=False).astype(bool)
        if not wrong.any():
            continue
        problems.add_each(
            "{value} est négatif." if bound == 0 else f"{{value}} est plus {side} que {_write_bound(column, bound)}.",
            _recognise_cause(values[wrong], column) or remedy,
            lines=lines[wrong.to_numpy()],
            values=cells[wrong],
            column=column.name,
        )
        values = values.mask(wrong)
    return values


def _recognise_cause(values: pd.Series, column: Column) -> str | None:
    """Tell how to mend values out of bounds when the usual mistake can be recognised."""
    if column.type is ColumnType.YEAR and values.between(*_SPREADSHEET_DATES).any():
        return "Ce nombre ressemble à une date de tableur : écrivez l’année sur quatre chiffres."
    if column.coordinate and (values.abs() > _LARGEST_DEGREES).all():
        return "Ces nombres sont des mètres (Lambert-93 ?) : convertissez-les en degrés, ou fournissez un GeoPackage."
    return None


def _write_bound(column: Column, bound: float) -> str:
    return str(int(bound)) if column.type is ColumnType.YEAR else number(bound)
