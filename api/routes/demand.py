"""How many people ask for a dwelling, and how long it takes: open to all, withheld where few households would show."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answering import JsonText, answer_public
from api.parameters import Nothing
from api.schemas.demand import PublicDemandAnswer
from observatoire.store.queries.demand import read_public_demand

router = APIRouter(prefix="/api/v1/public", tags=["Public"])


@router.get("/demand", response_class=JsonText, response_model=PublicDemandAnswer, summary="La demande de logement")
def read_demand(request: Request, _: Nothing) -> Response:
    """Demandes, pression et attente par commune et par type, arrondies ; `null` sous le secret statistique."""
    return answer_public(request, read_public_demand)
