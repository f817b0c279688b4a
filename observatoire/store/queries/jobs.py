"""The queue of jobs: asked for by the web part, done by the workers, read by whoever asked.

Whether a running job is really being done is not a date to guess from: its worker holds an advisory lock for as long as
it lives, and the lock is released by PostgreSQL when it dies.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from observatoire.errors import ConflictError
from observatoire.printing.days import PARIS
from observatoire.store.queries.asking import Asker
from observatoire.store.tables.jobs import Job

CHANNEL = "observatoire_job"
"""PostgreSQL channel on which a new job is announced."""
JOB_LOCKS = 740_421
"""First key of the advisory locks of running jobs; the second is the number of the job."""
WORKER_LOCK = 740_422
"""First key of the lock that each worker holds, shared, while it lives; the second says whether it is ready."""
READY, STARTING = 0, 1
WAITING, RUNNING, DONE, INTERRUPTED = "en_attente", "en_cours", "fini", "interrompu"
LISTED = 200

_HELD = """(select objid::bigint from pg_catalog.pg_locks where locktype = 'advisory' and objsubid = 2 and granted
    and classid = :locks and database = (select oid from pg_catalog.pg_database where datname = current_database()))"""
_WORKERS = _HELD.replace("objid::bigint", "count(*)").replace("where", "where objid = :stage and", 1)


def enqueue(
    session: Session,
    kind: str,
    *,
    asker: Asker,
    payload: Mapping[str, Any] | None = None,
    deposit: UUID | None = None,
    claim: str | None = None,
) -> int:
    """Ask for work, and wake a worker once the transaction is committed; give the number of the job.

    Args:
        session: the unit of work.
        kind: what to do, see `observatoire.worker.tasks`.
        asker: who asks.
        payload: what the work needs to know.
        deposit: the deposit that it is about.
        claim: what two jobs must not do at once.

    Raises:
        ConflictError: another job that waits or runs has the same claim; the message says whose it is.
    """
    # Only the columns that the web part may fill: the others are the worker's.
    values = {
        "kind": kind,
        "payload": dict(payload or {}),
        "deposit": deposit,
        "organisation": asker.organisation,
        "bailleur_siren": asker.bailleur_siren,
        "claim": claim,
    }
    try:
        with session.begin_nested():
            number = session.execute(insert(Job).values(values).returning(Job.id)).scalar_one()
    except IntegrityError as error:
        if claim is None:
            raise
        raise _describe_holder(session, claim) from error
    session.execute(text("select pg_notify(:channel, '')"), {"channel": CHANNEL})
    return number


def find_job(session: Session, number: int, asker: Asker) -> Job | None:
    """A job, when this asker may know of it."""
    statement = select(Job).where(Job.id == number, *_within_reach(asker))
    return session.scalar(statement)


def list_jobs(session: Session, asker: Asker, *, kinds: tuple[str, ...] = (), deposit: UUID | None = None) -> list[Job]:
    """The latest jobs that this asker may know of, newest first."""
    statement = select(Job).where(*_within_reach(asker)).order_by(Job.id.desc()).limit(LISTED)
    if kinds:
        statement = statement.where(Job.kind.in_(kinds))
    if deposit is not None:
        statement = statement.where(Job.deposit == deposit)
    return list(session.scalars(statement))


def retake(session: Session, job: Job, asker: Asker) -> int:
    """Ask again for what an interrupted job should have done.

    Raises:
        ConflictError: it was not interrupted, or the same is already asked again.
    """
    if read_state(session, job) != INTERRUPTED:
        raise ConflictError("Cette tâche n’est pas interrompue : il n’y a rien à reprendre.")
    return enqueue(session, job.kind, asker=asker, payload=job.payload, deposit=job.deposit, claim=job.claim)


def read_state(session: Session, job: Job) -> str:
    """The state of a job, as it is now: one that runs without its lock was interrupted."""
    if job.state != RUNNING:
        return job.state
    held = session.scalar(text(f"select :id in {_HELD}"), {"id": job.id, "locks": JOB_LOCKS})
    return RUNNING if held else INTERRUPTED


def count_before(session: Session, job: Job) -> int:
    """How many jobs wait or run before this one."""
    waiting = and_(Job.id < job.id, Job.state.in_((WAITING, RUNNING)))
    return session.scalar(select(func.count()).select_from(Job).where(waiting)) or 0


def count_workers(session: Session) -> int:
    """How many workers are ready to work."""
    return _count_workers(session, READY)


def is_worker_starting(session: Session) -> bool:
    """Whether a worker is up and not ready yet: it loads the libraries of the calculation."""
    return _count_workers(session, STARTING) > 0


def _count_workers(session: Session, stage: int) -> int:
    return int(session.scalar(text(f"select {_WORKERS}"), {"locks": WORKER_LOCK, "stage": stage}) or 0)


def mark_interrupted(session: Session) -> list[int]:
    """Note the running jobs that nobody runs any more; give their numbers.

    A check is asked again by itself, once: it writes nothing. What writes waits for a person.
    """
    again = and_(Job.kind.in_(HARMLESS), Job.attempts < 2)  # noqa: PLR2004 (once more)
    statement = (
        update(Job)
        .where(Job.state == RUNNING, text(f"id not in {_HELD}"))
        .values(
            state=case((again, WAITING), else_=INTERRUPTED),
            finished_at=case((again, None), else_=func.now()),
            step="",
        )
        .returning(Job.id)
    )
    return list(session.scalars(statement, {"locks": JOB_LOCKS}))


def settle(session: Session, number: int, result: Mapping[str, Any]) -> None:
    """Note, with what a job has written and in the same transaction, that it is done: a kill leaves both or neither."""
    values = {"state": DONE, "result": dict(result), "progress": 1.0, "finished_at": func.now(), "step": ""}
    session.execute(update(Job).where(Job.id == number).values(values))


HARMLESS = ("controle",)
"""Jobs that write nothing to the sources nor to the publications."""


def _within_reach(asker: Asker) -> tuple[ColumnElement[bool], ...]:
    return () if asker.bailleur_siren is None else (Job.bailleur_siren == asker.bailleur_siren,)


def _describe_holder(session: Session, claim: str) -> ConflictError:
    holder = session.scalar(select(Job).where(Job.claim == claim, Job.state.in_((WAITING, RUNNING))))
    if holder is None:
        return ConflictError("La même action vient d’être faite. Rechargez la page.")
    if read_state(session, holder) == INTERRUPTED:  # and no worker has noted it yet
        return ConflictError(
            "Ce qui était en cours vient d’être interrompu, sans rien écrire, et le service redémarre. Recommencez dans "
            "quelques secondes."
        )
    moment = f"{holder.created_at.astimezone(PARIS):%d/%m/%Y à %H:%M}"
    return ConflictError(
        f"C’est déjà demandé par « {holder.organisation} » le {moment}. Attendez la fin : la page la montre."
    )
