"""Workbooks in the format of LibreOffice (ODS), written by hand: cells as it writes them, and as nobody should."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
_HIDDEN_SHEET = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def text(value: str) -> str:
    """A cell of text; nothing for an empty one."""
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        if value
        else empty()
    )


def number(value: float | str, shown: str = "", *, kind: str = "float", more: str = "", tag: str = "table-cell") -> str:
    """A number: what it is, what is shown of it, whether it is a percentage, other attributes."""
    return (
        f'<table:{tag} {more} office:value-type="{kind}" office:value="{value}">'
        f"<text:p>{shown or value}</text:p></table:{tag}>"
    )


def empty(times: int = 1, tag: str = "table-cell") -> str:
    """So many cells that hold nothing."""
    return f'<table:{tag} table:number-columns-repeated="{times}"/>'


def row(cells: Iterable[str], more: str = "") -> str:
    """A row."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def rows_of_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows of a table: the header, then numbers where the texts are such."""
    return [
        row(number(cell) if rank and cell.replace(".", "", 1).isdigit() else text(cell) for cell in cells)
        for rank, cells in enumerate(rows)
    ]


def sheet(rows: Iterable[str], name: str = "Parc", *, hidden: bool = False) -> str:
    """A sheet, its rows followed by the emptiness that LibreOffice writes down to the last row."""
    below = row([empty(16_384)], 'table:number-rows-repeated="1048000"')
    style = 'table:style-name="ta2"' if hidden else ""
    return f'<table:table table:name="{name}" {style}>{"".join(rows)}{below}</table:table>'


def write_open_document(path: Path, *sheets: str) -> Path:
    """Write the sheets."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>'
        f"<office:automatic-styles>{_HIDDEN_SHEET}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(sheets)}</office:spreadsheet></office:body></office:document-content>"
    )
    return pack(path, content.encode())


def pack(path: Path, content: bytes, manifest: str = "<manifest/>") -> Path:
    """Write a document of this content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path
