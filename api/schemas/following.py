"""Relocation, new supply, demand, spread of the first quartile, flows of reservations."""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer, Instant, Publication, Share
from api.schemas.objectives import Projection

FewStatus = Literal["ok", "secret"]


class FewCount(Answer):
    """A count that is not told when it is small."""

    value: int | None
    status: FewStatus


class TargetGauge(Answer):
    """An objective of relocation; « secret » on few households."""

    status: Literal["ok", "partiel", "sans_objet", "secret"]
    base: int
    realised: int
    unknown: int
    share: Share | None
    rate: Share | None
    wanted: int | None
    missing: int | None
    projection: Projection | None


class Target(Answer):
    """An objective of relocation, on all buildings."""

    code: str
    label: str
    gauge: TargetGauge


class Building(Answer):
    """A building whose households move."""

    code: str
    nom: str
    phase: int
    logements: int
    vacants: FewCount
    menages: FewCount
    reloges: FewCount
    longitude: float | None
    latitude: float | None


class RelocationTotals(Answer):
    """All buildings together."""

    logements: int
    vacants: FewCount
    menages: FewCount
    rencontres: FewCount
    refus: FewCount
    reloges: FewCount


class RelocationRules(Answer):
    """What is due to each household."""

    radius_km: int
    proposals: int
    answer_days: int
    notice_months: int
    effort_maximum: Share
    excluded: list[str]


class Phase(Answer):
    """A period of the calendar."""

    label: str
    first: int
    last: int
    current: bool


class Relocation(Answer):
    """The relocation, as it stood at the end of a year."""

    publication: Publication
    years: list[int]
    year: int
    buildings: list[Building]
    totals: RelocationTotals
    targets: list[Target]
    rules: RelocationRules
    phases: list[Phase]


class Site(Answer):
    """The middle of the demolished buildings."""

    longitude: float
    latitude: float


class Operation(Answer):
    """An operation of new supply."""

    code: str
    nature: Literal["livre", "programme", "reconstitution"]
    commune: str
    adresse: str
    bailleur: str
    plai: int
    plus: int
    pls: int
    logements: int
    modalite: str | None
    livraison: str | None
    longitude: float | None
    latitude: float | None
    near: Annotated[bool | None, Field(description="à l’intérieur de l’anneau de relogement")]


class SupplyTotals(Answer):
    """Dwellings by financing."""

    nature: str
    label: str
    plai: int
    plus: int
    pls: int
    logements: int


class Rebuilding(Answer):
    """What is rebuilt of what is demolished."""

    demolished: int
    planned: int
    missing: int
    plai_share: Share | None
    plai_rate: Share


class Supply(Answer):
    """New supply."""

    publication: Publication
    radius_km: int
    site: Site | None
    operations: list[Operation]
    totals: list[SupplyTotals]
    rebuilding: Rebuilding


class DemandRow(Answer):
    """Applicants of a commune for a type."""

    code_insee: str
    commune: str
    typologie: str
    millesime: int
    demandes: FewCount
    attributions: FewCount
    pression: float | None
    attente_mois: float | None


class DemandAnswer(Answer):
    """The demand of a year."""

    publication: Publication
    demand: list[DemandRow]


class Spread(Answer):
    """How evenly first-quartile attributions are spread in a perimeter, against what size alone would give."""

    perimetre: str
    nom: str
    computed_at: Instant
    annee_debut: int
    annee_fin: int
    status: Literal["ok", "sans_objet"]
    attributions: int
    residences: int
    gini: float | None
    gini_attendu: float | None
    gini_bas: float | None
    gini_haut: float | None
    gini_p: float | None
    hhi: float | None
    hhi_attendu: float | None


class ResidenceAbove(Answer):
    """A residence that received more than its share."""

    residence: str
    nom: str
    bailleur: str
    commune: str


class Balance(Answer):
    """The spread, and the residences that received more than their share."""

    publication: Publication
    spread: list[Spread]
    above: list[ResidenceAbove]


class Flow(Answer):
    """Attributions of one kind."""

    reservataire: str
    typologie: str
    financement: str
    qpv: bool
    commune: str
    periode: str
    attributions: int
    prioritaires: Annotated[int | None, Field(description="null sous 11 attributions, ou s’il se déduirait")]


class RightFlow(Answer):
    """Attributions of a reservation right."""

    reservataire: str
    attributions: int
    prioritaires: Annotated[int, Field(description="le même nombre que la jauge du réservataire")]


class Flows(Answer):
    """The yearly statement of reservations."""

    publication: Publication
    year: int
    rights: list[RightFlow]
    flows: list[Flow]
