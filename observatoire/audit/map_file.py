"""The public map as one file, read back: its table, and what it says of each commune and residence that is touched."""

import json
import re
from html import unescape
from typing import Any

from observatoire.audit.beside import Line, Told, list_told, read_figures
from observatoire.audit.editions import Edition, read_facts

WRITTEN = ("adresse", "bailleur")
"""Texts of a residence in which a number is no figure, like its name."""


def read_map_file(page: str, edition: Edition) -> list[Line]:
    """Lines of the table, then what the drawing holds beside each shape."""
    rows = [_strip(row, "\n") for row in re.findall(r"<tr\b.*?</tr>", page, re.DOTALL)]
    lines = [_read_line(words.strip().split("\n"), ()) for words in rows if re.search(r"\d", words)]
    texts = _list_texts(edition)
    for properties in re.findall(r'"properties": (\{.*?\})', page):
        said: dict[str, Any] = json.loads(properties)
        parts = [part for each in said.values() for part in _strip(str(each).replace("<br>", "\n"), "").split("\n")]
        named = str(said.get("nom", parts[0]))
        lines.append(_read_line([named, *(part for part in parts if part != named)], texts.get(named, frozenset())))
    return lines


def tell_public_facts(edition: Edition) -> Told:
    """What everyone may read: the facts of communes, which were attacked with the rest, and the size of residences."""
    rows = edition.territories
    communes = [
        {**row, "facts": read_facts(row["facts"])}
        for row in rows.loc[rows["level"] == "commune", ["nom", "logements", "facts"]].to_dict("records")
    ]
    residences = rows.loc[rows["level"] == "residence", ["nom", "logements"]].to_dict("records")
    return list_told([communes, residences])


def _list_texts(edition: Edition) -> dict[str, frozenset[str]]:
    texts: dict[str, frozenset[str]] = {}
    for row in edition.residences().to_dict("records"):
        written = frozenset(str(read_facts(row["facts"]).get(name)) for name in WRITTEN)
        texts[str(row["nom"])] = texts.get(str(row["nom"]), frozenset()) | written
    return texts


def _read_line(parts: list[str], written: tuple[()] | frozenset[str]) -> Line:
    """A name, then figures in what is neither an address nor a landlord."""
    figures = [figure for part in parts[1:] if part not in written for figure in read_figures(part)]
    return Line(frozenset({parts[0]}), tuple(figures))


def _strip(markup: str, between: str) -> str:
    """Its words, escaped once by the page and once more by the map."""
    return unescape(re.sub(r"<[^>]*>", between, markup)).strip()
