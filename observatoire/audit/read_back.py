"""What is not JSON, read back as the figures that it shows: tiles, layers, workbooks, printed sheets, pages.

Each becomes a document of the shape that the API answers, so that `Outputs.hold` compares it in the same way.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, TypeAlias

import pandas as pd

from observatoire.audit.editions import Edition

Document: TypeAlias = dict[str, Any]

PARTS = {
    "rate": "rate",
    "share": "rate",
    "num": "num",
    "den": "den",
    "value": "value",
    "class": "class",
    "status": "status",
    "statut": "status",
    "classe": "class",
}
"""What stands after the name of an indicator or of an index in a flat row."""
WRITTEN = re.compile(r"^\s*([−+-]?\d[\d\u00a0\u202f ]*(?:,\d+)?)(\s*%)?")
OUT_OF = re.compile(r"(\d[\d\u00a0\u202f ]*) sur (\d[\d\u00a0\u202f ]*)")
WHOLE = 0.5 + 1e-9
"""What an index printed without decimals may be away from the exact one."""


def read_rows(frame: pd.DataFrame, edition: Edition) -> list[Document]:
    """Rows of a layer, of a tile or of a workbook: one column a figure."""
    return [] if "code" not in frame else [_unflatten(row, edition) for row in frame.to_dict("records")]


def read_sheet(text: str, code: str, edition: Edition) -> Document:
    """The printed sheet of a residence: its shares, each after its name, and its indices."""
    labels = {code_: str(said["libelle"]) for code_, said in edition.method["indicateurs"].items()}
    places = {name: text.find(f"{label} ", text.find("Ajoute à l’indice")) for name, label in labels.items()}
    components = {name: _read_share(text[place + len(labels[name]) :]) for name, place in places.items() if place >= 0}
    indices = {
        name: {"value": _to_number(found.group(1)), "room": WHOLE}
        for name, word in (("occupation", "Occupation"), ("attractivite", "Attractivité"))
        if (found := re.search(rf"{word} (\d[\d,]*)", text)) is not None
    }
    whole = re.search(r"Combien (\d[\d,]*) ?Fragilité", text)
    if whole is not None:
        indices["fragilite"] = {"value": _to_number(whole.group(1)), "room": WHOLE}
    return {"code": code, "components": components, "indices": indices}


def read_public_page(page: str, edition: Edition) -> list[Document]:
    """The table of the communes, which is read without script: dwellings that changed hands, « 7 sur 100 »."""
    rows = edition.territories
    codes = {str(row["nom"]): str(row["code"]) for row in rows.loc[rows["level"] == "commune"].to_dict("records")}
    found = []
    for row in re.findall(r"<tr\b.*?</tr>", page, re.DOTALL):
        words = unescape(re.sub(r"<[^>]*>", "\n", row))
        named = next((codes[line.strip()] for line in words.splitlines() if line.strip() in codes), None)
        counts = OUT_OF.search(words)
        if named is not None:
            num, den = (_to_number(each) for each in counts.groups()) if counts else (None, None)
            found.append({"code": named, "components": {"att1": {"num": num, "den": den}}})
    return found


def _unflatten(row: Mapping[Any, Any], edition: Edition) -> Document:
    components: dict[str, Document] = {each.code: {} for each in edition.indicators}
    indices: dict[str, Document] = {name: {} for name in edition.method["indices"]}
    for column, value in row.items():
        if pd.isna(value):
            continue
        name, _, part = str(column).partition("_")
        if name in components and (not part or part in PARTS):
            components[name][PARTS.get(part, "rate")] = value
        elif name in indices and (not part or part in PARTS):
            indices[name][PARTS.get(part, "value")] = value
    return {"code": str(row["code"]), **dict(_keep_told(components, indices))}


def _keep_told(components: dict[str, Document], indices: dict[str, Document]) -> Iterator[tuple[str, Document]]:
    yield "components", {name: said for name, said in components.items() if said}
    yield "indices", {name: said for name, said in indices.items() if said}


def _read_share(after: str) -> Document:
    """The first thing after a label: a share, or a word."""
    found = WRITTEN.match(after)
    if found is None or not found.group(2):
        return {"rate": None}
    return {"rate": _to_number(found.group(1)) / 100}


def _to_number(written: str) -> float:
    return float(re.sub(r"[\u00a0\u202f ]", "", written).replace("−", "-").replace(",", "."))
