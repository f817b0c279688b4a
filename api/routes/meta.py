"""The service about itself: is it well, what does a problem mean, what can be asked."""

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.documentation import render_documentation
from api.documents import answer_document, prepare_document
from api.plain_pages import STYLE_ADDRESS, STYLE_FILE, render_message
from api.problem_pages import EXPLANATIONS
from api.schemas.common import Health
from api.service import service_of
from observatoire import __version__
from observatoire.errors import NotFoundError
from observatoire.store.database import Tier
from observatoire.store.queries.public import read_edition

router = APIRouter()


@router.get("/api/v1/health", tags=["Service"], summary="L’état du service")
def read_health(request: Request, response: Response) -> Health:
    """Le service répond, sa base aussi, et telle publication est en ligne."""
    edition = read_edition(service_of(request.scope).store.engine(Tier.PUBLIC))
    response.headers["Cache-Control"] = "no-store"
    return Health(status="ok", version=__version__, publication=edition.number or None)


@router.get("/openapi.json", include_in_schema=False)
def send_contract(request: Request) -> Response:
    """The contract, for programs."""
    text = json.dumps(request.app.openapi(), ensure_ascii=False)
    return _answer_text(request, text, "application/json")


@router.get("/docs", include_in_schema=False)
def show_documentation(request: Request) -> Response:
    """The contract, for people."""
    return _answer_text(request, render_documentation(request.app.openapi()), "text/html")


@router.get(STYLE_ADDRESS, include_in_schema=False)
def send_style(request: Request) -> Response:
    """The style sheet of the pages that the service makes itself."""
    return _answer_text(request, STYLE_FILE.read_text(encoding="utf-8"), "text/css")


@router.get("/problemes/{slug}", include_in_schema=False)
def explain_problem(request: Request, slug: str) -> Response:
    """What a kind of problem means and how to mend it: where the `type` of a problem leads."""
    if slug not in EXPLANATIONS:
        raise NotFoundError("Aucun problème ne porte ce nom.")
    return _answer_text(request, render_message(*EXPLANATIONS[slug]), "text/html")


def _answer_text(request: Request, text: str, media_type: str) -> Response:
    return answer_document(request.scope, prepare_document(text.encode(), media_type))
