"""What a file seems to be, from its header and its name: a proposal, that a person confirms or corrects."""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import Path

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from python_calamine import CalamineError, CalamineWorkbook

from observatoire.errors import InvalidInputError
from observatoire.sources.columns import Kind, Shape
from observatoire.sources.formats import KINDS
from observatoire.sources.official.declaration import is_declaration
from observatoire.sources.official.open_layout import find_layout
from observatoire.sources.official.sdes_workbook import is_sdes_workbook
from observatoire.sources.official.text_head import first_line
from observatoire.sources.problems import refuse
from observatoire.sources.reading.content import LARGEST_OPEN_FILE, Content, identify_content
from observatoire.sources.reading.geodataset import open_dataset
from observatoire.sources.reading.official_names import official_names
from observatoire.sources.wording import french, named

DECLARATION = "rpls-bailleur"
"""The kind of the only file that tells its year itself."""
_HEAD_BYTES = 65_536
_HEAD_LINES = 20
_ENOUGH = 0.5
"""Share of the required columns that a header must have to be taken for a kind."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file seems to be; nothing where nothing can be told."""

    kind: str | None
    millesime: int | None
    why: str = ""
    """in French, empty when it is not certain"""


def recognise(path: Path, shown_name: str = "") -> Recognised:
    """Propose the kind and the millésime of a file: official files by their layout, others by their columns.

    Args:
        path: the file.
        shown_name: the name that a person knows it by, which may tell the year.

    Raises:
        InvalidInputError: nothing that a loader reads.
    """
    content = identify_content(path, largest=LARGEST_OPEN_FILE)
    official = _recognise_layout(path, content)
    if official is not None:
        kind, why = official
        return Recognised(kind, None if kind == DECLARATION else find_year(shown_name), why)
    headers = _read_headers(path, content)
    mapped = content is Content.GEOGRAPHIC
    scores = {
        name: max((_score(kind, header, mapped=mapped) for header in headers), default=0.0)
        for name, kind in KINDS.items()
    }
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < _ENOUGH:
        return Recognised(None, None)
    year = find_year(shown_name) if KINDS[best].has_millesime else None
    return Recognised(best, year, french("colonnes de « {kind} »", kind=best) if scores[best] >= 1.0 else "")


def recognise_for_certain(path: Path) -> tuple[str, str]:
    """Give the kind of a file that nobody has named, and why it is thought to be that.

    Raises:
        InvalidInputError: it cannot be opened, or nothing is wholly like it.
    """
    found = recognise(path)
    if found.kind is None or not found.why:
        raise refuse(
            path.name,
            "La nature du fichier n’est pas reconnue à son contenu.",
            french("Dites-la : {kinds}, rpls-bailleur, rpls-ouvert, rpls-resultats ou ops.", kinds=named(KINDS)),
        )
    return found.kind, found.why


def _recognise_layout(path: Path, content: Content) -> tuple[str, str] | None:
    """Find the official file that has this layout, and say why."""
    if content is Content.WORKBOOK and is_sdes_workbook(path):
        return "rpls-resultats", "classeur de résultats du SDES : feuilles par commune et par EPCI"
    if content is not Content.TEXT:
        return None
    line = first_line(path)
    if is_declaration(line):
        return DECLARATION, "première ligne : l’année du parc et le bailleur ; pas de noms de colonnes"
    layout = find_layout(line)
    return None if layout is None else ("rpls-ouvert", f"colonnes du fichier ouvert du RPLS, {layout.name}")


def find_year(shown_name: str) -> int | None:
    """The year that a name of file tells, when it tells one alone."""
    years = {int(year) for year in _YEAR.findall(shown_name)}
    return years.pop() if len(years) == 1 else None


def _score(kind: Kind, header: set[str], *, mapped: bool) -> float:
    """Share of the required columns present; at equality, the kind that knows more of the header.

    Official names and capitals count when the file is whole with them: some are words that any table may have, and those of
    outlines, such as code and libelle, mean nothing in a file without any.
    """
    if kind.shape is Shape.POLYGON and not mapped:
        return _share(kind, header)
    official, lowered = official_names(kind), {name.lower() for name in header}
    have = lowered | {official[name] for name in lowered if name in official}
    return _share(kind, have if _required(kind) <= have else header)


def _required(kind: Kind) -> set[str]:
    return {column.name for column in kind.columns if column.required and not column.coordinate}


def _share(kind: Kind, have: set[str]) -> float:
    required, known = _required(kind), {column.name for column in kind.columns}
    return len(required & have) / len(required) + len(known & have) / 1000


def _read_headers(path: Path, content: Content) -> list[set[str]]:
    match content:
        case Content.WORKBOOK:
            return _read_workbook_rows(path)
        case Content.GEOGRAPHIC:
            return _read_layer_fields(path)
        case _:
            return _read_text_lines(path)


def _read_text_lines(path: Path) -> list[set[str]]:
    with path.open("rb") as file:
        content = file.read(_HEAD_BYTES)
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    head = content.decode(encoding, errors="replace")
    lines = head.splitlines()[:_HEAD_LINES]
    return [
        {cell.strip() for cell in row}
        for separator in ",;\t"
        for row in csv.reader(lines, delimiter=separator, strict=False)
    ]


def _read_workbook_rows(path: Path) -> list[set[str]]:
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
            return [
                {str(cell).strip() for cell in row} for sheet in sheets for row in sheet.to_python(nrows=_HEAD_LINES)
            ]
    except (CalamineError, ValueError):  # the loader says what is wrong with it
        return []


def _read_layer_fields(path: Path) -> list[set[str]]:
    try:
        dataset = open_dataset(path)
        layers = [str(layer[0]) for layer in pyogrio.list_layers(dataset.name)]
        return [{str(name) for name in pyogrio.read_info(dataset.name, layer=layer)["fields"]} for layer in layers]
    except (DataSourceError, DataLayerError, InvalidInputError):
        return []
