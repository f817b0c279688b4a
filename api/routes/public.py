"""Open to all: where the stock is and what it is like. Never a judgement on a residence."""

from functools import partial
from json import dumps

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answering import GeoJsonText, JsonText, answer_public
from api.parameters import Nothing, OfPublicLevel
from api.schemas.method import PublicMethod
from api.schemas.public import PublicGuichets, PublicPublication, PublicResidences, PublicTerritories
from api.service import service_of
from observatoire.settings import Settings
from observatoire.store.queries import public

router = APIRouter(prefix="/api/v1/public", tags=["Public"])


@router.get(
    "/publication", response_class=JsonText, response_model=PublicPublication, summary="La publication en ligne"
)
def read_public_publication(request: Request, _: Nothing) -> Response:
    """Numéro, date, millésimes, référence et version de la méthode, et le fond de carte que les pages peuvent dessiner."""
    base_map = _describe_base_map(service_of(request.scope).settings)
    return answer_public(request, partial(public.read_publication, base_map=base_map))


@router.get(
    "/territories", response_class=GeoJsonText, response_model=PublicTerritories, summary="Les territoires d’un niveau"
)
def list_public_territories(request: Request, query: OfPublicLevel) -> Response:
    """Contours, faits du parc, classes des indices et parts arrondies au pour cent, si l’EPCI les ouvre au public."""
    return answer_public(request, partial(public.read_territories, level=query.level), GeoJsonText)


@router.get("/residences", response_class=GeoJsonText, response_model=PublicResidences, summary="Les résidences")
def list_public_residences(request: Request, _: Nothing) -> Response:
    """Chaque résidence en un point, avec les faits de son parc. Aucun indice, aucun signal, rien de l’occupation."""
    return answer_public(request, public.read_residences, GeoJsonText)


@router.get("/guichets", response_class=JsonText, response_model=PublicGuichets, summary="Les guichets")
def list_public_guichets(request: Request, _: Nothing) -> Response:
    """Où déposer une demande de logement : les guichets que l’EPCI a déclarés."""
    return answer_public(request, public.read_guichets)


@router.get("/method", response_class=JsonText, response_model=PublicMethod, summary="La méthode de calcul")
def read_public_method(request: Request, _: Nothing) -> Response:
    """La méthode telle qu’elle a été enregistrée avec la publication en ligne."""
    return answer_public(request, public.read_method)


def _describe_base_map(settings: Settings) -> str:
    if settings.base_map_url is None:
        return "null"
    described = {"url": settings.base_map_url, "attribution": settings.base_map_attribution}
    return dumps(described, ensure_ascii=False)
