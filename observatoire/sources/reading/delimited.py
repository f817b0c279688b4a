"""CSV files: encoding, separator, and rows with the line numbers that a person sees."""

import csv
import io
from pathlib import Path

import numpy as np

from observatoire.sources.columns import Kind
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.reading.encoding import decode_text
from observatoire.sources.reading.headers import match_header
from observatoire.sources.reading.official_names import official_names, say_translation
from observatoire.sources.reading.raw_table import RawTable, as_cells
from observatoire.sources.report import NoticeList, Understood
from observatoire.sources.wording import french

SEPARATORS = {",": "virgule", ";": "point-virgule", "\t": "tabulation"}
_CLOSE_THE_QUOTES = "Demandez un nouvel envoi, ou fermez les guillemets de cette ligne."


def read_delimited(path: Path, kind: Kind) -> RawTable:
    """Read a CSV file.

    Raises:
        InvalidInputError: unreadable text, no known separator, rows that do not have the cells of the header.
    """
    decoded = decode_text(path.read_bytes(), path.name)
    text = decoded.text
    separator, names = _find_separator(text, kind, path.name)
    # The wrong file, however long, is refused on its header alone.
    notices = NoticeList()
    translated = say_translation(names, kind, notices)
    match_header(translated, kind, path.name, with_geometry=False, line=1)
    rows, lines = _split_rows(text, separator, path.name)
    header, rows, lines = rows[0], rows[1:], lines[1:]
    rows = _check_widths(rows, lines, len(header), separator, path.name)
    if not text.endswith(("\n", "\r")):
        notices.add("Le fichier ne finit pas par un saut de ligne : vérifiez qu’il est complet.")
    return RawTable(
        header=translated,
        cells=as_cells([list(column) for column in zip(*rows, strict=True)] or [[] for _ in header]),
        lines=np.asarray(lines, dtype=np.int64),
        understood=Understood("CSV", encoding=decoded.encoding, separator=SEPARATORS[separator]),
        notices=notices.collected(),
    )


def _find_separator(text: str, kind: Kind, file: str) -> tuple[str, list[str]]:
    """Choose the separator under which the header names most of the expected columns."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    if not header:
        raise refuse(file, "Le fichier est vide.", "Demandez un nouvel envoi : celui-ci n’a pas abouti.")
    expected = {column.name for column in kind.columns} | set(official_names(kind))

    candidates = {
        separator: [name.strip() for name in next(csv.reader([header], delimiter=separator))]
        for separator in SEPARATORS
    }
    best = max(
        candidates, key=lambda separator: (len(expected & set(candidates[separator])), len(candidates[separator]))
    )
    if len(candidates[best]) == 1:
        raise refuse(
            file,
            "La première ligne ne contient qu’une colonne : le séparateur n’est pas reconnu.",
            french("Séparez les colonnes par « ; », « , » ou une tabulation."),
            line=1,
            value=header[:80],
        )
    return best, candidates[best]


def _split_rows(text: str, separator: str, file: str) -> tuple[list[list[str]], list[int]]:
    """Split into rows, leaving out the blank ones; a row is numbered by its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    start = 1
    try:
        for row in reader:
            if any(cell and not cell.isspace() for cell in row):
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        raise refuse(
            file,
            french("Un texte entre guillemets est mal fermé ({error}).", error=error),
            _CLOSE_THE_QUOTES,
            line=start,
        ) from None
    return rows, lines


def _check_widths(rows: list[list[str]], lines: list[int], width: int, separator: str, file: str) -> list[list[str]]:
    """Give every row the cells of the header: empty cells at the end are dropped, anything else is refused."""
    problems = ProblemList(file)
    for rank, row in enumerate(rows):
        if len(row) > width and not any(row[width:]):
            rows[rank] = row[:width]
        elif len(row) != width:
            problems.add(
                french("La ligne a {cells} cellules, l’en-tête en a {width}.", cells=len(row), width=width),
                french(
                    "Mettez entre guillemets les textes qui contiennent le séparateur ({name}) ; "
                    "si la ligne est coupée, demandez un nouvel envoi.",
                    name=SEPARATORS[separator],
                ),
                line=lines[rank],
                value=separator.join(row)[:80],
            )
    problems.raise_if_any()
    return rows
