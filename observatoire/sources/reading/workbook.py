"""Workbooks (XLSX, XLS, ODS): the one sheet that holds data, with the values as they were last computed."""

from datetime import date, time, timedelta
from pathlib import Path

import numpy as np
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from observatoire.sources.columns import Kind
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.reading.hidden_rows import say_hidden_rows, say_not_seen
from observatoire.sources.reading.looking_into import format_of, look_into
from observatoire.sources.reading.raw_table import RawTable, as_cells
from observatoire.sources.reading.sheet_content import SheetContent, cell_address
from observatoire.sources.reading.workbook_opening import open_workbook
from observatoire.sources.report import NoticeList, Understood
from observatoire.sources.wording import counted, french, named

Cell = int | float | str | bool | time | date | timedelta

_HEADER_SEARCHED = 20
"""A title and a few lines of text may stand above the header, not more."""
PROBLEMS_SHEET = "Problèmes à corriger"
"""Sheet that `observatoire.sources.annotation` adds: a file corrected in its annotated copy comes back with it."""
_EXACT_INTEGERS = 1e15
_EXACT_DIGITS = 12
"""Of a percentage: 0.07 times a hundred is 7.000000000000001."""


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
    header = [_cell_text(cell) for cell in rows[top]]
    while header and not header[-1]:
        header.pop()
    kept = [rank for rank in range(top + 1, len(rows)) if any(_cell_text(cell) for cell in rows[rank])]
    lines = [rank + 1 for rank in kept]
    file_format = format_of(path)
    content = look_into(path, sheet.name, [*range(1, top + 2), *lines], len(rows[top]))
    if content is None:
        say_not_seen(file_format, notices)
        content = SheetContent()
    say_hidden_rows(content.hidden, lines, notices)
    problems = ProblemList(path.name)
    refuse_merged_header(sheet, content, top, problems)
    expected = {column.name for column in kind.columns}
    for cell in content.cells:
        if cell.row > top + 1 and cell.column <= len(header) and header[cell.column - 1] in expected:
            problems.add(
                french(cell.message, address=cell_address(cell)),
                cell.remedy,
                line=cell.row,
                column=header[cell.column - 1],
                value=cell.value,
            )
    _refuse_spilt(rows, kept, len(header), problems)
    problems.raise_if_any()
    if content.formulas:
        notices.add(
            french(
                "La feuille contient {count} : leur dernière valeur calculée est prise.",
                count=counted(content.formulas, "formule"),
            )
        )
    columns = [
        [_shown_text(rows[rank][index], percent=rank + 1 in percents) for rank in kept]
        for index in range(len(header))
        for percents in [content.percents.get(index + 1, frozenset())]
    ]
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


def _refuse_spilt(rows: list[list[Cell]], kept: list[int], width: int, problems: ProblemList) -> None:
    """Refuse a number just after the last named column: a row into which a cell was put has all its values askew."""
    for rank in kept:
        spilt = _cell_text(rows[rank][width]) if len(rows[rank]) > width else ""
        if spilt.replace(".", "", 1).isdecimal():
            problems.add(
                "La ligne a un nombre après la dernière colonne de l’en-tête.",
                "Si la ligne est décalée, remettez chaque valeur sous son nom ; sinon, videz cette case, ou nommez sa colonne.",
                line=rank + 1,
                value=spilt,
            )


def _find_header(rows: list[list[Cell]], kind: Kind) -> int:
    """Take the first row that names more of the expected columns than any other; else the first that is not empty."""
    expected = {column.name for column in kind.columns}
    scores = [len(expected & {_cell_text(cell).strip() for cell in row}) for row in rows[:_HEADER_SEARCHED]]
    if max(scores, default=0) > 0:
        return scores.index(max(scores))
    return next(rank for rank, row in enumerate(rows) if any(_cell_text(cell) for cell in row))


def refuse_merged_header(sheet: CalamineSheet, content: SheetContent, top: int, problems: ProblemList) -> None:
    """Add a problem for each merged range that touches the header, at the row `top` counted from 0."""
    told = [tuple(place + 1 for corner in corners for place in corner) for corners in sheet.merged_cell_ranges or ()]
    for first_row, first_column, last_row, last_column in (*told, *content.merged):
        if first_row <= top + 1 <= last_row:
            problems.add(
                french(
                    "L’en-tête a des cellules fusionnées (colonnes {first} à {last}).",
                    first=first_column,
                    last=last_column,
                ),
                "Défusionnez les cellules de l’en-tête : un nom par colonne, sur une seule ligne.",
                line=first_row,
            )


def _shown_text(cell: Cell, *, percent: bool) -> str:
    """Write a cell as a person sees it: 1 under a format of percentages is « 100 % », and no count."""
    if percent and isinstance(cell, (int, float)):
        return f"{float_text(float(f'{cell * 100:.{_EXACT_DIGITS}g}'))} %"
    return _cell_text(cell)


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
