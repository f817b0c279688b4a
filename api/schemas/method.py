"""The method as published with the numbers: the file, in JSON."""

from typing import Annotated, NotRequired

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from api.schemas.common import Answer, IndexName, IndicatorName, Instant, Publication


class IndexRecipe(TypedDict):
    """What an index is made of; weights are relative."""

    libelle: str
    composantes: dict[str, float]
    composantes_minimales: int


class IndicatorRecipe(TypedDict):
    """The counts that an indicator divides."""

    libelle: str
    numerateur: str
    denominateur: list[str]
    source: str
    note: NotRequired[str]


class ClassRecipe(TypedDict):
    """Thresholds of the classes, and the breaks of maps."""

    intermediaire: float
    fragile: float
    carte: list[float]


class SignalRecipe(TypedDict):
    """The numeric rule that says « à examiner »."""

    fragilite: float
    occupation: float
    attractivite: float
    logements_minimum: int


class Method(BaseModel):
    """The method file. A later version may say more: its members are then given as they are."""

    model_config = ConfigDict(extra="allow")

    version: str
    date: str
    titre: str
    aggregation: str
    indices: dict[IndexName, IndexRecipe]
    classes: ClassRecipe
    signal: SignalRecipe
    indicateurs: dict[IndicatorName, IndicatorRecipe]


class Thresholds(Answer):
    """Below these numbers of dwellings or of respondents, a value is `secret`."""

    logements: int
    repondants: int


class PublicMethod(Answer):
    """The method with which the publication online was computed."""

    publication: Publication
    method: Method
    certified_at: Annotated[
        Instant | None, Field(description="dernier audit qui n’a rien pu déduire de ce qui est secret")
    ]


class PartnerMethod(Answer):
    """The method, and the thresholds of secrecy in force when it was applied."""

    publication: Publication
    method: Method
    secrecy: Thresholds
