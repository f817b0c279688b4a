"""The same results by plain loops and exact fractions: slow, independent, and easy to read."""

from fractions import Fraction
from typing import Any

SHARES = {
    "occ1": ("ress_inf_40", ["menages_ressources_connues"]),
    "occ2": ("ress_inf_60", ["menages_ressources_connues"]),
    "occ3": ("majeurs_chomage", ["majeurs_activite_connue"]),
    "occ4": ("familles_monoparentales", ["menages_composition_connue"]),
    "att1": ("emmenages", ["offerts_un_an"]),
    "att2": ("vacants", ["loues", "vacants"]),
    "att3": ("avant_1975", ["logements"]),
}
PARTS = {
    "occupation": (["occ1", "occ2", "occ3", "occ4"], 3),
    "attractivite": (["att1", "att2", "att3"], 2),
    "fragilite": (["occupation", "attractivite"], 2),
}
Row = dict[str, int | None]


def observe(rows: list[Row]) -> dict[str, dict[str, Any]]:
    """Pooled share and coverage of each indicator over the residences of one territory."""
    seen = {}
    total = sum(_size(row) for row in rows)
    for code, (numerator, denominators) in SHARES.items():
        known = [row for row in rows if None not in [row[column] for column in [numerator, *denominators]]]
        num = sum(row[numerator] or 0 for row in known)
        den = sum((row[column] or 0) for row in known for column in denominators)
        covered = sum(_size(row) for row in known)
        coverage = Fraction(covered, total) if total else Fraction(bool(known))
        seen[code] = {"known": bool(known), "num": num, "den": den, "coverage": coverage}
    return seen


def judge(rows: list[Row], reference: dict[str, Any], reference_rows: list[Row]) -> dict[str, tuple[str, Any]]:
    """Status and value of each indicator (its ratio) and of each index."""
    seen = observe(rows)
    judged: dict[str, tuple[str, Any]] = {}
    for code in SHARES:
        share = reference[code]
        if not seen[code]["known"]:
            judged[code] = ("non_transmis", None)
        elif _is_secret(rows, code) or _is_secret(reference_rows, code):
            judged[code] = ("secret", None)
        elif not seen[code]["den"] or not share["den"] or not share["num"]:
            judged[code] = ("sans_objet", None)
        else:
            ratio = 100 * Fraction(seen[code]["num"], seen[code]["den"]) / Fraction(share["num"], share["den"])
            judged[code] = ("ok" if seen[code]["coverage"] == 1 else "partiel", ratio)
    for code, (parts, minimum) in PARTS.items():
        judged[code] = _mean([judged[part] for part in parts], minimum)
    return judged


def _mean(parts: list[tuple[str, Any]], minimum: int) -> tuple[str, Any]:
    ratios = [ratio for _, ratio in parts if ratio is not None]
    kinds = [status for status, _ in parts]
    if len(ratios) < minimum:
        return next(status for status in ("secret", "non_transmis", "sans_objet") if status in kinds), None
    return "ok" if all(status == "ok" for status in kinds) else "partiel", sum(ratios) / len(ratios)


def _is_secret(rows: list[Row], code: str) -> bool:
    respondents = sum(row["repondants"] or 0 for row in rows)
    return sum(_size(row) for row in rows) < 11 or (code.startswith("occ") and respondents < 11)


def _size(row: Row) -> int:
    return (row["menages"] or 0) if row["logements"] is None else row["logements"]
