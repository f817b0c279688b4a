"""What a fast reader of XLSX leaves silent: cells in error, formulas that were never computed."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<c\s([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_VALUE = re.compile(rb"<v>([^<]+)</v>|<is>")
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
class SheetFormulas:
    """What a sheet holds besides plain values."""

    formulas: int
    cells: tuple[UnusableCell, ...]


def find_unusable_cells(path: Path, sheet: str) -> SheetFormulas:
    """Find the formulas of a sheet, and the cells in error or never computed. Only XLSX can be looked into."""
    content = read_sheet_part(path, sheet)
    if b"<f" not in content and b't="e"' not in content:
        return SheetFormulas(0, ())
    return SheetFormulas(len(re.findall(rb"<f[\s/>]", content)), tuple(_unusable_cells(content)))


def describe_error(row: int, column: int, value: str | None) -> UnusableCell:
    """A cell in error, at a row and a column counted from 1."""
    return UnusableCell(
        row=row,
        column=column,
        message="La cellule {address} est en erreur.",
        remedy="Corrigez la formule dans le tableur, ou remplacez-la par sa valeur.",
        value=value,
    )


def read_sheet_part(path: Path, sheet: str) -> bytes:
    """Read what an XLSX says of a sheet; nothing for the other formats."""
    if not zipfile.is_zipfile(path):
        return b""
    with zipfile.ZipFile(path) as archive:
        member = _find_member(archive, sheet)
        return b"" if member is None else archive.read(member)


def cell_address(cell: UnusableCell) -> str:
    """Write the address of a cell as a spreadsheet does, such as C12."""
    letters, column = "", cell.column
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{cell.row}"


def _find_member(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Follow the workbook's own table of contents from the name of a sheet to its part."""
    try:
        workbook = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat refuses entity bombs
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - same
    except (KeyError, ET.ParseError):
        return None
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in workbook.iter(f"{_MAIN}sheet"):
        if element.get("name") == sheet:
            target = targets.get(element.get(_RELATION), "")
            member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return member if member in archive.namelist() else None
    return None


def _unusable_cells(content: bytes) -> Iterator[UnusableCell]:
    for attributes, inside in _CELL.findall(content):
        address = _ADDRESS.search(attributes)
        value = _VALUE.search(inside)
        in_error = b't="e"' in attributes
        computed = value or b't="str"' in attributes  # a formula may well give an empty text
        if address is None or (not in_error and (b"<f" not in inside or computed)):
            continue
        letters, row = address.groups()
        column = 0
        for letter in letters:
            column = column * _ALPHABET + letter - ord("A") + 1
        if in_error:
            written = value.group(1).decode("utf-8", "replace") if value and value.group(1) else None
            yield describe_error(int(row), column, written)
        else:
            yield UnusableCell(
                row=int(row),
                column=column,
                message="La formule de la cellule {address} n’a jamais été calculée.",
                remedy="Ouvrez le classeur dans un tableur, enregistrez-le, puis chargez-le de nouveau.",
                value=None,
            )
