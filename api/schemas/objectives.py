"""The objectives of the convention, measured; and what a designation would change for them."""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer, Publication, Share

GaugeStatus = Literal["ok", "partiel", "sans_objet"]
CommittedName = Literal["bailleur", "reservataire", "ensemble"]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Projection(Answer):
    """Where the year ends at the pace of the dwellings freed so far."""

    base: int
    realised: int
    wanted: int
    missing: Annotated[int, Field(description="ce qui reste à faire parmi les logements à venir")]
    remaining: Annotated[int, Field(description="logements à venir")]


class Gauge(Answer):
    """One objective: realised, share, objective in number, what is missing."""

    status: GaugeStatus
    base: int
    realised: int
    unknown: Annotated[int, Field(description="attributions dont le critère n’a pas été relevé")]
    share: Share | None
    rate: Annotated[Share | None, Field(description="part minimale ; `null` quand le chiffre est seulement suivi")]
    wanted: Annotated[int | None, Field(description="objectif en nombre, arrondi au supérieur")]
    missing: int | None
    projection: Projection | None


class PartnerGauge(Answer):
    """A gauge and whose it is."""

    code: str
    label: str
    gauge: Gauge


class Derivation(Answer):
    """How the overall rate follows from the rate of each."""

    part_etat: Share
    etat: Share
    autres: Share
    rate: Share


class Objective(Answer):
    """An objective, for each partner bound by it and for all together."""

    code: str
    label: str
    short: str
    article: str
    committed: CommittedName
    scope: Literal["partout", "qpv", "hors_qpv"]
    base: Literal["attributions", "baux_signes", "propositions"]
    derivation: Derivation | None
    partners: list[PartnerGauge]
    together: Gauge


class Threshold(Answer):
    """The income under which an applicant is in the first quartile."""

    year: int
    yearly: Annotated[int, Field(description="euros par an et par unité de consommation")]
    decree: str
    signed: Day


class PriorityCell(Answer):
    """Priority households of a landlord on a reservation right."""

    bailleur: str
    gauge: Gauge


class PriorityRow(Answer):
    """A reservation right, landlord by landlord."""

    code: str
    label: str
    cells: list[PriorityCell]


class Named(Answer):
    """A code and what people call it."""

    code: str
    label: str


class Counted(Answer):
    """A share of a difference."""

    label: str
    count: int


class Disagreement(Answer):
    """Two figures of the same thing that do not agree."""

    code: str
    label: str
    announced: float
    counted: float
    gap: float
    is_share: bool
    note: str
    details: list[Counted]


class ConventionName(Answer):
    """Which convention is followed."""

    version: str
    title: str
    last: Annotated[
        int, Field(description="dernière année de la convention ; après elle, ses taux ne sont plus des engagements")
    ]


class Objectives(Answer):
    """The statement of a year, on a day."""

    publication: Publication
    years: Annotated[list[int], Field(description="années qui ont des attributions")]
    year: int
    as_of: Day
    elapsed: Share
    convention: ConventionName
    threshold: Threshold | None
    attributions: int
    signed: int
    objectives: list[Objective]
    matrix: list[PriorityRow]
    bailleurs: list[Named]
    disagreements: list[Disagreement]


class ObjectiveEffect(Answer):
    """An objective before and after a designation."""

    code: str
    label: str
    short: str
    committed: CommittedName
    partner: str | None
    before: Gauge
    after: Gauge
    direction: Literal["rapproche", "éloigne", "ne change pas"]


class Effects(Answer):
    """What a designation would change."""

    publication: Publication
    year: int
    as_of: Day
    readable: Annotated[
        bool, Field(description="faux quand le visiteur ne lit pas les attributions de ce bailleur : aucun effet alors")
    ]
    effects: list[ObjectiveEffect]
