"""What answers to every audience have in common. Answers are text made by the database; these classes say their shape.

Nothing has a default here: a member is always there, `null` when it has no value, with a status that says why.
"""

from typing import Annotated, Generic, Literal, NotRequired, TypeVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from typing_extensions import TypedDict

Status = Literal["ok", "partiel", "secret", "non_transmis", "sans_objet"]
Classe = Literal["équilibré", "intermédiaire", "fragile"]
IndexName = Literal["occupation", "attractivite", "fragilite"]
IndicatorName = Literal["occ1", "occ2", "occ3", "occ4", "att1", "att2", "att3"]
Share = Annotated[float, Field(ge=0, le=1)]
Instant = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Answer(BaseModel):
    """A part of an answer: exactly these members."""

    model_config = ConfigDict(extra="forbid")


class Reference(Answer):
    """The territory that is worth 100."""

    code: str
    nom: str


class Publication(Answer):
    """What was read: a numbered, dated, immutable snapshot of results."""

    number: int
    published_at: Instant
    ops: Annotated[int, Field(description="millésime de l’enquête sur l’occupation (OPS) ; 0 quand il n’y en a pas")]
    rpls: Annotated[int, Field(description="millésime du répertoire du parc (RPLS)")]
    reference: Reference
    fictif: Annotated[bool, Field(description="vrai quand les données sont celles de la démonstration")]
    method_version: str


class Point(Answer):
    """A place, in WGS 84."""

    type: Literal["Point"]
    coordinates: Annotated[list[float], Field(min_length=2, max_length=2)]


class Polygon(Answer):
    """An outline, in WGS 84."""

    type: Literal["Polygon"]
    coordinates: list[list[list[float]]]


class MultiPolygon(Answer):
    """An outline in several parts, in WGS 84."""

    type: Literal["MultiPolygon"]
    coordinates: list[list[list[list[float]]]]


Outline = Annotated[Polygon | MultiPolygon, Field(discriminator="type")]
G = TypeVar("G")
P = TypeVar("P")


class Feature(Answer, Generic[G, P]):
    """A GeoJSON feature."""

    type: Literal["Feature"]
    geometry: G | None
    properties: P


class FeatureCollection(Answer, Generic[G, P]):
    """A GeoJSON collection that says which publication it shows."""

    type: Literal["FeatureCollection"]
    publication: Publication
    features: list[Feature[G, P]]


class Health(Answer):
    """The service answers, and so does its database."""

    status: Literal["ok"]
    version: str
    publication: Annotated[int | None, Field(description="numéro de la publication en ligne")]


class ProblemError(TypedDict):
    """One thing wrong in a request."""

    where: str
    message: str
    remedy: str
    value: str | None


class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: Annotated[str, Field(description="adresse d’une page qui explique le problème")]
    title: str
    status: int
    detail: str
    instance: Annotated[str, Field(description="numéro de cette occurrence, le même que dans le journal du service")]
    errors: NotRequired[list[ProblemError]]
