"""What is shown of a job, of a deposit, and of who does them."""

from typing import Any, TypedDict

from sqlalchemy.orm import Session

from observatoire.store.queries import jobs
from observatoire.store.tables.jobs import Deposit, Job

_SHOWN = (
    "id",
    "kind",
    "deposit",
    "organisation",
    "created_at",
    "worker",
    "started_at",
    "finished_at",
    "progress",
    "step",
    "result",
    "error",
)


def describe_job(session: Session, job: Job | None) -> dict[str, Any]:
    """A job as it is now, its real state included."""
    if job is None:
        raise LookupError("a job that was just read has gone")
    state = jobs.read_state(session, job)
    before = jobs.count_before(session, job) if state == jobs.WAITING else 0
    return {**{name: getattr(job, name) for name in _SHOWN}, "state": state, "before": before}


class WorkersCard(TypedDict):
    """Whether what is asked will be done."""

    workers: int
    starting: bool


def describe_workers(session: Session) -> WorkersCard:
    """How many workers are ready, and whether one soon will be."""
    return {"workers": jobs.count_workers(session), "starting": jobs.is_worker_starting(session)}


_SHOWN_OF_DEPOSIT = (
    "id",
    "created_at",
    "organisation",
    "bailleur_siren",
    "file_name",
    "size",
    "sha256",
    "state",
    "kind",
    "millesime",
    "receipt_id",
)


def describe_deposit(deposit: Deposit) -> dict[str, Any]:
    """A deposit in a list. Where its file is stays inside."""
    return {
        **{name: getattr(deposit, name) for name in _SHOWN_OF_DEPOSIT},
        "kept": deposit.removed_at is None and deposit.state not in {"charge", "abandonne"},
    }
