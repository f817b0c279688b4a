"""Recipes that planners propose: who proposed, who signed."""

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer, Publication
from api.schemas.decisions import Day, Entry


class ScenarioSignatureLine(Answer):
    """Who agreed, and when."""

    organisation: str
    signed_on: Day


class ScenarioLine(Answer):
    """A scenario. `adopté` puts nothing in force: a new dated method does."""

    id: int
    nom: str
    essai: str
    publication: int
    organisation: str
    proposed_on: Day
    state: Literal["proposé", "adopté"]
    adopted_on: Day | None
    signatures: list[ScenarioSignatureLine]
    may_sign: bool


class Scenarios(Answer):
    """Every scenario, the latest first."""

    publication: Publication
    scenarios: list[ScenarioLine]


class ScenarioEntry(Entry):
    """A trial to be saved by name."""

    nom: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]*[^\s\x00-\x1f][^\x00-\x1f]*$")]
    essai: Annotated[str, Field(min_length=1, max_length=200, description="comme dans l’adresse de la page")]
