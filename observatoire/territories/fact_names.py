"""The words for what is known of the stock, of a residence or of a territory, and which of them are for everyone."""

from collections.abc import Mapping
from typing import Any, TypedDict

TYPES = ("t1", "t2", "t3", "t4", "t5")
FINANCEMENTS = ("plai", "plus", "pls")
ENERGIES = ("dpe_abc", "dpe_de", "dpe_fg")
"""Dwellings by energy label; those without one are in none of the three."""
MOVEMENTS = ("loues", "vacants", "offerts_un_an", "emmenages", "avant_1975")
"""The counts behind the indicators of attractivité: facts of a territory, never of a residence, and never where the
indicator is secret."""


class LandlordShare(TypedDict):
    """The dwellings of a landlord in a territory."""

    nom: str
    logements: int


class Ancestor(TypedDict):
    """A territory that became another, or part of it."""

    code: str
    nature: str
    """`renommee` (the same under another name), `fusionnee`, `scindee`, or `commune absorbée`"""
    depuis: str | None


class ResidenceFacts(TypedDict, total=False):
    """What is known of a residence as a piece of the stock."""

    bailleur: str
    adresse: str
    mise_en_service: int
    rehabilitation: str
    """year, or `aucune`; no key where the landlord does not say"""
    statut: str
    t1: int
    t2: int
    t3: int
    t4: int
    t5: int
    plai: int
    plus: int
    pls: int
    loyer_m2: float
    dpe_abc: int
    dpe_de: int
    dpe_fg: int
    suite: list[Ancestor]


class TerritoryFacts(TypedDict, total=False):
    """What is known of the stock of a territory."""

    residences: int
    logements: int
    t1: int
    t2: int
    t3: int
    t4: int
    t5: int
    types_connus: int
    plai: int
    plus: int
    pls: int
    financements_connus: int
    loyer_m2: float
    loyers_connus: int
    loues: int
    vacants: int
    offerts_un_an: int
    emmenages: int
    avant_1975: int
    mise_en_service_min: int
    mise_en_service_max: int
    bailleurs: list[LandlordShare]
    dpe_abc: int
    dpe_de: int
    dpe_fg: int
    generation: int
    suite: list[Ancestor]


PUBLIC_RESIDENCE_FACTS = (*TYPES, *ENERGIES)
"""What anyone may know of a residence beyond its name, address, landlord, size and age."""
PARTNER_RESIDENCE_FACTS = tuple(name for name in ResidenceFacts.__annotations__ if name not in PUBLIC_RESIDENCE_FACTS)
"""The others: what is public of them has a column of its own."""

PARTNER_TERRITORY_FACTS = ("loues", "vacants")
RESIDENCE_RENT = "loyer_m2"
LINEAGE = "suite"
"""The fact that says what a territory was before: series follow it, nothing else does."""


def keep_public_territory_facts(facts: Mapping[str, Any], *, with_movements: bool) -> dict[str, Any]:
    """What anyone may know of the stock of a territory: its size, its age, its types, how many dwellings are let a year.

    Args:
        facts: the facts as partners read them.
        with_movements: false where the counts of the territory are those of one residence.
    """
    hidden = {LINEAGE, *(PARTNER_TERRITORY_FACTS if with_movements else MOVEMENTS)}
    return {name: value for name, value in facts.items() if name not in hidden}
