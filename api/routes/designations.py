"""Before a designation: what a type of household would change in a residence."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.answering import JsonText, answer_partner
from api.parameters import Code, OfPublication
from api.routes.partner import PARTNER_DEPENDENCIES
from api.schemas.designations import DesignationEffect, HouseholdQuery, Neighbours
from observatoire.commission.household_types import describe_type
from observatoire.store.queries.designations import read_effect
from observatoire.store.queries.neighbours import read_neighbours

router = APIRouter(prefix="/api/v1/partner", tags=["Partenaires"], dependencies=PARTNER_DEPENDENCIES)


@router.get(
    "/residences/{code}/designation",
    response_class=JsonText,
    response_model=DesignationEffect,
    summary="L’effet d’une désignation",
)
def read_designation_effect(request: Request, code: Code, query: Annotated[HouseholdQuery, Query()]) -> Response:
    """Ce que changerait l’entrée d’un ménage de ce type, à la place d’un ménage moyen, et où, à moins de 5 km, ce serait mieux.

    Rien de ce qui est demandé n’est conservé. Pour qui ne lit pas les effectifs, points et parts sont arrondis.
    """
    menage = describe_type(query.ressources, query.famille, query.taille, query.activite)
    read = partial(read_effect, code=code, menage=menage.effect, dwellings=menage.dwellings)
    return answer_partner(request, query.publication, read)


@router.get(
    "/residences/{code}/neighbours",
    response_class=JsonText,
    response_model=Neighbours,
    summary="Les résidences voisines qui pourraient accueillir",
)
def list_neighbours(request: Request, code: Code, query: OfPublication) -> Response:
    """À moins de 5 km, de loyer (à 15 % près) et de types semblables, hors de la classe « fragile », avec de la marge."""
    return answer_partner(request, query.publication, partial(read_neighbours, code=code))
