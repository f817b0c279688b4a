"""What partners read: every index and indicator with its status. Secret ones carry no number."""

from typing import Annotated, Any, Literal

from pydantic import Field

from api.schemas.common import (
    Answer,
    Classe,
    FeatureCollection,
    IndexName,
    IndicatorName,
    Instant,
    Outline,
    Point,
    Publication,
    Reference,
    Share,
    Status,
)
from api.schemas.facts import ResidenceFacts, TerritoryFacts
from api.schemas.ruptures import Rupture
from api.schemas.solidity import Change, ComponentSolidity, Construction, IndexSolidity, Solidite

OutlineLevel = Literal["epci", "commune", "secteur", "qpv"]
Access = Annotated[
    Literal["full", "class", "none"],
    Field(description="ce que le rôle et le périmètre ouvrent des indices : tout, la classe seule, ou rien"),
]
TerritoryLevel = Literal["epci", "commune", "secteur"]
SeriesLevel = Literal["residence", "secteur", "commune", "epci"]
ValueLevel = Literal["residence", "regroupement", "secteur", "commune", "epci"]


class Index(Answer):
    """An index; the reference is worth 100."""

    value: float | None
    status: Status
    class_: Annotated[Classe | None, Field(alias="class")]
    coverage: Annotated[Share | None, Field(description="part des logements dont les données ont été transmises")]
    missing: Annotated[list[str], Field(description="composantes dont l’indice se passe")]


Indices = dict[IndexName, Index]


Bound = Literal["au_plus_5", "au_moins_95"]


class Component(Answer):
    """An indicator: counts, rate, ratio to the reference, and what it adds to its index."""

    num: int | None
    den: int | None
    rate: Share | None
    ratio: Annotated[float | None, Field(description="100 × taux / taux de la référence")]
    weight: float | None
    contribution: Annotated[float | None, Field(description="poids × (rapport − 100), en points d’indice")]
    status: Status
    coverage: Share | None
    bound: Annotated[
        Bound | None,
        Field(description="d’une part secrète : au plus 5 %, ou au moins 95 % ; absente le plus souvent"),
    ] = None


class SheetComponent(Component):
    """An indicator, beside the rate of the reference."""

    reference: Share | None


class PublicationLine(Answer):
    """A publication in the list."""

    number: int
    published_at: Instant
    note: str
    ops: int
    rpls: int
    reference: Reference
    online: bool
    summary: dict[str, Any]


class Analysis(Answer):
    """What is said once for the publication: rules, recipes tried, families of residences, coherence of the indices."""

    publication: Publication
    analysis: dict[str, Any]


class Publications(Answer):
    """Every publication, newest first."""

    publication: Publication
    publications: list[PublicationLine]


class Territory(Answer):
    """A territory. A QPV is an outline only: its `indices` are empty."""

    level: OutlineLevel
    code: str
    nom: str
    code_insee: str | None
    epci: str | None
    logements: int | None
    repondants: int | None
    facts: TerritoryFacts
    indices: Indices


class Residence(Answer):
    """A residence on the map."""

    code: str
    nom: str
    code_insee: str
    commune: str | None
    secteur: str | None
    secteur_nom: str | None
    code_qp: str | None
    qpv_nom: str | None
    bailleur_siren: str
    bailleur: str
    logements: int | None
    margin: Annotated[int | None, Field(description="marge d’accueil : ménages du premier quartile, en un an")]
    departures: Annotated[int | None, Field(description="départs attendus dans l’année")]
    family: Annotated[int | None, Field(description="famille de résidences qui se ressemblent, voir `analysis`")]
    facts: ResidenceFacts
    indices: Indices
    signal: Annotated[bool, Field(description="la règle numérique dit « à examiner »")]
    signal_solidite: Annotated[Solidite | None, Field(description="à quel point le signal est sûr")]
    access: Access


class MappedResidence(Residence):
    """A residence among the others, with what is said of its shares that are near none or near all."""

    bounds: Annotated[
        dict[IndicatorName, Bound] | None,
        Field(description="parts secrètes dont une borne est dite, par indicateur ; absent le plus souvent"),
    ] = None


class Territories(FeatureCollection[Outline, Territory]):
    """Outlines of a level."""


class Residences(FeatureCollection[Point, MappedResidence]):
    """Every residence, as a point; none when they are too many for a map."""

    too_many: bool


class Base(Answer):
    """The publication whose reference stays worth 100 in the evolution."""

    number: int
    ops: int
    rpls: int


class Evolution(Answer):
    """An index against the reference of the base, which does not move: not to be compared with a position."""

    value: float
    change: Annotated[
        Change | None,
        Field(description="depuis le millésime précédent, au-delà de ce que laissent les petits nombres"),
    ]


class TerritoryValues(Answer):
    """The figures of a territory."""

    code: str
    nom: str
    code_insee: str | None
    logements: int | None
    repondants: int | None
    indices: Indices
    components: dict[IndicatorName, Component]
    intervals: Annotated[
        dict[IndexName, tuple[float, float]],
        Field(description="intervalle à 90 % de chaque indice d’une résidence, là où il a une valeur"),
    ]
    evolution: Annotated[dict[IndexName, Evolution], Field(description="indice sur la référence de la base, figée")]
    signal: bool
    access: Access


class Values(Answer):
    """The figures of every territory of a level, ordered by code."""

    publication: Publication
    level: ValueLevel
    base: Base
    values: list[TerritoryValues]


class SeriesEntry(Answer):
    """The indices of a territory in one couple of millésimes."""

    number: int
    ops: int
    rpls: int
    code: Annotated[str, Field(description="code sous lequel il était publié : celui d’avant un changement de nom")]
    rupture: Annotated[Rupture | None, Field(description="absente quand l’année se compare à la dernière")]
    reference: Reference
    base: Base
    indices: Indices
    evolution: dict[IndexName, Evolution]


class Series(Answer):
    """The latest publication of each couple of millésimes, oldest first."""

    publication: Publication
    series: list[SeriesEntry]


class ResidenceCard(Residence):
    """A residence in its sheet."""

    family_before: Annotated[
        int | None, Field(description="sa famille au millésime précédent, quand les centres sont restés les mêmes")
    ]
    adresse: str | None
    mise_en_service: int | None
    statut: str | None
    repondants: int | None
    qpv_generation: Annotated[
        int | None, Field(description="année des périmètres du quartier prioritaire qui la contient : 2015 ou 2024")
    ]
    point: Annotated[list[float] | None, Field(description="longitude, latitude")]


class Sheet(Answer):
    """What a sheet says of any territory."""

    publication: Publication
    indices: Indices
    signal: bool
    components: dict[IndicatorName, SheetComponent]
    series: list[SeriesEntry]
    method_labels: Annotated[dict[str, str], Field(description="libellés des indices et des indicateurs publiés")]


class OwnCount(Answer):
    """The counts of a secret cell, as its landlord transmitted them."""

    num: int
    den: int


class ResidenceSheet(Sheet):
    """The sheet of a residence."""

    residence: ResidenceCard
    own_counts: Annotated[
        dict[IndicatorName, OwnCount],
        Field(description="les effectifs secrets, pour le seul bailleur qui les a transmis"),
    ]
    solidity: dict[IndexName, IndexSolidity]
    components_solidity: dict[IndicatorName, ComponentSolidity]
    constructions: Annotated[
        dict[IndexName, list[Construction]],
        Field(description="chaque indice selon d’autres constructions ; seules celles qui se calculent y sont"),
    ]


class TerritorySheet(Sheet):
    """The sheet of a secteur, a commune or an EPCI."""

    territory: Territory
