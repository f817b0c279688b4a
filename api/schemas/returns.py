"""What a landlord is given back: quality of its data, its own figures, its position."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.schemas.common import Answer

Source = Literal["parc", "occupation"]


class ReturnLine(Answer):
    """A report in the list."""

    id: int
    created_at: datetime
    deposit: UUID | None
    bailleur_siren: str
    bailleur: str
    loaded: Annotated[bool, Field(description="faux tant que le gestionnaire n’a pas chargé l’envoi")]
    fictif: bool


class Returns(Answer):
    """The latest reports, newest first."""

    returns: list[ReturnLine]


class PlacedResidence(Answer):
    """A residence, as people name it."""

    code: str
    nom: str
    commune: str


class ResidenceGroup(Answer):
    """Residences concerned: the first ones, and how many in all."""

    total: int
    residences: list[PlacedResidence]


class IncompleteColumn(Answer):
    """An optional column that is not filled everywhere."""

    label: str
    filled: int
    total: int


class SourceQuality(Answer):
    """What came of a source."""

    source: Source
    millesime: Annotated[int | None, Field(description="`null` quand rien n’a été transmis")]
    previous: int | None
    described: int
    expected: int
    missing: ResidenceGroup
    new: ResidenceGroup
    columns: list[IncompleteColumn]


class ReturnContent(Answer):
    """The quality of what was sent. No figure of the occupation."""

    residences: int
    to_place: ResidenceGroup
    sources: list[SourceQuality]


class OwnShare(Answer):
    """A share of the landlord's own, whole."""

    num: int | None
    den: int | None
    rate: float | None
    status: Literal["ok", "non_transmis", "sans_objet"]


class OwnIndicator(OwnShare):
    """An indicator over the whole stock of the landlord."""

    code: str
    label: str
    reference: Annotated[float | None, Field(description="la part publiée de la référence")]
    ratio: Annotated[float | None, Field(description="base 100 = la référence")]


class OwnResidence(PlacedResidence):
    """A residence of the landlord, with its own figures."""

    size: Annotated[int, Field(description="logements, ou répondants")]
    total: Annotated[int | None, Field(description="ménages, pour l’occupation")]
    small: Annotated[bool, Field(description="vrai quand ces chiffres sont secrets pour tous les autres")]
    shares: dict[str, OwnShare]


class DoubtfulResidence(Answer):
    """A residence to look at again."""

    code: str
    nom: str


class Doubt(Answer):
    """Something to look at again."""

    message: str
    total: int
    residences: list[DoubtfulResidence]


class KnownAnswers(Answer):
    """How many answers are known of a question."""

    label: str
    number: int


class Response(Answer):
    """How the survey was answered."""

    menages: int
    repondants: int
    rate: float | None
    known: list[KnownAnswers]


class OwnSource(Answer):
    """A source in full."""

    source: Source
    millesime: int
    response: Response | None
    indicators: list[OwnIndicator]
    residences: list[OwnResidence]
    doubts: list[Doubt]


class OwnFigures(Answer):
    """The landlord's own figures."""

    reference: str | None
    sources: list[OwnSource]


class Position(Answer):
    """Where a landlord stands among the others, never which others."""

    others: Annotated[int, Field(description="autres bailleurs comparés")]
    parts: Annotated[int | None, Field(description="3 ou 4 ; `null` quand ils sont trop peu pour le dire")]
    part: Annotated[int | None, Field(description="1 : là où la part est la plus basse")]


class PositionOnline(Answer):
    """The position in the publication online."""

    number: int
    ops: int
    rpls: int
    indicators: dict[str, Position]


class ReturnReport(ReturnLine):
    """A report. `figures` and `position` are those of its landlord, and null for anybody else."""

    content: ReturnContent
    figures: OwnFigures | None
    position: PositionOnline | None
