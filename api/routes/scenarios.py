"""Recipes that planners propose. Saved by name, adopted by two people, never in force by themselves."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answering import JsonText
from api.live import answer_live, write_as
from api.parameters import Nothing
from api.routes.decisions import READERS, SCHEMES, Number
from api.schemas.decisions import Created
from api.schemas.scenarios import ScenarioEntry, Scenarios
from api.security import CurrentWriter
from observatoire.method.trial import parse_trial
from observatoire.store.queries.scenarios import add_scenario, read_scenarios, sign_scenario

router = APIRouter(prefix="/api/v1/partner", tags=["Partenaires"], dependencies=[*SCHEMES])


@router.get(
    "/scenarios", response_class=JsonText, response_model=Scenarios, dependencies=READERS, summary="Les scénarios"
)
def list_scenarios(request: Request, _: Nothing) -> Response:
    """Les recettes proposées, de la plus récente à la plus ancienne, avec leurs signatures."""
    return answer_live(request, read_scenarios)


@router.post("/scenarios", status_code=201, summary="Proposer un scénario")
def propose_scenario(request: Request, entry: ScenarioEntry, writer: CurrentWriter) -> Created:
    """Enregistre un essai sous un nom. Rien n’est en vigueur : la méthode ne change que par une version datée."""
    parse_trial(entry.essai)
    with write_as(request, writer) as session:
        return Created(id=add_scenario(session, entry.nom.strip(), entry.essai))


@router.post("/scenarios/{number}/signatures", status_code=204, response_class=Response, summary="Signer un scénario")
def sign_one_scenario(request: Request, number: Number, writer: CurrentWriter) -> Response:
    """Deux personnes, dont une de l’intercommunalité, adoptent un scénario ; chacune signe une fois."""
    with write_as(request, writer) as session:
        sign_scenario(session, number)
    return Response(status_code=204)
