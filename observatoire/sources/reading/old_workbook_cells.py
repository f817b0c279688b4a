"""What a fast reader of old workbooks (.xls) leaves silent: cells in error, formulas, percentages, rows that are hidden.

Only the two layers that this needs are read: the chain of sectors of the compound file, and the records of each sheet.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from observatoire.sources.reading.percent_formats import is_percent_format, shows_percents
from observatoire.sources.reading.sheet_content import HiddenRows, SheetContent, UnusableCell, describe_error

_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY = 128
_SHIFTS = {9, 12}
"""Sectors are of 512 or 4,096 bytes."""
_LAST_SECTOR = 0xFFFFFFFA
_SHORTEST = 4096
"""Shorter streams are kept elsewhere in the file: no workbook that Excel writes is so short."""
_STREAMS = {"Workbook", "Book"}
_BOF, _EOF, _SHEET, _FORMULA, _BOOLEAN_OR_ERROR, _ROW = 0x809, 0x0A, 0x85, 0x06, 0x205, 0x208
_FILTERED = 0x9B
_FORMAT, _STYLE = 0x41E, 0xE0
_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS = 0x203, 0x27E, 0xBD
_HIDDEN = 0x20
_ERRORS = {
    0x00: "#NUL!",
    0x07: "#DIV/0!",
    0x0F: "#VALEUR!",
    0x17: "#REF!",
    0x1D: "#NOM?",
    0x24: "#NOMBRE!",
    0x2A: "#N/A",
}


def look_into(path: Path, sheet: str) -> SheetContent | None:
    """Look into a sheet; nothing when the file is not built as expected."""
    try:
        stream = _read_stream(path.read_bytes())
        start = _find_sheet(stream, sheet)
        return None if start is None else _read_sheet(stream, start, _percent_styles(stream))
    except (struct.error, IndexError, ValueError):
        return None


def _read_stream(content: bytes) -> bytes:
    """Follow the chain of the stream of the workbook."""
    (shift,) = struct.unpack_from("<H", content, 30)
    if not content.startswith(_SIGNATURE) or shift not in _SHIFTS:
        raise ValueError
    size = 1 << shift
    (folder,) = struct.unpack_from("<I", content, 48)
    places = [place for place in struct.unpack_from("<109I", content, 76) if place <= _LAST_SECTOR]
    table = [each for place in places for each in struct.unpack_from(f"<{size // 4}I", content, (place + 1) * size)]

    def follow(sector: int) -> bytes:
        found = list[bytes]()
        while sector <= _LAST_SECTOR and len(found) <= len(table):
            found.append(content[(sector + 1) * size : (sector + 2) * size])
            sector = table[sector]
        return b"".join(found)

    entries = follow(folder)
    for place in range(0, len(entries), _ENTRY):
        (length,) = struct.unpack_from("<H", entries, place + 64)
        name = entries[place : place + max(0, length - 2)].decode("utf-16-le")
        start, written = struct.unpack_from("<2I", entries, place + 116)
        if name in _STREAMS and written >= _SHORTEST:
            return follow(start)[:written]
    raise ValueError


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their part."""
    place, depth = start, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        place += 4 + length


def _find_sheet(stream: bytes, sheet: str) -> int | None:
    for kind, body in _records(stream, 0):
        if kind == _SHEET:
            wide = body[7] & 1
            name = body[8 : 8 + body[6] * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")
            if name == sheet:
                return int(struct.unpack_from("<I", body)[0])
    return None


def _percent_styles(stream: bytes) -> frozenset[int]:
    """Ranks of the styles of cells that show percentages."""
    written, styles = dict[int, str](), list[int]()
    for kind, body in _records(stream, 0):
        if kind == _FORMAT:
            number, length, wide = struct.unpack_from("<2HB", body)
            wide &= 1
            written[number] = body[5 : 5 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return frozenset(
        rank
        for rank, number in enumerate(styles)
        if (shows_percents(written[number]) if number in written else is_percent_format(number))
    )


def _read_sheet(stream: bytes, start: int, percent_styles: frozenset[int]) -> SheetContent:
    formulas, cells, hidden, filtered = 0, list[UnusableCell](), set[int](), False
    percents: dict[int, set[int]] = defaultdict(set)
    for kind, body in _records(stream, start):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN:
            hidden.add(struct.unpack_from("<H", body)[0] + 1)
        formulas += kind == _FORMULA
        filtered = filtered or kind == _FILTERED
        error = _find_error(kind, body)
        if error is not None:
            row, column = struct.unpack_from("<2H", body)
            cells.append(describe_error(row + 1, column + 1, _ERRORS.get(error)))
        for row, column, style in _styled_numbers(kind, body):
            if style in percent_styles:
                percents[column + 1].add(row + 1)
    return SheetContent(
        formulas,
        tuple(cells),
        HiddenRows(frozenset(hidden), filtered),
        {column: frozenset(rows) for column, rows in percents.items()},
    )


def _styled_numbers(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row and column, from 0, and style of the numbers that a record holds."""
    if kind in {_NUMBER, _SHORT_NUMBER, _FORMULA}:
        yield struct.unpack_from("<3H", body)
    elif kind == _SHORT_NUMBERS:
        row, first = struct.unpack_from("<2H", body)
        for rank, place in enumerate(range(4, len(body) - 2, 6)):
            yield row, first + rank, struct.unpack_from("<H", body, place)[0]


def _find_error(kind: int, body: bytes) -> int | None:
    if kind == _BOOLEAN_OR_ERROR and body[7]:
        return body[6]
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:  # noqa: PLR2004 - a result that is an error
        return body[8]
    return None
