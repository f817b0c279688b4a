"""The documents of the commission, on paper: sheet of a residence, minutes of a session, annex of the convention."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from observatoire.commission.household_types import ACTIVITES, FAMILLES, RESSOURCES, TAILLES
from observatoire.commission.vocabulary import (
    CONTINGENTS,
    CRITERES_REPMS,
    ETAPES,
    LONGEST_VACANCY_DAYS,
    MOTIFS,
    ORIENTATIONS,
    PARTICIPANTS,
    POSITIONS,
    SHORTEST_VACANCY_DAYS,
    TYPOLOGIES,
    Avis,
)
from observatoire.printing import render_pdf

STATUSES = {
    "ok": "complet",
    "partiel": "partiel",
    "secret": "secret statistique",
    "non_transmis": "non transmis",
    "sans_objet": "sans objet",
    "ferme": "réservé à d’autres partenaires",
}
CLOSED = {"value": None, "status": "ferme", "class": None}
"""An index that the reader's role does not open."""
INDICES = {"fragilite": "Fragilité", "occupation": "Occupation", "attractivite": "Attractivité"}
BOUNDS = {"au_plus_5": "≤\u202f5\u202f%", "au_moins_95": "≥\u202f95\u202f%"}
"""What is said of a share that is secret because nearly all, or nearly none, are in that situation."""
LABELS = {
    "bounds": BOUNDS,
    "contingents": CONTINGENTS,
    "criteres": CRITERES_REPMS,
    "etapes": ETAPES,
    "indices": INDICES,
    "motifs": {**MOTIFS[Avis.CONFIRMEE], **MOTIFS[Avis.ECARTEE]},
    "orientations": ORIENTATIONS,
    "participants": PARTICIPANTS,
    "positions": POSITIONS,
    "statuses": STATUSES,
    "typologies": TYPOLOGIES,
    "vacancy": (SHORTEST_VACANCY_DAYS, LONGEST_VACANCY_DAYS),
}


def print_sheet(sheet: Mapping[str, Any], decisions: Mapping[str, Any], neighbours: Mapping[str, Any]) -> bytes:
    """The sheet of a residence on one A4 page, as PDF: the same things in the same order as on the screen.

    Args:
        sheet: as the API gives it.
        decisions: what partners decided of the residence, as the API gives it.
        neighbours: residences around that could welcome, as the API gives them.
    """
    return render_pdf(
        "sheet.html",
        sheet=read_dates(sheet),
        indices={name: sheet["residence"]["indices"].get(name, CLOSED) for name in INDICES},
        decisions=read_dates(decisions),
        neighbours=neighbours["neighbours"],
        fictif=sheet["publication"]["fictif"],
        labels=LABELS,
        position=_place_on_scale,
    )


def print_minutes(content: Mapping[str, Any], sha256: str, sealed_at: str) -> bytes:
    """The minutes of a sealed session, as PDF, made of its seal alone.

    Args:
        content: what was sealed.
        sha256: its hash.
        sealed_at: when.
    """
    return render_pdf(
        "minutes.html",
        content=read_dates(content),
        sha256=sha256,
        sealed_at=datetime.fromisoformat(sealed_at),
        fictif=content["publication"]["fictif"],
        labels=LABELS,
        describe_household=describe_household,
    )


def print_repms(found: Mapping[str, Any]) -> bytes:
    """The REPMS list of a landlord, as the annex of the convention."""
    return render_pdf("repms.html", list=read_dates(found), fictif=found["fictif"], labels=LABELS)


def describe_household(menage: str) -> str:
    """A type of household in words: « Personne seule, 1 personne, … »."""
    words = menage.split(".")
    lists = (RESSOURCES, FAMILLES, TAILLES, ACTIVITES)
    return ", ".join(labels[word] for word, labels in zip(words, lists, strict=True))


def read_dates(value: Any) -> Any:
    """The same values, dates and instants being dates and instants: they are named `…_on` and `…_at`."""
    if isinstance(value, Mapping):
        return {name: _read_date(name, each) for name, each in value.items()}
    if isinstance(value, list):
        return [read_dates(each) for each in value]
    return value


def _read_date(name: str, value: Any) -> Any:
    if isinstance(value, str) and name.endswith("_on"):
        return date.fromisoformat(value)
    if isinstance(value, str) and name.endswith("_at"):
        return datetime.fromisoformat(value)
    return read_dates(value)


LOW, HIGH = 40, 200


def _place_on_scale(value: float, width: float) -> float:
    """Where an index stands on a scale of this width."""
    return round((min(max(value, LOW), HIGH) - LOW) / (HIGH - LOW) * width, 1)
