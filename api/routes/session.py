"""Coming in and going out with an access key."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from starlette.responses import Response

from api.schemas.session import Session, SessionRequest
from api.security import authenticate, bearer_scheme, cookie_scheme, name_cookie, read_key
from api.service import service_of

SESSION_S = 12 * 3600
"""A working day; the account may be revoked at any moment before."""

router = APIRouter(prefix="/api/v1/session", tags=["Session"])
NO_STORE = {"Cache-Control": "no-store"}


@router.post("", status_code=204, response_class=Response, summary="Ouvrir une session")
def open_session(request: Request, asked: Annotated[SessionRequest, Body()]) -> Response:
    """Vérifie la clé d’accès et la dépose dans un cookie que les scripts ne lisent pas."""
    service = service_of(request.scope)
    authenticate(service, asked.key)
    response = Response(status_code=204, headers=NO_STORE)
    response.set_cookie(
        name_cookie(service),
        asked.key,
        max_age=SESSION_S,
        httponly=True,
        samesite="strict",
        secure=service.settings.cookie_secure,
    )
    return response


@router.delete("", status_code=204, response_class=Response, summary="Fermer la session")
def close_session(request: Request) -> Response:
    """Efface le cookie. La clé reste valable : seul le gestionnaire la révoque."""
    response = Response(status_code=204, headers=NO_STORE)
    service = service_of(request.scope)
    secure = service.settings.cookie_secure
    response.delete_cookie(name_cookie(service), httponly=True, samesite="strict", secure=secure)
    return response


@router.get(
    "",
    summary="Qui suis-je",
    dependencies=[Depends(bearer_scheme), Depends(cookie_scheme)],
)
def read_session(request: Request, response: Response) -> Session:
    """L’organisation et le rôle de la clé présentée."""
    subject, _ = authenticate(service_of(request.scope), read_key(request.scope))
    response.headers.update(NO_STORE)
    return Session(organisation=subject.organisation, role=subject.role)
