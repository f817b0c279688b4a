"""What the manager asks of the worker: it is queued, and told as a job. Nothing is done here."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from api.schemas.jobs import Job
from api.service import service_of
from observatoire.store.queries import jobs
from observatoire.store.queries.asking import Asker, open_request
from observatoire.store.queries.job_cards import describe_job


def queue(request: Request, kind: str, payload: Mapping[str, Any], manager: Asker, *, claim: str) -> Job:
    """Queue a job, and describe it.

    Args:
        request: who asks is served by its store.
        kind: of the job.
        payload: what it works on.
        manager: who asks.
        claim: what it has for itself while it runs, one job at a time.
    """
    with open_request(service_of(request.scope).store, manager) as session:
        number = jobs.enqueue(session, kind, asker=manager, payload=payload, claim=claim)
        return Job.model_validate(describe_job(session, jobs.find_job(session, number, manager)))
