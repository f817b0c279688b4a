"""Work asked of the manager's process: follow it, take it again when it was interrupted."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from api.asking import SIGNED_IN, CurrentAsker
from api.schemas import jobs as shapes
from api.service import service_of
from observatoire.errors import NotFoundError
from observatoire.store.queries import jobs
from observatoire.store.queries.asking import open_request
from observatoire.store.queries.job_cards import describe_job

router = APIRouter(prefix="/api/v1/data", tags=["Données"], dependencies=SIGNED_IN)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/jobs/{number}", summary="Une tâche")
def read_job(request: Request, number: Number, asker: CurrentAsker) -> shapes.Job:
    """Où elle en est : ce qui est fait, en pourcentage, puis ce qui en est sorti."""
    with open_request(service_of(request.scope).store, asker) as session:
        job = jobs.find_job(session, number, asker)
        if job is None:
            raise NotFoundError("Aucune tâche ne porte ce numéro.")
        return shapes.Job.model_validate(describe_job(session, job))


@router.post("/jobs/{number}/retake", status_code=202, summary="Reprendre une tâche interrompue")
def retake_job(request: Request, number: Number, asker: CurrentAsker) -> shapes.Job:
    """La même demande, depuis le début : ce qui a été interrompu n’a rien écrit."""
    with open_request(service_of(request.scope).store, asker) as session:
        job = jobs.find_job(session, number, asker)
        if job is None:
            raise NotFoundError("Aucune tâche ne porte ce numéro.")
        again = jobs.find_job(session, jobs.retake(session, job, asker), asker)
        return shapes.Job.model_validate(describe_job(session, again))
