"""CSV files: encoding, separator, and rows with the line numbers that a person sees."""

import csv
import io
import itertools
from bisect import bisect_left
from pathlib import Path

import numpy as np

from observatoire.sources.columns import Kind
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.reading.crowds import refuse_crowd
from observatoire.sources.reading.encoding import decode_text
from observatoire.sources.reading.headers import match_header
from observatoire.sources.reading.official_names import official_names, say_translation
from observatoire.sources.reading.raw_table import RawTable, as_cells
from observatoire.sources.report import NoticeList, Understood
from observatoire.sources.wording import french

SEPARATORS = {",": "virgule", ";": "point-virgule", "\t": "tabulation"}
_HEADER_SEARCHED = 20
"""A title and a few lines of text may stand above the header, not more."""
_CLOSE_THE_QUOTES = "Demandez un nouvel envoi, ou fermez les guillemets de cette ligne."


def read_delimited(path: Path, kind: Kind) -> RawTable:
    """Read a CSV file.

    Raises:
        InvalidInputError: unreadable text, no known separator, rows that do not have the cells of the header.
    """
    content = path.read_bytes()
    refuse_crowd(content.count(b"\n"), path.name)
    decoded = decode_text(content, path.name)
    text = decoded.text
    separator, names, top = _find_header(text, kind, path.name)
    # The wrong file, however long, is refused on its header alone.
    notices = NoticeList()
    translated = say_translation(names, kind, notices)
    match_header(translated, kind, path.name, with_geometry=False, line=top)
    rows, lines = _split_rows(text, separator, path.name)
    above = bisect_left(lines, top)
    if top not in lines[above : above + 1]:
        raise refuse(path.name, "L’en-tête est pris dans un texte entre guillemets.", _CLOSE_THE_QUOTES, line=top)
    if above:
        notices.add(french("L’en-tête est à la ligne {line} ; ce qui est au-dessus est ignoré.", line=top))
    header, rows, lines = rows[above], rows[above + 1 :], lines[above + 1 :]
    rows = _check_widths(rows, lines, len(header), separator, path.name)
    if not text.endswith(("\n", "\r")):
        notices.add("Le fichier ne finit pas par un saut de ligne : vérifiez qu’il est complet.")
    return RawTable(
        header=translated,
        cells=as_cells([list(column) for column in zip(*rows, strict=True)] or [[] for _ in header]),
        lines=np.asarray(lines, dtype=np.int64),
        understood=Understood("CSV", encoding=decoded.encoding, separator=SEPARATORS[separator]),
        notices=notices.collected(),
        header_line=top,
    )


def _find_header(text: str, kind: Kind, file: str) -> tuple[str, list[str], int]:
    """Choose the line, among the first ones, and the separator that name most of the expected columns."""
    start = itertools.islice(enumerate(io.StringIO(text, newline=None), 1), _HEADER_SEARCHED)
    filled = [(number, line.rstrip("\n")) for number, line in start if line.strip()]
    if not filled:
        raise refuse(file, "Le fichier est vide.", "Demandez un nouvel envoi : celui-ci n’a pas abouti.")
    expected = {column.name for column in kind.columns} | set(official_names(kind))
    candidates = [
        (separator, [name.strip() for name in next(csv.reader([line], delimiter=separator))], number)
        for number, line in filled
        for separator in SEPARATORS
    ]
    most = max(len(expected & set(names)) for _, names, _ in candidates)
    top = next(number for _, names, number in candidates if len(expected & set(names)) == most)
    best = max(
        (each for each in candidates if each[2] == top), key=lambda each: (len(expected & set(each[1])), len(each[1]))
    )
    header = dict(filled)[top]
    if len(best[1]) == 1:
        raise refuse(
            file,
            "La première ligne ne contient qu’une colonne : le séparateur n’est pas reconnu.",
            french("Séparez les colonnes par « ; », « , » ou une tabulation."),
            line=top,
            value=header[:80],
        )
    return best


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
        elif len(row) != width and (other := _find_other_separator(row, width, separator)) is not None:
            problems.add(
                french(
                    "Deux séparateurs : celui de cette ligne est « {other} », celui de l’en-tête « {name} ».",
                    other=SEPARATORS[other],
                    name=SEPARATORS[separator],
                ),
                "Mettez le même séparateur sur toutes les lignes.",
                line=lines[rank],
                value=separator.join(row)[:80],
            )
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


def _find_other_separator(row: list[str], width: int, separator: str) -> str | None:
    """Find the separator under which a row of a wrong width has the cells of the header."""
    line = separator.join(row)
    for other in SEPARATORS:
        if other != separator and len(next(csv.reader([line], delimiter=other), [])) == width:
            return other
    return None
