"""The words of a printed document, read back from its PDF: what whoever receives the sheet reads, and no more.

Only what our own printing writes is understood: streams deflated or not, objects in object streams, fonts with a table
from glyphs to characters. It shares nothing with what prints.
"""

import re
import zlib
from collections.abc import Iterator
from typing import TypeAlias

Objects: TypeAlias = dict[int, bytes]
Characters: TypeAlias = dict[bytes, str]

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/([\w.+-]+) (\d+) 0 R")
_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_SHOWN = re.compile(rb"/([\w.+-]+) [\d.]+ Tf|\[(.*?)\] ?TJ|<([0-9A-Fa-f]*)> ?Tj|\b(?:Td|TD|Tm|T\*|ET)\b", re.DOTALL)
GLYPH = 4
"""Hexadecimal digits of a glyph."""


def read_pdf_text(content: bytes) -> str:
    """Every word of a document, in the order in which it is laid out; pieces are apart by a space, and all spaces plain."""
    return re.sub(r"\s+", " ", read_pdf_words(content)).strip()


def read_pdf_words(content: bytes) -> str:
    """The same, with the narrow spaces that keep the thousands of a number together."""
    fonts, pages = _open_pages(content)
    return re.sub(r"[ \n]+", " ", " ".join("".join(_read_page(each, fonts)) for each in pages)).strip()


def read_pdf_drawings(content: bytes) -> list[bytes]:
    """How each page is drawn."""
    return _open_pages(content)[1]


def _open_pages(content: bytes) -> tuple[dict[bytes, Characters], list[bytes]]:
    objects, streams = _read_objects(content)
    fonts = {}
    for body in objects.values():
        for name, number in _FONT.findall(body):
            table = _TO_UNICODE.search(objects.get(int(number), b""))
            if table is not None:
                fonts[name] = _read_characters(streams.get(int(table.group(1)), b""))
    return fonts, [each for _, each in sorted(streams.items()) if b" Tf" in each and (b"TJ" in each or b"Tj" in each)]


def _read_objects(content: bytes) -> tuple[Objects, Objects]:
    """The body of each object, and its stream where it has one."""
    objects: Objects = {}
    streams: Objects = {}
    for found in _OBJECT.finditer(content):
        number, body = int(found.group(1)), found.group(2)
        stream = _STREAM.search(body)
        objects[number] = body if stream is None else body[: stream.start()]
        if stream is None:
            continue
        said = stream.group(1)
        streams[number] = zlib.decompress(said) if b"/FlateDecode" in objects[number] else said
        if b"/ObjStm" in objects[number]:
            objects |= _unpack(objects[number], streams[number])
    return objects, streams


def _unpack(head: bytes, stream: bytes) -> Objects:
    """The objects that one stream holds: numbers and places first, then bodies."""
    first = int((re.search(rb"/First (\d+)", head) or [b"0", b"0"])[1])
    told = [int(each) for each in stream[:first].split()]
    numbers, places = told[::2], [first + each for each in told[1::2]]
    ends = [*places[1:], len(stream)]
    return {number: stream[start:end] for number, start, end in zip(numbers, places, ends, strict=True)}


def _read_characters(table: bytes) -> Characters:
    """What each glyph of a font stands for."""
    found: Characters = {}
    for kind, lines in _BLOCK.findall(table):
        for line in lines.splitlines():
            codes = _HEX.findall(line)
            if kind == b"char" and len(codes) == 2:  # noqa: PLR2004 (a glyph and its characters)
                found[codes[0].upper()] = _decode(codes[1])
            elif kind == b"range" and len(codes) == 3:  # noqa: PLR2004 (first glyph, last glyph, first character)
                low, high, start = (int(each, 16) for each in codes)
                found |= {f"{code:0{GLYPH}X}".encode(): chr(start + code - low) for code in range(low, high + 1)}
    return found


def _decode(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", errors="replace")


def _read_page(stream: bytes, fonts: dict[bytes, Characters]) -> Iterator[str]:
    characters: Characters = {}
    for found in _SHOWN.finditer(stream):
        font, several, one = found.groups()
        if font is not None:
            characters = fonts.get(font, {})
        elif several is None and one is None:
            yield " "
        for code in _HEX.findall(several) if several is not None else [one or b""]:
            glyphs = code.upper()
            yield "".join(characters.get(glyphs[at : at + GLYPH], "") for at in range(0, len(glyphs), GLYPH))
