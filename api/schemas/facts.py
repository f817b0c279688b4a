"""Facts of the stock. A fact that is not known has no key."""

from typing import Annotated

from pydantic import ConfigDict, Field
from typing_extensions import TypedDict


class LandlordShare(TypedDict):
    """The dwellings of a landlord in a territory."""

    nom: str
    logements: int


class DwellingTypes(TypedDict, total=False):
    """Dwellings by number of rooms and energy label: all that anyone may know of a residence beyond its card."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]  # pydantic reads it, typing has no word for it

    t1: int
    t2: int
    t3: int
    t4: int
    t5: int
    dpe_abc: int
    dpe_de: int
    dpe_fg: int


class Ancestor(TypedDict):
    """What a residence or a commune was before."""

    code: str
    nature: str
    depuis: str | None


class ResidenceFacts(DwellingTypes, total=False):
    """What partners know of a residence as a piece of the stock."""

    bailleur: str
    adresse: str
    mise_en_service: int
    rehabilitation: Annotated[str, Field(description="année, ou « aucune » ; absent quand le bailleur ne dit rien")]
    statut: str
    plai: int
    plus: int
    pls: int
    loyer_m2: float
    suite: list[Ancestor]


class TerritoryFacts(DwellingTypes, total=False):
    """What is known of the stock of a territory. `*_connus`: dwellings for which the detail was given."""

    residences: int
    logements: int
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
    generation: int
    suite: list[Ancestor]
