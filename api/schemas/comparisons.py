"""The same quantity from several sources, side by side."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer
from api.schemas.jobs import Asked, Attended, Job, Year

Measure = Literal[
    "logements",
    "logements_qpv",
    "loues",
    "vacants",
    "vides",
    "vacants_3_mois",
    "offerts_un_an",
    "emmenages",
    "plai",
    "plus",
    "pls",
    "avant_1975",
    "taux_vacance",
    "taux_vacance_3_mois",
    "taux_mobilite",
    "attributions",
]


class SourceValue(Answer):
    """What a source says."""

    source: str
    valeur: Annotated[float | None, Field(description="`null` : chargé, mais pas montré ici (secret, ou non publié)")]


class Explanation(Answer):
    """Why sources differ."""

    note: str
    auteur: Annotated[str, Field(description="l’organisme qui l’a écrite")]
    ecrite_le: datetime


class ComparedQuantity(Answer):
    """A quantity of a territory in a year, as each source gives it."""

    millesime: int
    code: str
    territoire: str
    mesure: str
    sources: list[SourceValue]
    ecart: Annotated[
        float | None, Field(description="la plus grande valeur moins la plus petite, parmi celles montrées")
    ]
    etat: Literal["concorde", "a_expliquer", "a_revoir", "explique", "non_montre"]
    explications: Annotated[list[Explanation], Field(description="de la plus récente à la plus ancienne")]


class NamedTerritory(Answer):
    """A commune or an EPCI."""

    code: str
    nom: str


class Compared(Answer):
    """What was compared, and the territories of which a total may be noted."""

    quantites: list[ComparedQuantity]
    territoires: list[NamedTerritory]


class Comparison(Attended):
    """The latest comparison, and what is being done."""

    outdated: Annotated[
        bool, Field(description="vrai quand un fichier a été chargé depuis, ou que rien n’a été comparé")
    ]
    job: Annotated[Job | None, Field(description="la dernière demande, sans son résultat")]
    compared_at: datetime | None
    content: Compared | None


class QuantityAsked(Asked):
    """Which quantity."""

    mesure: Measure
    code: Annotated[str, Field(min_length=1, max_length=20, description="code INSEE de la commune ou SIREN de l’EPCI")]
    millesime: Year


class ExplanationAsked(QuantityAsked):
    """Why its sources differ."""

    note: Annotated[str, Field(min_length=1, max_length=1000)]


class TotalAsked(QuantityAsked):
    """What another source gives."""

    source: Annotated[str, Field(min_length=1, max_length=200, description="comme « Convention, page 48 »")]
    valeur: Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]
