"""The certificate of secrecy, for the accounts of the EPCI: row-level security gives it to nobody else."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.answering import JsonText, answer_partner
from api.parameters import LARGEST_NUMBER, Nothing
from api.routes.partner import PARTNER_DEPENDENCIES
from api.schemas.certificate import CertificateAnswer
from observatoire.store.queries.certificates import read_certificate

router = APIRouter(prefix="/api/v1/partner", tags=["Partenaires"], dependencies=PARTNER_DEPENDENCIES)
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER, description="numéro de la publication")]


@router.get(
    "/publications/{number}/certificate",
    response_class=JsonText,
    response_model=CertificateAnswer,
    summary="Le certificat de secret d’une publication",
)
def read_publication_certificate(request: Request, number: Number, _: Nothing) -> Response:
    """Ce qui a été attaqué, par qui, comment, et ce qui résiste. Réservé aux comptes de l’intercommunalité."""
    return answer_partner(request, number, read_certificate)
