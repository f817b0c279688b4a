"""The same quantity from several sources: compare, explain a difference, note a total read elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from api.asking import SIGNED_IN, CurrentManager
from api.queueing import queue
from api.schemas import comparisons as shapes
from api.schemas.jobs import Job
from api.service import service_of
from observatoire.store.queries import jobs
from observatoire.store.queries.asking import open_request
from observatoire.store.queries.job_cards import describe_job, describe_workers

router = APIRouter(prefix="/api/v1/admin", tags=["Données"], dependencies=SIGNED_IN)

COMPARISON = "comparaison"
"""What comparing and explaining have for themselves, one at a time."""
COMPARISON_KINDS = ("comparaison", "explication", "total")


@router.get("/comparisons", summary="La dernière comparaison des sources")
def read_comparison(request: Request, manager: CurrentManager) -> shapes.Comparison:
    """La même quantité de plusieurs sources, côte à côte, et ce qui a été dit des écarts. Rien n’est corrigé."""
    with open_request(service_of(request.scope).store, manager) as session:
        found = jobs.list_jobs(session, manager, kinds=COMPARISON_KINDS)
        done = next((job for job in found if job.state == "fini"), None)
        loads = jobs.list_jobs(session, manager, kinds=("chargement",))
        loaded = next((job for job in loads if job.state == "fini"), None)
        return shapes.Comparison(
            **describe_workers(session),
            outdated=done is None or (loaded is not None and loaded.id > done.id),
            job=Job.model_validate({**describe_job(session, found[0]), "result": None}) if found else None,
            compared_at=done.finished_at if done else None,
            content=shapes.Compared.model_validate(done.result) if done else None,
        )


@router.post("/comparisons", status_code=202, summary="Comparer les sources")
def ask_comparison(request: Request, manager: CurrentManager) -> Job:
    """Avec ce qui est chargé aujourd’hui."""
    return queue(request, "comparaison", {}, manager, claim=COMPARISON)


@router.post("/comparisons/explanations", status_code=202, summary="Expliquer un écart")
def ask_explanation(
    request: Request, asked: Annotated[shapes.ExplanationAsked, Body()], manager: CurrentManager
) -> Job:
    """L’explication est datée, porte le nom de l’organisme, et reste ; aucune valeur ne change."""
    return queue(request, "explication", asked.model_dump(), manager, claim=COMPARISON)


@router.post("/comparisons/totals", status_code=202, summary="Noter un total lu ailleurs")
def ask_total(request: Request, asked: Annotated[shapes.TotalAsked, Body()], manager: CurrentManager) -> Job:
    """Pour le comparer : il n’entre dans aucun calcul."""
    return queue(request, "total", asked.model_dump(), manager, claim=COMPARISON)
