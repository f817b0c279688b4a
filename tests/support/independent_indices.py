"""The published figures again, from the files alone: one territory at a time, in plain loops, from the text of the method."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

SHARES = {
    "occ1": ("ress_inf_40", ["menages_ressources_connues"]),
    "occ2": ("ress_inf_60", ["menages_ressources_connues"]),
    "occ3": ("majeurs_chomage", ["majeurs_activite_connue"]),
    "occ4": ("familles_monoparentales", ["menages_composition_connue"]),
    "att1": ("emmenages", ["offerts_un_an"]),
    "att2": ("vacants", ["loues", "vacants"]),
    "att3": ("avant_1975", ["logements"]),
}
NEEDED = {"occupation": 3, "attractivite": 2}
THRESHOLD = 11

Row = dict[str, Any]


def read_rows(folder: Path) -> list[Row]:
    """One row a residence that a source describes, with both sources side by side."""
    stock = pd.read_csv(folder / "residences.csv", sep=";", encoding="latin-1", dtype={"code_insee": "str"})
    parc = pd.read_csv(folder / "parc.csv").assign(has_parc=True)
    occupation = pd.read_csv(folder / "occupation.csv", sep="\t").assign(has_occupation=True)
    rows = stock.merge(parc, on="residence", how="left").merge(occupation, on="residence", how="left")
    rows[["has_parc", "has_occupation"]] = rows[["has_parc", "has_occupation"]].notna()
    described = rows[rows["has_parc"] | rows["has_occupation"]]
    return [{str(name): value for name, value in row.items()} for row in described.to_dict("records")]


def describe(rows: list[Row], reference: list[Row], hidden: frozenset[str] = frozenset()) -> dict[str, Row]:
    """Every index and indicator of the territory made of these rows, against those of the reference.

    The indicators that are `hidden` for the sake of others are secret, and the indices do without them.
    """
    components = {code: _describe_share(code, rows, reference, hidden) for code in SHARES}
    indices = {
        index: _average({code: each for code, each in components.items() if code.startswith(index[:3])}, needed)
        for index, needed in NEEDED.items()
    }
    indices["fragilite"] = _average(indices, 2)
    return components | indices


def _describe_share(code: str, rows: list[Row], reference: list[Row], hidden: frozenset[str]) -> Row:
    known = _keep_known(code, rows)
    if not known:
        return {"status": "non_transmis"}
    if code in hidden or _is_secret(code, rows) or _is_secret(code, reference):
        return {"status": "secret"}
    num, den = _pool(code, known)
    reference_num, reference_den = _pool(code, _keep_known(code, reference))
    counts = {"num": num, "den": den}
    if den == 0 or reference_num == 0:
        return counts | {"status": "sans_objet"}
    status = "ok" if len(known) == len(rows) else "partiel"
    return counts | {"status": status, "value": 100 * (num / den) / (reference_num / reference_den)}


def _keep_known(code: str, rows: list[Row]) -> list[Row]:
    source = "has_occupation" if code.startswith("occ") else "has_parc"
    return [row for row in rows if row[source]]


def _pool(code: str, rows: list[Row]) -> tuple[int, int]:
    numerator, denominator = SHARES[code]
    return sum(int(row[numerator]) for row in rows), sum(int(row[name]) for row in rows for name in denominator)


def _is_secret(code: str, rows: list[Row]) -> bool:
    with_parc, with_occupation = _keep_known("att", rows), _keep_known("occ", rows)
    few_dwellings = bool(with_parc) and sum(row["logements"] for row in with_parc) < THRESHOLD
    few_answers = code.startswith("occ") and sum(row["repondants"] for row in with_occupation) < THRESHOLD
    return few_dwellings or few_answers


def _average(parts: Mapping[str, Row], needed: int) -> Row:
    usable = [part["value"] for part in parts.values() if "value" in part]
    statuses = [part["status"] for part in parts.values()]
    if len(usable) < needed:
        return {"status": next(each for each in ("secret", "non_transmis", "sans_objet") if each in statuses)}
    whole = all(status == "ok" for status in statuses)
    return {"status": "ok" if whole else "partiel", "value": sum(usable) / len(usable)}
