"""What a fast reader of XLSX leaves silent: cells in error, formulas never computed, percentages, rows that are hidden."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from observatoire.sources.reading.percent_formats import is_percent_format, shows_percents
from observatoire.sources.reading.sheet_content import (
    HiddenRows,
    SheetContent,
    UnusableCell,
    describe_error,
    describe_uncomputed,
)

_PREFIX = rb"(?:[A-Za-z0-9_]+:)?"
"""Of the names of elements: some programs write one."""
_TOKEN = re.compile(
    rb"<" + _PREFIX + rb"(?:row\b([^>]*)>|c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</" + _PREFIX + rb"c>))", re.DOTALL
)
_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d+)[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"\shidden=[\"'](?:1|true)[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d+)[\"']")
_TYPE = re.compile(rb"\bt=[\"'](\w+)[\"']")
_VALUE = re.compile(rb"<" + _PREFIX + rb"(?:v(?:\s[^>]*)?>([^<]+)</|is>)")
_FORMULA = re.compile(rb"<" + _PREFIX + rb"f[\s/>]")
_NEEDS_A_LOOK = re.compile(rb"<" + _PREFIX + rb"f[\s/>]|\st=[\"']e[\"']|\shidden=[\"'](?:1|true)[\"']")
_FILTER = re.compile(rb"<" + _PREFIX + rb"autoFilter\b")
_NUMBERS = {b"", b"n"}
_ALPHABET = 26


def look_into(path: Path, sheet: str) -> SheetContent | None:
    """Look into a sheet of an XLSX; nothing when the file is not built as expected."""
    with zipfile.ZipFile(path) as archive:
        member = _find_member(archive, sheet)
        if member is None:
            return None
        return _read(archive.read(member), _percent_styles(archive), filtered=_has_filtered_table(archive))


def _read(content: bytes, percent_styles: frozenset[int], *, filtered: bool) -> SheetContent:
    if not (percent_styles or _NEEDS_A_LOOK.search(content)):
        return SheetContent()
    formulas, cells, hidden = 0, list[UnusableCell](), set[int]()
    percents: dict[int, set[int]] = defaultdict(set)
    for row, column, attributes, inside in _tokens(content):
        if not column:
            if _HIDDEN.search(attributes):
                hidden.add(row)
            continue
        kind = found.group(1) if (found := _TYPE.search(attributes)) else b""
        has_formula = _FORMULA.search(inside) is not None
        formulas += has_formula
        value = _VALUE.search(inside)
        if kind == b"e":
            written = value.group(1).decode("utf-8", "replace") if value and value.group(1) else None
            cells.append(describe_error(row, column, written))
        elif has_formula and not value and kind != b"str":  # a formula may well give an empty text
            cells.append(describe_uncomputed(row, column))
        elif percent_styles and value and kind in _NUMBERS:
            style = _STYLE.search(attributes)
            if style and int(style.group(1)) in percent_styles:
                percents[column].add(row)
    by_filter = bool(hidden) and (_FILTER.search(content) is not None or filtered)
    return SheetContent(
        formulas,
        tuple(cells),
        HiddenRows(frozenset(hidden), by_filter),
        {column: frozenset(rows) for column, rows in percents.items()},
    )


def _tokens(content: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Rows (column 0) and cells: row, column, attributes, what is inside. An address left out follows the one before."""
    row = column = 0
    for token in _TOKEN.finditer(content):
        of_row, of_cell, inside = token.groups()
        if of_row is not None:
            number = _ROW_NUMBER.search(of_row)
            row, column = int(number.group(1)) if number else row + 1, 0
            yield row, 0, of_row, b""
            continue
        address = _ADDRESS.search(of_cell)
        column = _column_number(address.group(1)) if address else column + 1
        yield int(address.group(2)) if address else row, column, of_cell, inside or b""


def _column_number(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * _ALPHABET + letter - ord("A") + 1
    return column


def _find_member(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Follow the workbook's own table of contents from the name of a sheet to its part."""
    try:
        workbook = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat refuses entity bombs
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - same
    except (KeyError, ET.ParseError):
        return None
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in workbook.iterfind("{*}sheets/{*}sheet"):  # the namespace of strict workbooks is another
        if element.get("name") == sheet:
            identifier = next((value for name, value in element.items() if name.endswith("}id")), None)
            target = targets.get(identifier, "")
            member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return member if member in archive.namelist() else None
    return None


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Ranks of the styles of cells that show percentages."""
    try:
        styles = ET.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 - expat refuses entity bombs
    except (KeyError, ET.ParseError):
        return frozenset()
    written = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
    formats = [each.get("numFmtId", "0") for each in styles.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(
        rank
        for rank, number in enumerate(formats)
        if (shows_percents(written[number]) if number in written else is_percent_format(int(number)))
    )


def _has_filtered_table(archive: zipfile.ZipFile) -> bool:
    parts = [name for name in archive.namelist() if name.startswith("xl/tables/")]
    return any(b"filterColumn" in archive.read(name) for name in parts)
