"""What really leaves (answers, exports), held against the rows that were attacked: a figure that is not there is a leak.

The attack supposes that whoever reads knows every row of a publication. It covers an answer when the answer says no more:
each count of the answer is that of the row, and where the row is secret the answer has no number.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from observatoire.audit.beside import Line, Told, find_untold
from observatoire.audit.editions import SECRET, Edition, to_count

Cell = tuple[str, str]
"""The code of a territory, and an indicator or an index. Two levels may share a code: all their rows are kept."""
COUNTS = ("num", "den")
OF_OTHERS = frozenset({"reference"})
"""Beside the figures of a territory, the share of the whole."""
ROUNDED = 0.005 + 1e-9
"""What a share rounded to the percent may be away from the exact one."""
CLOSE = 1e-6
ANSWERS, TILES, PAGES, PRINTED, FILES = (
    "réponses",
    "tuiles et couches",
    "pages lues sans script",
    "documents imprimés",
    "fichiers",
)


@dataclass
class Outputs:
    """What was read so far, and what was wrong with it."""

    edition: Edition
    kinds: Counter[str] = field(default_factory=Counter)
    """answers and files, by what they are"""
    figures: int = 0
    """figures held against their row"""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._components = _index_rows(self.edition.components, "indicator")
        self._indices = _index_rows(self.edition.indices, "index")

    @property
    def read(self) -> int:
        """Answers and files, all together."""
        return self.kinds.total()

    def hold(
        self, who: str, where: str, document: Any, *, own: frozenset[str] = frozenset(), kind: str = ANSWERS
    ) -> None:
        """Hold one answer against the rows.

        Args:
            who: role that was answered.
            where: address, for what is said of a fault.
            document: JSON of the answer.
            own: residences of which this role knows the secret counts, having sent them.
            kind: what it is, for the certificate.
        """
        self.kinds[kind] += 1
        for code, part in _find_territories(document, None):
            for name, said in _members(part, "components"):
                self._hold_component(f"{who}, {where}", code, name, said)
            for name, said in _members(part, "indices"):
                self._hold_index(f"{who}, {where}", code, name, said)
            for name, built in (part.get("constructions") or {}).items():
                if built and all(row["status"] == SECRET for row in self._indices.get((code, name), [])):
                    self._blame(f"{who}, {where}", code, name, "d’autres constructions d’un indice secret")
            if part.get("own_counts") and code not in own:
                self._blame(f"{who}, {where}", code, "own_counts", "l’effectif secret d’un autre")

    def hold_lines(self, who: str, where: str, lines: Iterable[Line], told: Told, *, kind: str = PRINTED) -> None:
        """Hold the lines of a document whose figures have no row against what the same reader is answered."""
        self.kinds[kind] += 1
        held = list(lines)
        self.figures += sum(len(line.figures) for line in held)
        for line, figure in find_untold(held, told):
            self.faults.append(
                f"{who}, {where} : « {', '.join(sorted(line.words)) or 'nulle part'} » montre {figure.value:g}, que ce lecteur "
                "ne lit nulle part ailleurs."
            )

    def hold_export(self, who: str, where: str, frame: pd.DataFrame) -> None:
        """Hold an export of indices against the rows: one line a territory and index."""
        self.kinds[FILES] += 1
        indicators = [each.code for each in self.edition.indicators if f"{each.code}_status" in frame]
        for row in frame.to_dict("records"):
            code = str(row["code"])
            value = {"value": _number(row["value"]), "status": row["status"]}
            self._hold_index(f"{who}, {where}", code, str(row["index"]), value)
            for name in indicators:
                said = {part: _number(row[f"{name}_{part}"]) for part in COUNTS}
                self._hold_component(f"{who}, {where}", code, name, said | {"status": row[f"{name}_status"]})

    def _hold_component(self, where: str, code: str, name: str, said: Mapping[str, Any]) -> None:
        numbers = {
            part: value for part, value in said.items() if part not in OF_OTHERS and isinstance(value, int | float)
        }
        rows = self._components.get((code, name))
        self.figures += 1
        if rows is None:
            if numbers:
                self._blame(where, code, name, "un nombre qui n’est dans aucune ligne")
            return
        if all(row["status"] == SECRET for row in rows):
            if numbers:
                self._blame(where, code, name, f"{', '.join(sorted(numbers))} à côté d’un secret")
            return
        for part in COUNTS:
            if part in numbers and all(to_count(row[part]) != numbers[part] for row in rows):
                self._blame(where, code, name, f"un effectif ({part}) qui n’est pas celui de la ligne")
        if "rate" in numbers and all(_is_far(row["rate"], numbers["rate"], ROUNDED) for row in rows):
            self._blame(where, code, name, "une part qui n’est pas celle de la ligne")

    def _hold_index(self, where: str, code: str, name: str, said: Mapping[str, Any]) -> None:
        rows = self._indices.get((code, name), [])
        value = said.get("value")
        self.figures += 1
        if value is not None and all(_is_far(row["value"], value, said.get("room", CLOSE)) for row in rows):
            self._blame(where, code, name, "un indice qui n’est pas celui de la ligne, ou qui est secret")
        if rows and all(row["status"] == SECRET for row in rows) and (said.get("class") or said.get("classe")):
            self._blame(where, code, name, "une classe à côté d’un secret")

    def _blame(self, where: str, code: str, name: str, what: str) -> None:
        self.faults.append(f"{where} : « {code} », « {name} » montre {what}.")


def _index_rows(frame: pd.DataFrame, name: str) -> dict[Cell, list[dict[str, Any]]]:
    found: dict[Cell, list[dict[str, Any]]] = {}
    for row in frame.to_dict("records"):
        found.setdefault((str(row["code"]), str(row[name])), []).append({str(key): value for key, value in row.items()})
    return found


def _find_territories(document: Any, code: str | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every part of a document that says figures of a territory, with its code, said there or around."""
    if isinstance(document, list):
        for each in document:
            yield from _find_territories(each, code)
    elif isinstance(document, dict):
        inner = [document, *(document[key] for key in ("residence", "territory", "properties") if key in document)]
        named = next(
            (each["code"] for each in inner if isinstance(each, dict) and isinstance(each.get("code"), str)), code
        )
        if named is not None and any(
            isinstance(document.get(key), dict) for key in ("components", "indices", "own_counts")
        ):
            yield named, document
        for key, each in document.items():
            # What is said of a reference, a series of other years or a method is not of this edition's rows.
            if key not in {"reference", "series", "method", "publication"}:
                yield from _find_territories(each, named)


def _members(part: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    said = part.get(key)
    if isinstance(said, dict):
        yield from ((name, each) for name, each in said.items() if isinstance(each, dict))


def _number(value: Any) -> Any:
    return None if pd.isna(value) else value


def _is_far(row: Any, said: float, room: float) -> bool:
    return row is None or pd.isna(row) or abs(float(row) - said) > room
