"""The report that a landlord gets for what it sends: read and printed by this landlord; without figures by the manager."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.asking import SIGNED_IN, CurrentAsker
from api.live import PdfFile, answer_document
from api.parameters import LARGEST_NUMBER
from api.schemas import returns as shapes
from api.service import service_of
from observatoire.returns.document import print_return
from observatoire.store.queries import returns
from observatoire.store.queries.asking import open_request

router = APIRouter(prefix="/api/v1/data", tags=["Données"], dependencies=SIGNED_IN)
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]


@router.get("/returns", summary="Les rapports de retour")
def list_returns(request: Request, asker: CurrentAsker) -> shapes.Returns:
    """Du plus récent au plus ancien : les siens pour un bailleur, ceux de tous pour le gestionnaire."""
    with open_request(service_of(request.scope).store, asker) as session:
        return shapes.Returns(
            returns=[shapes.ReturnLine.model_validate(each) for each in returns.list_returns(session)]
        )


@router.get("/returns/{number}", summary="Un rapport de retour")
def read_return(request: Request, number: Number, asker: CurrentAsker) -> shapes.ReturnReport:
    """La qualité de ce qui est venu ; pour le bailleur lui-même, ses chiffres entiers et sa position."""
    with open_request(service_of(request.scope).store, asker) as session:
        return shapes.ReturnReport.model_validate(returns.read_return(session, number, asker))


@router.get("/returns/{number}/report.pdf", response_class=PdfFile, summary="Un rapport de retour, imprimé")
def print_return_report(request: Request, number: Number, asker: CurrentAsker) -> Response:
    """Le même, en PDF."""
    with open_request(service_of(request.scope).store, asker) as session:
        report = returns.read_return(session, number, asker)
    return answer_document(print_return(report), PdfFile, f"rapport-de-retour-{number}.pdf")
