"""Work that was asked for: what the screens show of it while it waits, runs and ends."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.common import Answer

JobState = Literal["en_attente", "en_cours", "fini", "refuse", "echec", "interrompu"]
Year = Annotated[int, Field(ge=1990, le=2100)]
TEXT = r"^[^\x00]*$"
"""What the database can keep."""
Note = Annotated[str, Field(max_length=500, pattern=TEXT)]


class JobProblem(Answer):
    """One thing that stands in the way: where, what, how to mend it."""

    message: str
    remedy: str
    line: int | None
    column: str | None
    value: str | None


class JobError(Answer):
    """Why a job did not do what was asked."""

    title: str
    detail: str
    problems: list[JobProblem]


class Job(Answer):
    """A job, as it is now."""

    id: int
    kind: str
    deposit: UUID | None
    organisation: Annotated[str, Field(description="qui l’a demandée")]
    created_at: datetime
    state: JobState
    before: Annotated[int, Field(description="tâches qui passent avant")]
    worker: Annotated[str | None, Field(description="qui s’en occupe")]
    started_at: datetime | None
    finished_at: datetime | None
    progress: Annotated[float, Field(ge=0, le=1)]
    step: Annotated[str, Field(description="ce qui est en train d’être fait")]
    result: dict[str, Any] | None
    error: JobError | None


class Attended(Answer):
    """What is asked of the workers, and whether one is there to do it."""

    workers: Annotated[int, Field(description="processus prêts à travailler ; à 0, rien n’avance")]
    starting: Annotated[bool, Field(description="vrai quand un processus démarre et sera bientôt prêt")]


class Jobs(Attended):
    """The latest jobs, newest first."""

    jobs: list[Job]


class Asked(BaseModel):
    """What is asked: exactly these members."""

    model_config = ConfigDict(extra="forbid")


class ComputationAsked(Asked):
    """Two millésimes, and the territory that is worth 100."""

    ops: Annotated[Year | None, Field(description="`null` pour calculer le parc seul, sans enquête")]
    rpls: Year
    reference: Annotated[
        str | None, Field(min_length=1, max_length=20, pattern=TEXT, description="`null` pour le seul EPCI")
    ]


class PublicationAsked(Asked):
    """The draft that was read, and what to remember of this publication."""

    draft: int
    note: Note


class RollbackAsked(Asked):
    """The publication to put online again, and why."""

    number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    note: Note
