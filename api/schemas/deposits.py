"""Files that were sent: what was understood of them, what is wrong, what they would change."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.schemas.common import Answer
from api.schemas.jobs import TEXT, Asked, Attended, Job, JobError, Year
from api.schemas.returns import ReturnLine

DepositState = Literal["recu", "a_completer", "refuse", "controle", "soumis", "charge", "abandonne"]


class DepositLine(Answer):
    """A deposit in the list."""

    id: UUID
    created_at: datetime
    organisation: str
    bailleur_siren: Annotated[str | None, Field(description="le bailleur qui l’a envoyé ; `null` pour le gestionnaire")]
    file_name: str
    size: int
    sha256: str
    state: DepositState
    kind: str | None
    millesime: int | None
    receipt_id: Annotated[int | None, Field(description="numéro du reçu, une fois chargé")]
    kept: Annotated[bool, Field(description="faux quand le fichier n’est plus conservé")]


class Deposit(DepositLine):
    """A deposit, with all that is known of it."""

    twins: Annotated[
        list[DepositLine],
        Field(
            description="les dépôts du même fichier, chargés, ou arrivés avant et en attente : il faut insister pour le charger"
        ),
    ]

    report: Annotated[dict[str, Any] | None, Field(description="ce qui a été compris, et ce qui changerait")]
    error: JobError | None
    proposes: Annotated[
        Literal["colonnes", "residences"] | None, Field(description="ce qui peut être corrigé avant de charger")
    ]
    annotated: Annotated[bool, Field(description="vrai quand une copie annotée se télécharge")]
    returns: Annotated[list[ReturnLine], Field(description="les rapports de retour que ce dépôt a donnés")]
    jobs: Annotated[list[Job], Field(description="ce qui a été demandé sur ce dépôt, du plus récent au plus ancien")]


class Deposits(Attended):
    """The latest deposits, newest first."""

    manager: Annotated[bool, Field(description="vrai pour le gestionnaire, qui voit les dépôts de tous")]
    largest_upload: Annotated[int, Field(description="taille du plus grand fichier accepté, en octets")]
    deposits: list[DepositLine]


class ResidenceDecision(Asked):
    """To which residence a group of dwellings belongs."""

    code_insee: Annotated[str, Field(max_length=5, pattern=TEXT)]
    cle: Annotated[str, Field(max_length=300, pattern=TEXT)]
    residence: Annotated[str, Field(min_length=1, max_length=100, pattern=TEXT)]


class CheckAsked(Asked):
    """What a person says of the file; `null` where what was understood is right."""

    kind: Annotated[str | None, Field(max_length=40, pattern=TEXT)]
    millesime: Year | None
    bailleur: Annotated[
        str | None, Field(max_length=9, pattern=TEXT, description="SIREN, pour une enquête qui ne le dit pas")
    ]
    columns: Annotated[
        dict[Annotated[str, Field(pattern=TEXT)], Annotated[str, Field(max_length=300, pattern=TEXT)]] | None,
        Field(max_length=50, description="colonne du fichier pour chaque quantité"),
    ]
    confirmed: Annotated[bool | None, Field(description="vrai quand ces colonnes ont été relues")]
    decisions: Annotated[
        list[ResidenceDecision] | None, Field(max_length=20_000, description="résidence de chaque groupe de logements")
    ]


class Landlord(Answer):
    """A landlord to choose."""

    siren: str
    nom: str


class ProposedColumn(Answer):
    """The column that would give a quantity."""

    name: str
    meaning: str
    required: bool
    column: str | None


class ProposedColumns(Answer):
    """How the columns of a survey would be understood."""

    level: Literal["logement", "residence"]
    remembered: Annotated[bool, Field(description="vrai quand elles ont été confirmées pour ce bailleur")]
    header: list[str]
    personal: Annotated[list[str], Field(description="colonnes sur des personnes, jamais lues")]
    bailleur: str | None
    landlords: list[Landlord]
    targets: list[ProposedColumn]


class ProposedResidence(Answer):
    """A residence that the dwellings of a file would make."""

    residence: str
    nom: str
    code_insee: str
    cle: str
    adresse: str
    adresses: int
    logements: int
    origine: str
    lieu: str


class ProposedPoint(Answer):
    """Where it is."""

    type: Literal["Point"]
    coordinates: list[float]


class ProposedFeature(Answer):
    """One of them on the map."""

    type: Literal["Feature"]
    properties: ProposedResidence
    geometry: ProposedPoint


class KnownResidence(Answer):
    """A residence of the landlord that the file does not name."""

    residence: str
    nom: str
    code_insee: str


class ProposedResidences(Answer):
    """All of them, and those that dwellings may be attached to."""

    type: Literal["FeatureCollection"]
    features: list[ProposedFeature]
    known: list[KnownResidence]


class DepositProposal(Answer):
    """What may be corrected before a file is loaded: one of the two."""

    columns: ProposedColumns | None
    residences: ProposedResidences | None
