"""What a fast reader of OpenDocument (ODS) leaves silent: cells in error, percentages, merged cells, hidden rows.

The content is walked once. A row or a cell that says how many times it is repeated is counted, never written out.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from observatoire.sources.reading.sheet_content import (
    HiddenRows,
    SheetContent,
    UnusableCell,
    describe_error,
    describe_uncomputed,
)

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ROW, _CELL, _COVERED = f"{_TABLE}table-row", f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_CELLS = {_CELL, _COVERED}
_VALUES = tuple(f"{_OFFICE}{name}" for name in ("value", "string-value", "date-value", "time-value", "boolean-value"))
_ERROR = re.compile(
    r"#(?:DIV/0|REF|NULL?|NUM|NOMBRE|VALUE|VALEUR) ?!|#(?:NAME|NOM) ?\?|#N/?A|(?:Err|Erreur) ?: ?[0-9]+", re.IGNORECASE
)
"""The text of a cell in error; the versions of before 2013 write it beside the value 0."""


def look_into(path: Path, sheet: str, lines: Collection[int], width: int) -> SheetContent | None:
    """Look into the first columns of some rows of a sheet, counted from 1; nothing when the file is not built as expected."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            return _walk(content, sheet, _SheetReader(frozenset(lines), width))
    except (KeyError, ET.ParseError, ValueError):
        return None


def _walk(content: IO[bytes], sheet: str, reader: "_SheetReader") -> SheetContent | None:
    depth, found = list[ET.Element](), 0
    for event, element in ET.iterparse(content, ("start", "end")):  # noqa: S314 - expat refuses entity bombs
        if event == "start":
            depth.append(element)
            if not found and element.tag == f"{_TABLE}table" and element.get(f"{_TABLE}name") == sheet:
                found = len(depth)
            continue
        depth.pop()
        if len(depth) < found:
            return reader.collected()
        if element.tag == _ROW and not any(above.tag in _CELLS for above in depth):  # a cell may hold a table
            if found:
                reader.read_row(element, folded=any(above.get(f"{_TABLE}display") == "false" for above in depth))
            depth[-1].remove(element)
    return None


class _SheetReader:
    """Reads a sheet row by row, and keeps where it is."""

    def __init__(self, lines: frozenset[int], width: int) -> None:
        self._lines, self._width = lines, width
        self._last_line = max(lines, default=0)
        self._row = 0
        self._formulas = 0
        self._cells: list[UnusableCell] = []
        self._hidden: set[int] = set()
        self._by_filter = False
        self._percents: dict[int, set[int]] = defaultdict(set)
        self._merged: list[tuple[int, int, int, int]] = []

    def read_row(self, row: ET.Element, *, folded: bool) -> None:
        """Read a row, as many times as it is repeated."""
        first, times = self._row + 1, int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        self._row += times
        rows = [line for line in range(first, min(self._row, self._last_line) + 1) if line in self._lines]
        if not rows:
            return
        visibility = row.get(f"{_TABLE}visibility", "visible")
        self._by_filter |= visibility == "filter"
        if folded or visibility != "visible":
            self._hidden.update(rows)
        column = 1
        for cell in row:
            if cell.tag in _CELLS and column <= self._width:
                after = column + int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                self._read_cell(cell, rows, range(column, min(after, self._width + 1)))
                column = after

    def _read_cell(self, cell: ET.Element, rows: list[int], columns: range) -> None:
        if not cell.attrib and not len(cell):
            return
        text = "\n".join("".join(paragraph.itertext()) for paragraph in cell.findall(f"{_TEXT}p")).strip()
        kind = cell.get(f"{_OFFICE}value-type")
        formula = cell.get(f"{_TABLE}formula") is not None
        self._formulas += len(rows) * len(columns) * formula
        spans = [int(cell.get(f"{_TABLE}number-{name}-spanned", "1")) for name in ("rows", "columns")]
        if max(spans) > 1:
            self._merged.append((rows[0], columns[0], rows[0] + spans[0] - 1, columns[0] + spans[1] - 1))
        found = _find_fault(cell, kind, text, formula=formula)
        for row in rows:
            for column in columns:
                if found is not None:
                    self._cells.append(_describe(found, row, column, text))
                elif kind == "percentage":
                    self._percents[column].add(row)

    def collected(self) -> SheetContent:
        """Give what was found."""
        return SheetContent(
            self._formulas,
            tuple(self._cells),
            HiddenRows(frozenset(self._hidden), self._by_filter),
            {column: frozenset(rows) for column, rows in self._percents.items()},
            tuple(self._merged),
        )


def _find_fault(cell: ET.Element, kind: str | None, text: str, *, formula: bool) -> str | None:
    """Say why the value of a cell cannot be known, in a word."""
    numeric = kind not in {None, "string"}
    valued = any(name in cell.attrib for name in _VALUES)
    if cell.get(f"{_CALC}value-type") == "error" or (_ERROR.fullmatch(text) and (formula or numeric)):
        return "error"
    if kind is None and not valued:
        if formula:
            return "uncomputed"
        return "untyped" if text else None
    if cell.tag == _COVERED and (text or valued):
        return "covered"
    if any(next(cell.iter(f"{_TEXT}{name}"), None) is not None for name in ("tab", "line-break")):
        return None if numeric else "broken"
    return None


_FAULTS = {
    "untyped": (
        "Le type de la valeur de la cellule {address} n’est pas écrit.",
        "Ouvrez le classeur dans un tableur, enregistrez-le au format XLSX, puis chargez-le de nouveau.",
    ),
    "covered": (
        "La cellule {address} est cachée sous des cellules fusionnées.",
        "Défusionnez les cellules, et vérifiez ce qu’elles contiennent.",
    ),
    "broken": (
        "Le texte de la cellule {address} contient une tabulation ou un saut de ligne.",
        "Écrivez-le sur une seule ligne, sans tabulation.",
    ),
}


def _describe(fault: str, row: int, column: int, text: str) -> UnusableCell:
    if fault == "error":
        return describe_error(row, column, text or None)
    if fault == "uncomputed":
        return describe_uncomputed(row, column)
    message, remedy = _FAULTS[fault]
    return UnusableCell(row, column, message, remedy, text or None)
