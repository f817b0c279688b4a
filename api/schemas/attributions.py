"""Attributions, entered and listed. Closed lists and counts: there is no field where a person could be described."""

from datetime import date as Date  # noqa: N812 (a field is called `date`)
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.common import Answer, Instant
from api.schemas.objectives import Day, ObjectiveEffect

Etape = Literal["attribution", "proposition"]
Quartile = Literal["1", "2-4"]
Typologie = Literal["T1", "T2", "T3", "T4", "T5"]
Financement = Literal["PLAI", "PLUS", "PLS", "autre"]
Reservataire = Literal[
    "etat", "action_logement", "communes", "epci", "departement", "bailleurs", "autres", "non_precise"
]
Siren = Annotated[str, Field(pattern=r"^\d{9}$")]
Insee = Annotated[str, Field(pattern=r"^[0-9][0-9AB][0-9]{3}$")]
ResidenceCode = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")]


class Designation(BaseModel):
    """A kind of attribution: of whom and where, never to whom."""

    model_config = ConfigDict(extra="forbid")

    bailleur_siren: Siren
    reservataire: Reservataire
    code_insee: Insee
    qpv: bool
    quartile: Quartile | None = None
    dalo: bool = False
    prioritaire: bool = False
    relogement_ru: bool = False
    mutation: bool = False


class NewEntry(Designation):
    """An attribution as it is entered."""

    etape: Etape = "attribution"
    date: Date
    bail_signe: bool
    residence: ResidenceCode | None = None
    typologie: Typologie | None = None
    financement: Financement | None = None


class Correction(BaseModel):
    """What takes the place of an entry: another, or nothing."""

    model_config = ConfigDict(extra="forbid")

    entry: Annotated[NewEntry | None, Field(description="l’attribution corrigée ; `null` pour annuler")]


class Recorded(Answer):
    """What was written, and what it changed."""

    id: Annotated[int | None, Field(description="numéro de l’écriture ; `null` après une annulation")]
    effects: list[ObjectiveEffect]


class Entry(Answer):
    """An entry of the history."""

    id: int
    recorded_at: Instant
    recorded_by: str
    origine: Literal["fichier", "saisie"]
    etape: Etape
    date: Day
    bailleur_siren: str
    reservataire: str
    code_insee: str
    qpv: bool
    quartile: Quartile | None
    bail_signe: bool
    nombre: int
    dalo: int
    prioritaire: int
    relogement_ru: int
    mutation: int
    residence: str | None
    typologie: str | None
    financement: str | None
    corrige: int | None
    annulee: bool
    annulee_par: str | None
    annulee_le: Instant | None


class ChoiceBailleur(Answer):
    """A landlord."""

    siren: str
    nom: str


class ChoiceCommune(Answer):
    """A commune."""

    code: str
    nom: str


class ChoiceResidence(Answer):
    """A residence, with what an entry takes from it."""

    code: str
    nom: str
    bailleur_siren: str
    code_insee: str
    qpv: bool


class Choices(Answer):
    """What an entry may name."""

    bailleurs: list[ChoiceBailleur]
    communes: list[ChoiceCommune]
    residences: list[ChoiceResidence]


class Entries(Answer):
    """The entries of a year, and what a new one may name."""

    year: int
    entries: list[Entry]
    choices: Choices
