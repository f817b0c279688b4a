"""Compute, publish, go back: what the manager asks from the screen. Everything is queued, nothing is done here."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from api.asking import SIGNED_IN, CurrentManager
from api.queueing import queue
from api.schemas import jobs as shapes
from api.service import service_of
from observatoire.store.queries import jobs
from observatoire.store.queries.asking import open_request
from observatoire.store.queries.job_cards import describe_job, describe_workers

router = APIRouter(prefix="/api/v1/admin", tags=["Données"], dependencies=SIGNED_IN)

EDITION = "edition"
"""What computing, publishing and rolling back have for themselves, one at a time."""
EDITION_KINDS = ("calcul", "publication", "retour")


@router.get("/editions", summary="Les calculs et publications demandés")
def list_editions(request: Request, manager: CurrentManager) -> shapes.Jobs:
    """Ce qui a été calculé, publié ou remis en ligne depuis l’écran, du plus récent au plus ancien."""
    with open_request(service_of(request.scope).store, manager) as session:
        found = jobs.list_jobs(session, manager, kinds=EDITION_KINDS)
        return shapes.Jobs(
            **describe_workers(session),
            jobs=[shapes.Job.model_validate(describe_job(session, job)) for job in found],
        )


@router.post("/computations", status_code=202, summary="Demander un calcul")
def ask_computation(
    request: Request, asked: Annotated[shapes.ComputationAsked, Body()], manager: CurrentManager
) -> shapes.Job:
    """Un brouillon remplacera celui qui attend. Rien n’est encore visible des autres."""
    return queue(request, "calcul", asked.model_dump(), manager, claim=EDITION)


@router.post("/publications", status_code=202, summary="Publier le brouillon relu")
def ask_publication(
    request: Request, asked: Annotated[shapes.PublicationAsked, Body()], manager: CurrentManager
) -> shapes.Job:
    """Refusé quand le brouillon n’est plus celui qui a été relu, ou quand l’audit du secret dit non."""
    return queue(request, "publication", asked.model_dump(), manager, claim=EDITION)


@router.post("/rollbacks", status_code=202, summary="Remettre en ligne une publication antérieure")
def ask_rollback(
    request: Request, asked: Annotated[shapes.RollbackAsked, Body()], manager: CurrentManager
) -> shapes.Job:
    """Telle qu’elle était. Celle qu’elle remplace reste dans la liste."""
    return queue(request, "retour", asked.model_dump(), manager, claim=EDITION)
