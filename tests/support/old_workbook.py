"""A workbook in the format that Excel wrote until 2003 (BIFF8 in a compound file): one sheet of texts and numbers."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass(frozen=True)
class Percentage:
    """A number shown as a percentage: 1 is 100 %."""

    value: float


Cell = str | float | bytes | Percentage
"""Bytes: the code of an error."""


def write_old_workbook(
    path: Path, sheet: str, rows: Sequence[Sequence[Cell]], *, hidden: Sequence[int] = (), filtered: bool = False
) -> Path:
    """Write the rows, the header first; an empty text writes no cell. Hidden rows are counted from 1."""
    stream = _write_stream(sheet, rows, hidden, filtered=filtered)
    stream += bytes(max(4096, -(-len(stream) // _SECTOR) * _SECTOR) - len(stream))  # shorter ones are kept elsewhere
    sectors = len(stream) // _SECTOR
    chain = [_TABLE, _END, *range(3, sectors + 2), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    folder = _write_entry("Root Entry", 5, 1, _END, 0) + _write_entry("Workbook", 2, _FREE, 2, len(stream))
    header = struct.pack(
        "<8s16s5H6x9I",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, _END, 0, _END, 0),
    )
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    path.write_bytes(header + table + folder + bytes(256) + stream)
    return path


def _write_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    entry = struct.pack("<64sHBB3I36x", written, len(written), kind, 1, _FREE, _FREE, child)
    return entry + struct.pack("<IQ", start, size)


def _write_stream(sheet: str, rows: Sequence[Sequence[Cell]], hidden: Sequence[int], *, filtered: bool) -> bytes:
    begins = struct.pack("<2H2H2I", 0x600, 5, 0, 0, 0, 0)
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    written = "0.0 %"
    styles = _record(0x41E, struct.pack("<2HB", 164, len(written), 0) + written.encode())
    styles += b"".join(_record(0xE0, struct.pack("<2H16x", 0, number)) for number in (0, 164))
    start = 3 * 4 + len(begins) + len(styles) + 6 + len(name)
    book = _record(0x809, begins) + styles + _record(0x85, struct.pack("<IH", start, 0) + name) + _record(0x0A, b"")
    masked = b"".join(_record(0x208, struct.pack("<6HI", row - 1, 0, 0, 0, 0, 0, 0x20)) for row in hidden)
    masked += _record(0x9B, b"") if filtered else b""
    cells = [_write_cell(line, rank, cell) for line, row in enumerate(rows) for rank, cell in enumerate(row)]
    return (
        book
        + _record(0x809, struct.pack("<2H2H2I", 0x600, 16, 0, 0, 0, 0))
        + masked
        + b"".join(cells)
        + _record(0x0A, b"")
    )


def _write_cell(line: int, rank: int, cell: Cell) -> bytes:
    place = struct.pack("<3H", line, rank, 0)
    if isinstance(cell, bytes):
        return _record(0x205, place + cell + b"\1")
    if isinstance(cell, str):
        text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
        return _record(0x204, place + text) if cell else b""
    if isinstance(cell, Percentage):
        return _record(0x203, struct.pack("<3Hd", line, rank, 1, cell.value))
    return _record(0x203, place + struct.pack("<d", cell))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<2H", kind, len(content)) + content
