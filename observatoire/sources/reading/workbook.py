"""Workbooks (XLSX, XLS, ODS): the one sheet that holds data, with the values as they were last computed."""

from datetime import date, time, timedelta
from pathlib import Path

import numpy as np
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from observatoire.sources.columns import Kind
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.reading.hidden_rows import find_hidden_rows, say_hidden_rows, say_not_seen
from observatoire.sources.reading.old_workbook_cells import look_into
from observatoire.sources.reading.raw_table import RawTable, as_cells
from observatoire.sources.reading.workbook_cells import SheetFormulas, cell_address, find_unusable_cells
from observatoire.sources.reading.workbook_opening import open_workbook
from observatoire.sources.report import NoticeList, Understood
from observatoire.sources.wording import counted, french, named

Cell = int | float | str | bool | time | date | timedelta

_HEADER_SEARCHED = 20
"""A title and a few lines of text may stand above the header, not more."""
PROBLEMS_SHEET = "Problèmes à corriger"
"""Sheet that `observatoire.sources.annotation` adds: a file corrected in its annotated copy comes back with it."""
_EXACT_INTEGERS = 1e15


def read_workbook(path: Path, kind: Kind) -> RawTable:
    """Read the data sheet of a workbook.

    Raises:
        InvalidInputError: protected, unreadable, several sheets with data, a merged header, cells in error.
    """
    with open_workbook(path) as workbook:
        notices = NoticeList()
        sheet = find_sheet(workbook, path.name, notices)
        rows = sheet.to_python(skip_empty_area=False)
        return _read_sheet(sheet, rows, kind, path, notices)


def find_sheet(workbook: CalamineWorkbook, file: str, notices: NoticeList) -> CalamineSheet:
    """Find the sheet of the data: the only one that is filled, or the only one of them that is not hidden."""
    names = [name for name in workbook.sheet_names if name != PROBLEMS_SHEET]
    sheets = [workbook.get_sheet_by_name(name) for name in names]
    filled = [
        sheet for sheet in sheets if sheet.height and any(any(cell != "" for cell in row) for row in sheet.iter_rows())
    ]
    if not filled:
        raise refuse(file, "Le classeur est vide.", "Demandez un nouvel envoi : celui-ci ne contient pas de données.")
    shown = _leave_out_hidden(workbook, filled)
    if len(filled) > 1 and len(shown) == 1:
        notices.add(
            french(
                "Ce que contiennent des feuilles masquées n’est pas lu : {names}.", names=_name_others(filled, shown)
            )
        )
        return shown[0]
    if len(filled) > 1:
        raise refuse(
            file,
            french(
                "Le classeur a {count} : {names}.",
                count=counted(len(filled), "feuille remplie", "feuilles remplies"),
                names=named(sheet.name for sheet in filled),
            ),
            "Gardez une seule feuille dans le fichier, celle des données.",
        )
    return filled[0]


def _leave_out_hidden(workbook: CalamineWorkbook, sheets: list[CalamineSheet]) -> list[CalamineSheet]:
    visible = {each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible}
    return [sheet for sheet in sheets if sheet.name in visible]


def _name_others(sheets: list[CalamineSheet], kept: list[CalamineSheet]) -> str:
    return named(sheet.name for sheet in sheets if sheet not in kept)


def _read_sheet(sheet: CalamineSheet, rows: list[list[Cell]], kind: Kind, path: Path, notices: NoticeList) -> RawTable:
    top = _find_header(rows, kind)
    if any(_cell_text(cell) for row in rows[:top] for cell in row):
        notices.add(french("L’en-tête est à la ligne {line} ; ce qui est au-dessus est ignoré.", line=top + 1))
    problems = ProblemList(path.name)
    refuse_merged_header(sheet, top, problems)
    header = [_cell_text(cell) for cell in rows[top]]
    while header and not header[-1]:
        header.pop()
    kept = [rank for rank in range(top + 1, len(rows)) if any(_cell_text(cell) for cell in rows[rank])]
    file_format = _format_of(path)
    unusable = _look_into(path, sheet.name, file_format, [rank + 1 for rank in kept], notices)
    expected = {column.name for column in kind.columns}
    for cell in unusable.cells:
        if cell.row > top + 1 and cell.column <= len(header) and header[cell.column - 1] in expected:
            problems.add(
                french(cell.message, address=cell_address(cell)),
                cell.remedy,
                line=cell.row,
                column=header[cell.column - 1],
                value=cell.value,
            )
    problems.raise_if_any()
    if unusable.formulas:
        notices.add(
            french(
                "La feuille contient {count} : leur dernière valeur calculée est prise.",
                count=counted(unusable.formulas, "formule"),
            )
        )
    columns = [[_cell_text(rows[rank][index]) for rank in kept] for index in range(len(header))]
    numeric = frozenset(
        index for index in range(len(header)) if any(isinstance(rows[rank][index], (int, float)) for rank in kept)
    )
    return RawTable(
        header=tuple(name.strip() for name in header),
        cells=as_cells(columns),
        lines=np.asarray(kept, dtype=np.int64) + 1,
        understood=Understood(file_format, sheet=sheet.name),
        numeric=numeric,
        notices=notices.collected(),
        header_line=top + 1,
    )


def _look_into(path: Path, sheet: str, file_format: str, lines: list[int], notices: NoticeList) -> SheetFormulas:
    """Find what the reader leaves silent, in the formats in which it can be found."""
    if file_format == "XLSX":
        say_hidden_rows(find_hidden_rows(path, sheet), lines, notices)
        return find_unusable_cells(path, sheet)
    old = look_into(path, sheet) if file_format == "XLS" else None
    if old is None:
        say_not_seen(file_format, notices)
        return SheetFormulas(0, ())
    say_hidden_rows(old.hidden, lines, notices)
    return old.formulas


def _find_header(rows: list[list[Cell]], kind: Kind) -> int:
    """Take the first row that names more of the expected columns than any other; else the first that is not empty."""
    expected = {column.name for column in kind.columns}
    scores = [len(expected & {_cell_text(cell).strip() for cell in row}) for row in rows[:_HEADER_SEARCHED]]
    if max(scores, default=0) > 0:
        return scores.index(max(scores))
    return next(rank for rank, row in enumerate(rows) if any(_cell_text(cell) for cell in row))


def refuse_merged_header(sheet: CalamineSheet, top: int, problems: ProblemList) -> None:
    """Add a problem for each merged range that touches the header, at the row `top` counted from 0."""
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        if first_row <= top <= last_row:
            problems.add(
                french(
                    "L’en-tête a des cellules fusionnées (colonnes {first} à {last}).",
                    first=first_column + 1,
                    last=last_column + 1,
                ),
                "Défusionnez les cellules de l’en-tête : un nom par colonne, sur une seule ligne.",
                line=first_row + 1,
            )


def _cell_text(cell: Cell) -> str:
    """Write a cell as a person sees it; a whole number loses its « .0 »."""
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return float_text(cell)
    return str(cell).strip()


def float_text(value: float) -> str:
    """Write a number that the file holds as a number, so that its point cannot pass for a thousands separator."""
    if value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return str(int(value))
    text = repr(value)
    _, point, decimals = text.partition(".")
    return f"{text}0" if point and len(decimals) == 3 else text  # noqa: PLR2004


def _format_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "XLS"
    return "ODS" if b"opendocument" in head else "XLSX"
