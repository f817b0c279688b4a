"""What anyone may read.

These classes have no member that could leak: no index value, no count, nothing of a residence but its stock.
"""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import (
    Answer,
    Classe,
    FeatureCollection,
    IndexName,
    IndicatorName,
    Outline,
    Point,
    Publication,
    Share,
    Status,
)
from api.schemas.facts import DwellingTypes, TerritoryFacts

PublicLevel = Literal["commune", "epci", "qpv"]


class BaseMap(Answer):
    """Street base map that pages may draw under the outlines."""

    url: Annotated[str, Field(description="adresse des tuiles, avec {z}, {x} et {y}")]
    attribution: str


class PublicPublication(Answer):
    """The publication online, and how to draw it."""

    publication: Publication
    base_map: BaseMap | None


class PublicIndex(Answer):
    """An index of a territory: its class, never its value."""

    class_: Annotated[Classe | None, Field(alias="class")]
    status: Status


class PublicShare(Answer):
    """An indicator of a territory, rounded to the percent."""

    share: Share | None
    status: Status


class PublicTerritory(Answer):
    """A territory of the public map. `indices` and `shares` are empty where they are not open to the public."""

    level: PublicLevel
    code: str
    nom: str
    code_insee: str | None
    logements: int | None
    facts: TerritoryFacts
    indices: dict[IndexName, PublicIndex]
    shares: dict[IndicatorName, PublicShare]


class PublicResidence(Answer):
    """A residence as a piece of the stock."""

    code: str
    nom: str
    bailleur: str
    code_insee: str
    adresse: str | None
    logements: int | None
    mise_en_service: int | None
    facts: DwellingTypes


class PublicTerritories(FeatureCollection[Outline, PublicTerritory]):
    """Outlines of a level."""


class PublicResidences(FeatureCollection[Point, PublicResidence]):
    """Every residence, as a point."""


class PublicGuichet(Answer):
    """A counter where an application is received."""

    code_insee: str
    nom: str
    adresse: str
    telephone: str | None
    horaires: str | None


class PublicGuichets(Answer):
    """Where to apply, in the order of names."""

    publication: Publication
    guichets: list[PublicGuichet]
