"""The service about itself: is it well, what does a problem mean, what can be asked."""

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse, Response

from api.documentation import render_documentation
from api.documents import STYLE_ADDRESS, STYLE_FILE, render_document
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


@router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
def show_documentation(request: Request) -> HTMLResponse:
    """The contract as a page."""
    return HTMLResponse(render_documentation(request.app.openapi()))


@router.get(STYLE_ADDRESS, include_in_schema=False)
def send_style() -> FileResponse:
    """The style sheet of the pages that the service makes itself."""
    return FileResponse(STYLE_FILE, media_type="text/css")


@router.get("/problemes/{slug}", response_class=HTMLResponse, include_in_schema=False)
def explain_problem(slug: str) -> HTMLResponse:
    """What a kind of problem means and how to mend it: where the `type` of a problem leads."""
    if slug not in EXPLANATIONS:
        raise NotFoundError("Aucun problème ne porte ce nom.")
    title, paragraphs = EXPLANATIONS[slug]
    return HTMLResponse(render_document(title, paragraphs))
