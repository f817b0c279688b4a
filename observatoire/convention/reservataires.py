"""The bodies with reservation rights, a closed list: what files call them, and what screens say."""

import unicodedata
from collections.abc import Mapping

UNKNOWN = "non_precise"
"""The reservation right behind an attribution was not said."""

RESERVATAIRES: Mapping[str, str] = {
    "etat": "État",
    "action_logement": "Action Logement",
    "communes": "Communes",
    "epci": "Intercommunalité",
    "departement": "Département",
    "bailleurs": "Bailleurs",
    "autres": "Autres réservataires",
}
"""Labels by code, in the order of screens and reports."""

LABELS: Mapping[str, str] = {**RESERVATAIRES, UNKNOWN: "Contingent non précisé"}

_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "etat": ("etat rs", "prefecture", "prefet", "reservation sociale", "contingent prefectoral"),
    "action_logement": ("al", "als", "action logement services", "1 logement"),
    "communes": ("commune", "ville", "mairie", "contingent communal"),
    "epci": ("cc", "communaute de communes", "agglomeration"),
    "departement": ("cd", "cd 74", "cd74", "conseil departemental"),
    "bailleurs": ("bailleur", "bailleur social", "hors contingent"),
    "autres": ("autre",),
    UNKNOWN: ("", "inconnu", "non precise", "contingent non precise"),
}


def fold(name: str) -> str:
    """Reduce a name to what cannot be mistyped: no case, no accent, single spaces."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(plain.casefold().replace("-", " ").replace("_", " ").split())


_CODES: Mapping[str, str] = {
    **{fold(code): code for code in LABELS},
    **{fold(label): code for code, label in LABELS.items()},
    **{fold(name): code for code, names in _OTHER_NAMES.items() for name in names},
}


def find_reservataire(name: str) -> str | None:
    """Find the code behind the name that a file or a person gives; `None` when the list does not know it."""
    return _CODES.get(fold(name))
