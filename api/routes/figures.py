"""For whoever holds an access key: what stands one click behind a figure."""

from functools import partial

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.answering import JsonText, answer_partner
from api.parameters import Code, OfPublication
from api.schemas.common import IndicatorName
from api.schemas.figures import Evaluations, Funnel, Parts
from api.security import bearer_scheme, cookie_scheme, find_current_subject
from observatoire.store.queries import figures

router = APIRouter(
    prefix="/api/v1/partner",
    tags=["Partenaires"],
    dependencies=[Depends(bearer_scheme), Depends(cookie_scheme), Depends(find_current_subject)],
)


@router.get(
    "/funnels/{indicator}", response_class=JsonText, response_model=Funnel, summary="L’entonnoir d’un indicateur"
)
def read_funnel(request: Request, indicator: IndicatorName, query: OfPublication) -> Response:
    """Jusqu’où le hasard seul mène une résidence de sa taille, et où se trouve chacune.

    Seules les résidences dont le rôle lit les effectifs ont un point.
    """
    return answer_partner(request, query.publication, partial(figures.read_funnel, indicator=indicator))


@router.get(
    "/communes/{code}/parts", response_class=JsonText, response_model=Parts, summary="Une commune et ses résidences"
)
def read_parts(request: Request, code: Code, query: OfPublication) -> Response:
    """Ce que chaque résidence apporte à l’indice de sa commune ; la somme est l’indice.

    Les résidences sans nombre publié sont regroupées ; si elles sont trop peu pour l’être, rien n’est détaillé.
    """
    return answer_partner(request, query.publication, partial(figures.read_parts, code=code))


@router.get(
    "/evaluations", response_class=JsonText, response_model=Evaluations, summary="L’évaluation des effets des mesures"
)
def list_evaluations(request: Request, query: OfPublication) -> Response:
    """La dernière évaluation de chaque mesure déclarée, ou la raison pour laquelle rien n’est estimé."""
    return answer_partner(request, query.publication, figures.read_evaluations)
