"""Who may know what: the access matrix as pure functions, without a database or HTTP.

The database is the first fence (one login a tier), these rules are the second: what is left out of an answer or of an
export inside a tier, and how far the public part of a publication goes.
"""

from enum import StrEnum


class Audience(StrEnum):
    """To whom figures are shown, from the least to the most informed."""

    PUBLIC = "public"
    PARTNER = "partner"
    EPCI = "epci"


class Role(StrEnum):
    """What an access key allows."""

    COMMISSION = "commission"
    EPCI = "epci"


ROLE_LABELS = {
    Role.COMMISSION: "commission : indices et parts des résidences, sans les effectifs de l’occupation",
    Role.EPCI: "EPCI : tout, sauf les valeurs secrètes",
}

LEVELS = ("residence", "secteur", "commune", "epci")
"""Levels that have indices."""

PUBLIC_LEVELS = ("commune", "epci")
OCCUPATION_PREFIX = "occ"
STOCK_PREFIX = "att"


def audience_of(role: Role) -> Audience:
    """The audience to which a role belongs."""
    return Audience.EPCI if role is Role.EPCI else Audience.PARTNER


def may_read_level(audience: Audience, level: str) -> bool:
    """Whether indices and indicators of this level are shown at all. Those of a residence are never public."""
    return audience is not Audience.PUBLIC or level in PUBLIC_LEVELS


def may_read_values(audience: Audience) -> bool:
    """Whether the indices themselves are shown, and not their classes only."""
    return audience is not Audience.PUBLIC


def may_read_respondents(audience: Audience) -> bool:
    """Whether the number of respondents to the occupation survey is shown."""
    return audience is not Audience.PUBLIC


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
