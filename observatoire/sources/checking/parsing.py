"""A raw table into typed columns, with every cell that is wrong and every liberty that was taken said."""

from dataclasses import dataclass

import pandas as pd

from observatoire.printing.days import find_today
from observatoire.sources.checking.answers import parse_flags, parse_tallies
from observatoire.sources.checking.dates import parse_dates
from observatoire.sources.checking.numeral_columns import parse_decimals, parse_integers
from observatoire.sources.checking.rules import check_keys, check_rules
from observatoire.sources.checking.text_columns import parse_codes, parse_texts
from observatoire.sources.checking.totals_lines import set_totals_aside
from observatoire.sources.columns import Column, ColumnType, Kind, Shape
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.headers import match_header
from observatoire.sources.reading.raw_table import GeometryArray, IntArray, RawTable
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import french, named


@dataclass(frozen=True, slots=True)
class ParsedTable:
    """Typed columns under their expected names: text, `Int64` or `float64`, missing where empty or wrong."""

    frame: pd.DataFrame
    lines: IntArray
    geometry: GeometryArray | None
    columns_unknown: tuple[str, ...]


def parse_table(table: RawTable, kind: Kind, problems: ProblemList, notices: NoticeList) -> ParsedTable:
    """Type the cells of a table and check them, each alone, then against the others of their row.

    Args:
        table: what was read.
        kind: what is expected.
        problems: receives what is wrong with cells and rows.
        notices: receives what was accepted and must be said.

    Raises:
        InvalidInputError: the header lacks a column, so that rows cannot be understood at all.
    """
    with_geometry = table.geometry is not None
    match = match_header(table.header, kind, problems.file, with_geometry=with_geometry, line=table.header_line)
    notices.extend(table.notices)
    if match.unknown:
        notices.add(french("Colonnes non reconnues, ignorées : {names}.", names=named(match.unknown)))
    table = set_totals_aside(table, kind, match.positions, problems)
    columns = {
        name: _parse_column(table, position, kind.column(name), problems, notices)
        for name, position in match.positions.items()
    }
    frame = pd.DataFrame(columns, index=table.cells.index)
    check_keys(frame, kind, table.lines, problems)
    check_rules(frame, kind, table.lines, problems, notices)
    set_aside = [column.name for column in kind.columns if column.coordinate and column.name in table.header]
    if with_geometry and set_aside:
        notices.add(french("La géométrie du fichier fait foi : {names} sont ignorées.", names=named(set_aside)))
    if kind.shape is Shape.NONE and table.understood.layer:
        notices.add("La géométrie du fichier est ignorée : seuls ses attributs sont lus.")
    return ParsedTable(frame, table.lines, table.geometry, match.unknown)


def _parse_column(
    table: RawTable, position: int, column: Column, problems: ProblemList, notices: NoticeList
) -> pd.Series:
    cells = table.cells[position]
    if column.required:
        empty = cells == ""
        problems.add_each(
            "La case est vide.",
            french(
                "Écrivez une valeur dans « {name} » ({meaning}) ; zéro s’écrit 0.",
                name=column.name,
                meaning=column.meaning,
            )
            if column.type in {ColumnType.INTEGER, ColumnType.DECIMAL}
            else french("Écrivez une valeur dans « {name} » ({meaning}).", name=column.name, meaning=column.meaning),
            lines=table.lines[empty.to_numpy()],
            values=[""] * int(empty.sum()),
            column=column.name,
        )
    match column.type:
        case ColumnType.CODE:
            numeric = position in table.numeric
            values = parse_codes(cells, column, table.lines, problems, notices, numeric=numeric)
        case ColumnType.TEXT:
            values = parse_texts(cells)
        case ColumnType.DECIMAL:
            values = parse_decimals(cells, column, table.lines, problems, notices)
        case ColumnType.DATE:
            values = parse_dates(cells, column, table.lines, problems)
        case ColumnType.FLAG:
            values = parse_flags(cells, column, table.lines, problems)
        case ColumnType.TALLY:
            values = parse_tallies(cells, column, table.lines, problems)
        case ColumnType.YEAR | ColumnType.INTEGER:
            largest = find_today().year + 1 if column.type is ColumnType.YEAR else column.maximum
            values = parse_integers(cells, column, table.lines, problems, notices, largest=largest)
    return values
