"""Rows that a workbook hides: they are read like the others, and that must be said."""

import re
import zipfile
from pathlib import Path

from observatoire.sources.reading.workbook_cells import read_sheet_part
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import counted, french

_HIDDEN_ROW = re.compile(rb"<row\b(?=[^>]*\shidden=\"(?:1|true)\")[^>]*?\sr=\"(\d+)\"")
_NOT_SEEN = (
    "Dans un classeur {format}, les cellules en erreur, les formules et les lignes masquées ne se voient pas : "
    "enregistrez-le au format XLSX pour qu’elles soient contrôlées."
)


def say_hidden_rows(path: Path, sheet: str, lines: list[int], file_format: str, notices: NoticeList) -> None:
    """Say how many of the lines that are read a person does not see in the spreadsheet."""
    if file_format != "XLSX":
        notices.add(french(_NOT_SEEN, format=file_format))
        return
    content = read_sheet_part(path, sheet)
    hidden = {int(row) for row in _HIDDEN_ROW.findall(content)}
    masked = [line for line in lines if line in hidden]
    if masked:
        by_filter = b"<autoFilter" in content or _has_filtered_table(path)
        notices.add(
            french(
                "{count} {why} : si elles ne doivent pas l’être, retirez-les du fichier.",
                count=counted(len(masked), "ligne masquée", "lignes masquées"),
                why=("par un filtre " if by_filter else "dans le tableur ")
                + ("ont été lues" if len(masked) > 1 else "a été lue"),
            ),
            lines=masked,
        )


def _has_filtered_table(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/tables/")]
        return any(b"<filterColumn" in archive.read(name) for name in parts)
