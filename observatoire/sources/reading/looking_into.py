"""A sheet looked into, in the way of its format, for what the fast reader of workbooks leaves silent."""

import zipfile
from collections.abc import Collection
from pathlib import Path

from observatoire.sources.reading import old_workbook_cells, open_document_cells, workbook_cells
from observatoire.sources.reading.sheet_content import SheetContent


def look_into(path: Path, sheet: str, lines: Collection[int], width: int) -> SheetContent | None:
    """Look into a sheet; nothing when the file is not built as expected.

    Args:
        path: the workbook.
        sheet: the name of the sheet.
        lines: the rows that matter, counted from 1; others may be left out.
        width: how many columns matter; those beyond may be left out.
    """
    match format_of(path):
        case "XLS":
            return old_workbook_cells.look_into(path, sheet)
        case "ODS":
            return open_document_cells.look_into(path, sheet, lines, width)
        case _:
            return workbook_cells.look_into(path, sheet)


def format_of(path: Path) -> str:
    """Name the format of a workbook, by what it is made of."""
    if not zipfile.is_zipfile(path):
        return "XLS"
    with zipfile.ZipFile(path) as archive:
        return "ODS" if "content.xml" in archive.namelist() else "XLSX"
