"""Documents whose figures have no row of their own, held against what the same reader is answered: a figure more is a fault.

A figure is told by the words around it (a commune, a partner, a residence): it must be one of those that the answers say
of the same words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import pandas as pd

EXACT = 1e-6
PERCENT = 100

_NUMBER = r"[−+-]?(?:\d{1,3}(?:[\u202f\u00a0]\d{3})+|\d+)(?:,\d+)?"
_WRITTEN = re.compile(rf"({_NUMBER})(\s*%)?")
_CELL = re.compile(
    rf"\s*(?:[()–*;→]|\[|\]|(?:{_NUMBER}(?:\s*%)?|sur|à|sans objet|secret statistique|secret|équilibré|intermédiaire|fragile"
    r"|atteint|manque|suivi sans seuil|partiel|non transmis)(?![\w,]))"
)
"""What a cell of figures may hold: beyond, it is prose."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written, and what rounding may have taken from it."""

    value: float
    room: float = EXACT
    percent: bool = False

    def is_one_of(self, told: Iterable[float]) -> bool:
        """Whether one of these numbers is written so."""
        scales = (PERCENT,) if self.percent else (1,)
        return any(abs(scale * each - self.value) <= self.room for each in told for scale in scales)


@dataclass(frozen=True, slots=True)
class Line:
    """Figures, and the words that say of what they are."""

    words: frozenset[str]
    figures: tuple[Figure, ...]


Told = list[tuple[frozenset[str], float]]
"""Each number of an answer, with every text of what holds it."""


def list_told(document: Any, around: frozenset[str] = frozenset()) -> Told:
    """Every number of an answer, and the words that say of what it is."""
    if isinstance(document, list):
        return [told for each in document for told in list_told(each, around)]
    if isinstance(document, dict):
        inside = around | {each for each in document.values() if isinstance(each, str)}
        return [told for each in document.values() for told in list_told(each, inside)]
    if isinstance(document, int | float) and not isinstance(document, bool):
        return [(around, float(document))]
    return []


def find_untold(lines: Iterable[Line], told: Told) -> Iterator[tuple[Line, Figure]]:
    """Figures that are none of those told of the same words: of as many of them as any answer knows."""
    for line in lines:
        known = [(len(line.words & words), number) for words, number in told]
        most = max((shared for shared, _ in known), default=0)
        numbers = {number for shared, number in known if shared == most and most}
        yield from ((line, figure) for figure in line.figures if not figure.is_one_of(numbers))


def read_table_lines(frame: pd.DataFrame) -> Iterator[Line]:
    """The lines of a sheet, without heading: texts say of what the numbers are."""
    for row in frame.itertuples(index=False, name=None):
        words = frozenset(each for each in row if isinstance(each, str))
        numbers = (each for each in row if isinstance(each, int | float) and not pd.isna(each))
        yield Line(words, tuple(Figure(float(each)) for each in numbers))


def read_text_lines(text: str, labels: Iterable[str]) -> Iterator[Line]:
    """The lines of printed tables: a label, then cells. What is written in prose is not read."""
    ordered = sorted((each for each in set(labels) if each.strip()), key=len, reverse=True)
    if not ordered:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({_loosen(each)})' for each in ordered)})(?![\w-])")
    places = list(pattern.finditer(text))
    ends = [*(each.start() for each in places[1:]), len(text)]
    for found, end in zip(places, ends, strict=True):
        figures = tuple(_read_cells(text[found.end() : end]))
        if figures:
            yield Line(frozenset({ordered[(found.lastindex or 1) - 1]}), figures)


def read_words(page: str) -> str:
    """The words of a page, without its tags, styles and scripts."""
    return unescape(re.sub(r"<(style|script|svg)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL))


def read_figures(written: str) -> list[Figure]:
    """Every number of a text."""
    return [_to_figure(*each.groups()) for each in _WRITTEN.finditer(written)]


def _read_cells(after: str) -> Iterator[Figure]:
    place = 0
    while (cell := _CELL.match(after, place)) is not None:
        yield from read_figures(cell.group())
        place = cell.end()


def _to_figure(number: str, percent: str | None) -> Figure:
    whole, _, decimals = re.sub(r"[\u202f\u00a0]", "", number).replace("−", "-").partition(",")
    value = float(f"{whole}.{decimals or 0}")
    return Figure(value, 0.5 * 10 ** -len(decimals) + EXACT, percent is not None)


def _loosen(label: str) -> str:
    """A label as a printer may cut it: at its spaces and after its hyphens."""
    return r"\s+".join(re.escape(each).replace(r"\-", r"-\s?") for each in label.split())
