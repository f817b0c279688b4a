"""The line of a survey file that names its columns: it may stand under a title, or under the names of groups of columns."""

import csv
import io
import itertools
from collections.abc import Collection, Sequence
from pathlib import Path

from observatoire.sources.official.ops_columns import propose_columns
from observatoire.sources.problems import refuse
from observatoire.sources.reading.content import Content, identify_content
from observatoire.sources.reading.delimited import SEPARATORS
from observatoire.sources.reading.encoding import decode_text
from observatoire.sources.reading.workbook import find_sheet
from observatoire.sources.reading.workbook_opening import open_workbook
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import french, named

_SEARCHED = 20
_FEWEST_NAMES = 3


def read_header(path: Path, known: Collection[str] = ()) -> list[str]:
    """Read the names of the columns of a table, CSV or workbook.

    Args:
        path: the file.
        known: names that somebody confirmed or gave: the line that has them is the one.

    Raises:
        InvalidInputError: it cannot be opened, several sheets are filled, or nothing looks like a header.
    """
    lines = _first_lines(path)
    named_lines = [rank for rank, line in enumerate(lines) if sum(map(bool, line)) >= _FEWEST_NAMES]
    if not named_lines:
        raise refuse(
            path.name,
            "Aucune ligne d’en-tête n’est trouvée dans les vingt premières lignes.",
            "Fournissez un CSV ou un classeur dont une ligne nomme les colonnes.",
        )
    top = max(named_lines, key=lambda rank: (len({*lines[rank]} & {*known}), _count_understood(lines[rank])))
    if top:
        _refuse_two_lines(lines[top - 1], lines[top], top + 1, path.name)
    return lines[top]


def _refuse_two_lines(above: Sequence[str], header: Sequence[str], line: int, file: str) -> None:
    """Refuse a header of which some names are on the line above: nobody can tell what such columns hold."""
    width = max(rank for rank, name in enumerate(header) if name)
    alone = [name for name, under in zip(above[:width], header, strict=False) if name and not under]
    if alone:
        raise refuse(
            file,
            french(
                "L’en-tête est sur deux lignes : {names} à la ligne {above}, les autres noms à la ligne {line}.",
                names=named(alone),
                above=line - 1,
                line=line,
            ),
            "Réunissez les deux lignes en une seule : un nom par colonne, sans cellule fusionnée.",
            line=line,
        )


def _count_understood(names: Sequence[str]) -> int:
    proposal = propose_columns(names)
    return len(proposal.columns) + len(proposal.personal) + len(proposal.shares)


def _first_lines(path: Path) -> list[list[str]]:
    content = identify_content(path)
    if content is Content.TEXT:
        start = itertools.islice(io.StringIO(decode_text(path.read_bytes(), path.name).text, newline=None), _SEARCHED)
        return [_split(line.rstrip("\n"), max(SEPARATORS, key=line.count)) for line in start]
    if content is Content.WORKBOOK:
        with open_workbook(path) as workbook:
            sheet = find_sheet(workbook, path.name, NoticeList())
            return [
                [str(cell).strip() for cell in row] for row in sheet.to_python(skip_empty_area=False, nrows=_SEARCHED)
            ]
    return []


def _split(line: str, separator: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]
