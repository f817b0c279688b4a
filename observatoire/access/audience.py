"""Who may know what: the access matrix as pure data and functions, without a database or HTTP.

The database is the fence: one login a tier and, for the partners, row-level policies. The matrix below is what those
policies must do, and the tests try them against it; the functions say what is left out of the manager's exports, and
how far the public part of a publication goes.
"""

from collections.abc import Mapping
from enum import StrEnum


class Audience(StrEnum):
    """To whom figures are shown, from the least to the most informed."""

    PUBLIC = "public"
    PARTNER = "partner"
    EPCI = "epci"


class Role(StrEnum):
    """What an account allows, within its perimeter."""

    COMMUNE = "commune"
    BAILLEUR = "bailleur"
    RESERVATAIRE = "reservataire"
    COMMISSION = "commission"
    EPCI = "epci"
    ADMIN = "admin"


ROLE_LABELS = {
    Role.COMMUNE: "commune : les résidences de son territoire (--commune)",
    Role.BAILLEUR: "bailleur : les résidences de son parc, et la classe des autres (--siren)",
    Role.RESERVATAIRE: "reservataire : comme la commission",
    Role.COMMISSION: "commission : indices et parts arrondies des résidences, sans les effectifs de l’occupation",
    Role.EPCI: "epci : tout, sauf les valeurs secrètes",
    Role.ADMIN: "admin : les comptes et la technique, sans les chiffres des résidences",
}


class Figure(StrEnum):
    """What the matrix decides of, line by line."""

    STOCK = "facts of the stock of a residence"
    POOLED = "indices and indicators of communes and EPCI"
    SECTEUR = "indices and indicators of secteurs"
    INDEX = "indices, signal and decisions of a residence"
    CLASS = "class of a residence, without its index"
    COUNT = "occupation counts of a residence"
    SHARE = "rounded occupation shares of a residence"
    WITHHELD = "counts of a secret cell"


class Reach(StrEnum):
    """Of which residences, or territories."""

    NONE = "none"
    OWN = "own"
    """those of the account's perimeter"""
    OTHERS = "others"
    """those outside of it: they are read in another form inside"""
    ALL = "all"


MATRIX: Mapping[Figure, Mapping[Role, Reach]] = {
    figure: dict(zip(Role, reaches, strict=True))
    for figure, reaches in {
        # commune, bailleur, reservataire, commission, epci, admin
        Figure.STOCK: (Reach.ALL,) * 6,
        Figure.POOLED: (Reach.ALL,) * 6,
        Figure.SECTEUR: (*(Reach.ALL,) * 5, Reach.NONE),
        Figure.INDEX: (Reach.OWN, Reach.OWN, Reach.ALL, Reach.ALL, Reach.ALL, Reach.NONE),
        Figure.CLASS: (Reach.NONE, Reach.OTHERS, Reach.NONE, Reach.NONE, Reach.NONE, Reach.NONE),
        Figure.COUNT: (Reach.OWN, Reach.OWN, Reach.NONE, Reach.NONE, Reach.ALL, Reach.NONE),
        Figure.SHARE: (Reach.NONE, Reach.NONE, Reach.ALL, Reach.ALL, Reach.NONE, Reach.NONE),
        Figure.WITHHELD: (Reach.NONE, Reach.OWN, Reach.NONE, Reach.NONE, Reach.NONE, Reach.NONE),
    }.items()
}
"""What each role reads, DESIGN.md §5: each form of a figure (index or class, count or share) is a line of its own."""

LEVELS = ("residence", "regroupement", "secteur", "commune", "epci")
"""Levels that have indices."""

SERIES_LEVELS = tuple(level for level in LEVELS if level != "regroupement")
"""Levels that are followed through the years: a group has other residences each time, and would compare with nothing."""

PUBLIC_LEVELS = ("commune", "epci")
OCCUPATION_PREFIX = "occ"
STOCK_PREFIX = "att"


def may_read_level(audience: Audience, level: str) -> bool:
    """Whether indices and indicators of this level are shown at all. Those of a residence are never public."""
    return audience is not Audience.PUBLIC or level in PUBLIC_LEVELS


def may_read_values(audience: Audience) -> bool:
    """Whether the indices themselves are shown, and not their classes only."""
    return audience is not Audience.PUBLIC


def may_read_respondents(audience: Audience, level: str) -> bool:
    """Whether the number of respondents to the occupation survey is shown: like any count of the occupation."""
    return may_read_counts(audience, level=level, indicator=OCCUPATION_PREFIX)


def may_read_counts(audience: Audience, *, level: str, indicator: str) -> bool:
    """Whether the counts behind an indicator are shown.

    The commission reads shares and contributions of a residence, not the number of its households in a situation.
    """
    match audience:
        case Audience.PUBLIC:
            return False
        case Audience.PARTNER:
            return level != "residence" or not indicator.startswith(OCCUPATION_PREFIX)
        case Audience.EPCI:
            return True
