"""The return report on paper: what its reader may read of it, and nothing more."""

from collections.abc import Mapping
from typing import Any

from observatoire.printing import render_pdf

SOURCE_LABELS = {"parc": "Parc (RPLS)", "occupation": "Occupation (OPS)"}
STATUS_LABELS = {"ok": "", "non_transmis": "non transmis", "sans_objet": "sans objet"}
PARTS = {
    3: ("tiers des bailleurs où la part est la plus basse", "tiers du milieu", "tiers où elle est la plus haute"),
    4: (
        "quart des bailleurs où la part est la plus basse",
        "deuxième quart",
        "troisième quart",
        "quart où elle est la plus haute",
    ),
}

PRINTED = 300
"""Residences on paper, for each source: a page is laid out in a second and some megabytes, four thousand rows in minutes."""


def print_return(report: Mapping[str, Any]) -> bytes:
    """The report as PDF.

    Args:
        report: as `read_return` gives it to this reader; `figures` and `position` are null for the manager.
    """
    position = report["position"]
    return render_pdf(
        "return.html",
        report=report,
        content=report["content"],
        figures=report["figures"],
        printed=PRINTED,
        position=position,
        placed={code: describe_position(each) for code, each in (position["indicators"] if position else {}).items()},
        labels={"sources": SOURCE_LABELS, "statuses": STATUS_LABELS},
        fictif=report["fictif"],
    )


def describe_position(position: Mapping[str, Any]) -> str:
    """In which part of the landlords a landlord stands; or why it cannot be said."""
    if position["parts"] is None:
        return "pas assez de bailleurs pour le dire sans révéler leurs chiffres"
    return PARTS[int(position["parts"])][int(position["part"]) - 1]
