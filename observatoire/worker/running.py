"""The life of a worker: take a job, do it, say how it ended, wait for the next."""

import logging
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any, TypeAlias

from observatoire.errors import ObservatoireError
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, open_store, unit_of_work
from observatoire.store.queries.job_line import JobLine, TakenJob, open_line
from observatoire.store.queries.jobs import mark_interrupted
from observatoire.store.queries.journal import note
from observatoire.surveys import label_survey
from observatoire.worker.chores import Chores
from observatoire.worker.refusals import describe_error, is_disk_full
from observatoire.worker.work import Task, Work

logger = logging.getLogger(__name__)

Find: TypeAlias = Callable[[str], Task]

IDLE_S = 5.0
"""How long a worker waits for an announcement before looking by itself."""


def find_task(kind: str) -> Task:
    """What a kind of job does."""
    from observatoire.worker.tasks import TASKS  # noqa: PLC0415 (see `get_ready`)

    return TASKS[kind]


def get_ready() -> None:
    """Load the libraries of the calculation: seconds, a minute on a busy machine, that the first file must not wait for.

    It is done once the line to the queue is open, so that the page can say that a worker is starting.
    """
    import observatoire.worker.tasks  # noqa: F401, PLC0415 (see above)


def run_worker(
    settings: Settings,
    *,
    stopping: Event | None = None,
    find: Find = find_task,
    prepare: Callable[[], object] = get_ready,
) -> None:
    """Do the jobs of the store, one at a time, until told to stop or interrupted.

    A job that is cut short (stop, kill, power cut) leaves nothing half written, and is seen as interrupted.

    Args:
        settings: of the store, and of what the tasks compute.
        stopping: set to leave after the job under way.
        find: what a kind of job does.
        prepare: what is done once, before the first job.
    """
    stopping = stopping or Event()
    chores = Chores()
    with open_store(settings) as store, open_line(store.conninfo(Tier.ADMIN)) as line:
        # What died with the worker before is noted first: it may be asked again while the libraries come.
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            mark_interrupted(session)
        prepare()
        line.be_ready()
        while not stopping.is_set():
            if not run_next(store, settings, line, find):
                chores.do(store, settings)
                line.wait(IDLE_S)


def run_next(store: Store, settings: Settings, line: JobLine, find: Find = find_task) -> bool:
    """Do the next job, if there is one, and say whether there was."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        mark_interrupted(session)
    job = line.take()
    if job is None:
        return False
    _do(job, store, settings, line, find)
    return True


def _do(job: TakenJob, store: Store, settings: Settings, line: JobLine, find: Find) -> None:
    work = Work(store, settings, job, lambda progress, step: line.tell(job, progress, step))
    try:
        result = find(job.kind)(work)
        line.end(job, "fini", result=result)
        if job.kind in JOURNALLED:
            note(store, job.kind, describe_work(job, result), account=job.account)
    except ObservatoireError as error:
        line.end(job, "refuse", error=describe_error(error))
    except Exception as error:
        logger.exception("a job failed", extra={"job": job.id, "kind": job.kind})
        if is_disk_full(error):
            line.end(job, "refuse", error=DISK_FULL)
        else:
            line.end(job, "echec", error=UNFORESEEN)


JOURNALLED = frozenset({"chargement", "calcul", "publication", "retour"})
"""What the journal keeps of the work of a worker: it bears the name of who asked."""


def describe_work(job: TakenJob, result: Mapping[str, Any]) -> str:
    """What the journal says of a job that is done."""
    match job.kind:
        case "calcul":
            return f"{label_survey(job.payload['ops'])}, RPLS {job.payload['rpls']}"
        case "chargement":
            shown = f" (« {result['file']} »)" if "file" in result else " : refusé"
            return f"dépôt {job.deposit}{shown}"
        case _:
            return f"publication {result['number']}"


DISK_FULL: Mapping[str, object] = {
    "title": "Disque plein",
    "detail": "Il n’y a plus de place sur un disque de l’observatoire, ou le quota est atteint : rien n’a été écrit. Prévenez le "
    "gestionnaire ; quand il y aura de la place, recommencez. Le journal du service dit où, sous le numéro de la tâche.",
    "problems": [],
}
UNFORESEEN: Mapping[str, object] = {
    "title": "Erreur imprévue",
    "detail": "La tâche a rencontré une erreur imprévue : rien n’a été écrit. Le journal du service dit laquelle, sous "
    "le numéro de la tâche.",
    "problems": [],
}
