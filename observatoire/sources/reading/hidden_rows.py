"""Rows that a workbook hides: they are read like the others, and that must be said."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from observatoire.sources.reading.workbook_cells import read_sheet_part
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import counted, french

_HIDDEN_ROW = re.compile(rb"<row\b(?=[^>]*\shidden=\"(?:1|true)\")[^>]*?\sr=\"(\d+)\"")
_NOT_SEEN = (
    "Dans un classeur {format}, les cellules en erreur, les formules et les lignes masquées ne se voient pas : "
    "enregistrez-le au format XLSX pour qu’elles soient contrôlées."
)


@dataclass(frozen=True, slots=True)
class HiddenRows:
    """Rows that a sheet hides, counted from 1, and whether it has a filter."""

    rows: frozenset[int]
    by_filter: bool


def find_hidden_rows(path: Path, sheet: str) -> HiddenRows:
    """Find those of an XLSX."""
    content = read_sheet_part(path, sheet)
    rows = frozenset(int(row) for row in _HIDDEN_ROW.findall(content))
    return HiddenRows(rows, bool(rows) and (b"<autoFilter" in content or _has_filtered_table(path)))


def say_hidden_rows(hidden: HiddenRows, lines: list[int], notices: NoticeList) -> None:
    """Say how many of the lines that are read a person does not see in the spreadsheet."""
    masked = [line for line in lines if line in hidden.rows]
    if masked:
        notices.add(
            french(
                "{count} {why} : si elles ne doivent pas l’être, retirez-les du fichier.",
                count=counted(len(masked), "ligne masquée", "lignes masquées"),
                why=("par un filtre " if hidden.by_filter else "dans le tableur ")
                + ("ont été lues" if len(masked) > 1 else "a été lue"),
            ),
            lines=masked,
        )


def say_not_seen(file_format: str, notices: NoticeList) -> None:
    """Say what cannot be looked for in some formats."""
    notices.add(french(_NOT_SEEN, format=file_format))


def _has_filtered_table(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/tables/")]
        return any(b"<filterColumn" in archive.read(name) for name in parts)
