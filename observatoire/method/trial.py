"""A recipe that somebody tries, as an address says it, and the method file that it would become.

The planners' page writes and reads the same words (`web/src/territoires/recipe-address.ts`):
`occ1:2,att3:0,part:60,inter:105,fragile:125,ref:74042`.
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from observatoire.errors import InvalidInputError, Problem

INDICATORS = ("occ1", "occ2", "occ3", "occ4", "att1", "att2", "att3")
LARGEST_WEIGHT = 4
LARGEST_THRESHOLD = 300
THRESHOLDS = {"inter": "intermediaire", "fragile": "fragile"}


@dataclass(frozen=True, slots=True)
class Trial:
    """What differs from the published method."""

    weights: Mapping[str, float] = field(default_factory=dict)
    share: float | None = None
    """percent of the occupation in the fragilité"""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    reference: str | None = None


def parse_trial(text: str) -> Trial:
    """Read a trial.

    Raises:
        InvalidInputError: a word means nothing, or a number is out of what the page offers.
    """
    weights, thresholds = {}, {}
    share, reference = None, None
    for part in text.split(","):
        name, _, written = part.partition(":")
        number = float(written) if re.fullmatch(r"\d{1,3}(\.\d{1,3})?", written) else None
        if name == "ref" and re.fullmatch(r"[0-9A-Za-z-]{1,40}", written):
            reference = written
        elif number is not None and name in INDICATORS and number <= LARGEST_WEIGHT:
            weights[name] = number
        elif number is not None and name in THRESHOLDS and number <= LARGEST_THRESHOLD:
            thresholds[THRESHOLDS[name]] = number
        elif number is not None and name == "part" and number <= 100:  # noqa: PLR2004 -- percent
            share = number
        else:
            raise InvalidInputError(
                "Cet essai ne se lit pas.",
                [
                    Problem(
                        "Ce n’est pas un réglage que la page propose.",
                        "Reprenez l’essai à partir des réglettes de la page des territoires.",
                        column="essai",
                        value=part[:80],
                    )
                ],
            )
    return Trial(weights, share, thresholds, reference)


def apply_trial(document: Mapping[str, Any], trial: Trial, *, version: str, day: date, title: str) -> dict[str, Any]:
    """The method that a trial makes of another: a new version, a new date, and what changes.

    The reference is apart: it is chosen with each computation.
    """
    method = copy.deepcopy(dict(document))
    method |= {"version": version, "date": day, "titre": title}
    for index in ("occupation", "attractivite"):
        components = method["indices"][index]["composantes"]
        for name in list(components):
            if name in trial.weights:
                components[name] = trial.weights[name]
            if components[name] == 0:
                del components[name], method["indicateurs"][name]
        recipe = method["indices"][index]
        recipe["composantes_minimales"] = min(recipe["composantes_minimales"], len(components))
    if trial.share is not None:
        method["indices"]["fragilite"]["composantes"] = {
            "occupation": trial.share / 100,
            "attractivite": 1 - trial.share / 100,
        }
    method["classes"] |= trial.thresholds
    if "fragile" in trial.thresholds:
        method["signal"]["fragilite"] = trial.thresholds["fragile"]
    return method


def write_toml(document: Mapping[str, Any]) -> str:
    """A method as TOML: scalars first, then a table for each recipe. Only what a method file holds is written."""
    scalars = {name: value for name, value in document.items() if not isinstance(value, Mapping)}
    lines = [f"{name} = {_write_value(value)}" for name, value in scalars.items()]
    for name, table in document.items():
        if isinstance(table, Mapping):
            lines += _write_table(name, table)
    return "\n".join(lines) + "\n"


def _write_table(path: str, table: Mapping[str, Any]) -> list[str]:
    """A table, its own values first; a table of numbers alone is written on one line."""
    nested = {name: value for name, value in table.items() if _is_table(value)}
    own = {name: value for name, value in table.items() if name not in nested}
    lines = ["", f"[{path}]", *(f"{name} = {_write_value(value)}" for name, value in own.items())] if own else []
    for name, value in nested.items():
        lines += _write_table(f"{path}.{name}", value)
    return lines


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and not all(isinstance(each, int | float) for each in value.values())


def _write_value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_write_value(each)}" for name, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_write_value(each) for each in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
