"""What a file seems to be, from its header and its name: a proposal, that a person confirms or corrects."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from python_calamine import CalamineError, CalamineWorkbook

from observatoire.errors import InvalidInputError
from observatoire.sources.columns import Kind
from observatoire.sources.formats import KINDS
from observatoire.sources.reading.content import Content, identify_content
from observatoire.sources.reading.geodataset import open_dataset

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


def recognise(path: Path, shown_name: str) -> Recognised:
    """Propose the kind and the millésime of a file.

    Raises:
        InvalidInputError: nothing that a loader reads.
    """
    headers = _read_headers(path)
    scores = {name: max((_score(kind, header) for header in headers), default=0.0) for name, kind in KINDS.items()}
    best = max(scores, key=lambda name: scores[name])
    kind = best if scores[best] >= _ENOUGH else None
    has_millesime = kind is not None and KINDS[kind].has_millesime
    return Recognised(kind, find_year(shown_name) if has_millesime else None)


def find_year(shown_name: str) -> int | None:
    """The year that a name of file tells, when it tells one alone."""
    years = {int(year) for year in _YEAR.findall(shown_name)}
    return years.pop() if len(years) == 1 else None


def _score(kind: Kind, header: set[str]) -> float:
    """Share of the required columns present; at equality, the kind that knows more of the header."""
    required = {column.name for column in kind.columns if column.required and not column.coordinate}
    known = {column.name for column in kind.columns}
    return len(required & header) / len(required) + len(known & header) / 1000


def _read_headers(path: Path) -> list[set[str]]:
    match identify_content(path):
        case Content.WORKBOOK:
            return _read_workbook_rows(path)
        case Content.GEOGRAPHIC:
            return _read_layer_fields(path)
        case _:
            return _read_text_lines(path)


def _read_text_lines(path: Path) -> list[set[str]]:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).decode("utf-8-sig", errors="replace")
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
