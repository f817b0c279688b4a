"""The calendar of a year: who has sent what, and who is late."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer

CalendarState = Literal["complet", "partiel", "a_charger", "a_corriger", "attendu", "en_retard"]


class CalendarLine(Answer):
    """Where a landlord stands with a source."""

    bailleur_siren: str
    bailleur: str
    source: Literal["parc", "occupation"]
    millesime: int
    due_on: date
    state: CalendarState
    late: Annotated[bool, Field(description="vrai quand l’échéance est passée et que rien de complet n’est venu")]
    described: Annotated[int, Field(description="résidences décrites")]
    expected: Annotated[int, Field(description="résidences en service")]
    received_at: Annotated[datetime | None, Field(description="date du dernier chargement connu")]


class Reminder(Answer):
    """A reminder to copy."""

    bailleur_siren: str
    bailleur: str
    text: str


class Calendar(Answer):
    """The calendar of a year: all landlords for the manager, its own lines for a landlord."""

    year: int
    years: Annotated[list[int], Field(description="années qui se demandent, de la plus récente à la plus ancienne")]
    manager: bool
    lines: list[CalendarLine]
    emptied: Annotated[
        list[str], Field(description="bailleurs qui n’ont plus de résidence en service : rien n’en est attendu")
    ]
    reminders: Annotated[list[Reminder], Field(description="vide pour un bailleur")]
