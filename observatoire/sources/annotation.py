"""A copy of a refused file in which every faulty cell is marked and says what is wrong and how to mend it.

Lines keep their numbers, so that the copy can be corrected and sent back: the sheet of problems is then left aside.
Everything is written as text: a cell that looks like a formula stays a text in any spreadsheet program. Of a survey, only the
columns that are read are copied: what describes persons stays in the file of who sent it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from observatoire.errors import InvalidInputError, Problem
from observatoire.files.formulas import TEXT_ONLY, is_risky
from observatoire.sources.columns import Kind
from observatoire.sources.reading.entrance import read_table
from observatoire.sources.reading.raw_table import RawTable
from observatoire.sources.reading.workbook import PROBLEMS_SHEET

DATA_SHEET = "Fichier"
NOT_COPIED = "Colonne non recopiée : l’observatoire ne la lit pas."
LISTED_ROWS = 100_000
"""Beyond, only the lines that have a problem are copied."""
_LAST_LINE = 1_048_576
_LONGEST_CELL = 32_000
_HEADS = ("Ligne", "Colonne", "Valeur", "Problème", "Comment corriger")
_WIDTHS = (8, 26, 24, 60, 60)


def write_annotated_copy(
    path: Path, kind: Kind | None, problems: Sequence[Problem], copy: Path, *, only: Collection[str] | None = None
) -> None:
    """Write the marked copy of a file.

    Args:
        path: the file, as it was sent.
        kind: what it should hold; nothing for a file whose lines are not those of a table: its problems are listed alone.
        problems: what is wrong with it.
        copy: where to write.
        only: names of the columns whose cells may be copied; all of them by default.

    Raises:
        OSError: the disk does not take it.
    """
    table = None if kind is None else _read(path, kind)
    # In memory, then written at once: a disk that takes no more leaves no piece of it in a folder of the system.
    content = BytesIO()
    with xlsxwriter.Workbook(content, {**TEXT_ONLY, "in_memory": True}) as workbook:
        if table is not None and table.header_line is not None and table.geometry is None:
            _write_data(workbook, table, problems, set(table.header if only is None else only))
        _write_problems(workbook, problems)
    copy.write_bytes(content.getvalue())


def _read(path: Path, kind: Kind) -> RawTable | None:
    try:
        return read_table(path, kind)
    except InvalidInputError:  # it cannot even be read: the list of problems says why
        return None


def _write_data(workbook: Any, table: RawTable, problems: Sequence[Problem], copied: Collection[str]) -> None:
    sheet = workbook.add_worksheet(DATA_SHEET)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_LAST_LINE}"})
    formats = {
        (faulty, risky): workbook.add_format(
            {"quote_prefix": risky}
            | ({"bg_color": "#FFD9C2", "border": 1, "border_color": "#A33B12"} if faulty else {})
        )
        for faulty in (False, True)
        for risky in (False, True)
    }
    bold = workbook.add_format({"bold": True})
    top = (table.header_line or 1) - 1
    columns = {column: table.cells[column].to_numpy() for column, name in enumerate(table.header) if name in copied}
    wrong = _place_problems(table, problems, min(columns, default=0))
    for column, name in enumerate(table.header):
        sheet.write_string(top, column, name, bold)
        if name and name not in copied:
            sheet.write_comment(top, column, NOT_COPIED)
    everything = len(table.lines) <= LISTED_ROWS
    faulty_rows = {row for row, _ in wrong}
    for rank, line in enumerate(table.lines):
        row = int(line) - 1
        if row >= _LAST_LINE or not (everything or row in faulty_rows):
            continue
        for column, cells in columns.items():
            text = str(cells[rank])[:_LONGEST_CELL]
            faulty = (row, column) in wrong
            if text or faulty:
                sheet.write_string(row, column, text, formats[faulty, is_risky(text)])
    for (row, column), said in wrong.items():
        sheet.write_comment(row, column, "\n\n".join(said)[:_LONGEST_CELL], {"x_scale": 2.5, "y_scale": 1.6})
    sheet.freeze_panes(top + 1, 1)
    sheet.autofit()


def _place_problems(table: RawTable, problems: Sequence[Problem], first: int) -> dict[tuple[int, int], list[str]]:
    """The cell of each problem that has one; a problem of a whole line is put on its first cell that is copied."""
    placed: dict[tuple[int, int], list[str]] = defaultdict(list)
    known = {int(line) for line in table.lines} | {table.header_line}
    for problem in problems:
        if problem.line is None or problem.line not in known or problem.line > _LAST_LINE:
            continue
        column = table.header.index(problem.column) if problem.column in table.header else first
        placed[problem.line - 1, column].append(f"{problem.message}\n→ {problem.remedy}")
    return placed


def _write_problems(workbook: Any, problems: Sequence[Problem]) -> None:
    sheet = workbook.add_worksheet(PROBLEMS_SHEET)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    quoted = workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    head = workbook.add_format({"bold": True, "bottom": 1})
    for column, (title, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for row, problem in enumerate(problems, start=1):
        if problem.line is not None:
            sheet.write_number(row, 0, problem.line, wrapped)
        texts = (problem.column or "", problem.value or "", problem.message, problem.remedy)
        for column, text in enumerate(texts, start=1):
            sheet.write_string(row, column, text[:_LONGEST_CELL], quoted if is_risky(text) else wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(problems), 1), len(_HEADS) - 1)
