"""Coming in and going out: with an access key, with an e-mail and a password, by a link the first time."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from starlette.responses import Response

from api.caching import NO_STORE
from api.schemas.session import (
    Invitation,
    InvitationRequest,
    InvitationToken,
    PasswordRequest,
    Session,
    SessionRequest,
)
from api.security import (
    authenticate,
    bearer_scheme,
    cookie_scheme,
    find_address,
    name_cookie,
    name_device,
    read_key,
)
from api.service import service_of
from observatoire.access.audience import Role
from observatoire.store.queries import entrance

router = APIRouter(prefix="/api/v1/session", tags=["Session"])


@router.post("", status_code=204, response_class=Response, summary="Ouvrir une session avec une clé d’accès")
def open_session(request: Request, asked: Annotated[SessionRequest, Body()]) -> Response:
    """Échange la clé d’accès contre une session, dont le jeton est dans un cookie que les scripts ne lisent pas."""
    token = entrance.open_key_session(service_of(request.scope).store, asked.key, device=name_device(request))
    return give_cookie(request, Response(status_code=204, headers=NO_STORE), token)


@router.post(
    "/password", status_code=204, response_class=Response, summary="Ouvrir une session avec adresse et mot de passe"
)
def open_personal_session(request: Request, asked: Annotated[PasswordRequest, Body()]) -> Response:
    """Même réponse, et même durée, que l’adresse soit connue ou non. Trop d’essais ferment le compte pour un moment."""
    store, device = service_of(request.scope).store, name_device(request)
    token = entrance.open_session(store, asked.email, asked.password, address=find_address(request), device=device)
    return give_cookie(request, Response(status_code=204, headers=NO_STORE), token)


@router.delete("", status_code=204, response_class=Response, summary="Fermer la session")
def close_session(request: Request) -> Response:
    """Ferme la session dans la base et efface le cookie. Une clé d’accès reste valable : seul le gestionnaire la révoque."""
    response = Response(status_code=204, headers=NO_STORE)
    service = service_of(request.scope)
    token = request.cookies.get(name_cookie(service))
    if token:
        entrance.close_session(service.store, token)
    secure = service.settings.cookie_secure
    response.delete_cookie(name_cookie(service), httponly=True, samesite="strict", secure=secure)
    return response


@router.get(
    "",
    summary="Qui suis-je",
    dependencies=[Depends(bearer_scheme), Depends(cookie_scheme)],
)
def read_session(request: Request, response: Response) -> Session:
    """L’organisation et le rôle de la session ou de la clé présentée."""
    subject, _ = authenticate(service_of(request.scope), read_key(request.scope))
    response.headers.update(NO_STORE)
    return Session(organisation=subject.organisation, role=subject.role)


@router.post("/invitation/holder", summary="Pour qui est ce lien")
def read_invitation(request: Request, response: Response, asked: Annotated[InvitationToken, Body()]) -> Invitation:
    """L’adresse, l’organisation et le rôle de la personne invitée."""
    response.headers.update(NO_STORE)
    invited = entrance.find_invitation(service_of(request.scope).store, asked.token)
    return Invitation(email=invited.email, organisation=invited.organisation, role=Role(invited.role))


@router.post("/invitation", status_code=204, response_class=Response, summary="Choisir son mot de passe")
def accept_invitation(request: Request, asked: Annotated[InvitationRequest, Body()]) -> Response:
    """Le lien ne sert qu’une fois. Un lien redonné remplace le mot de passe et ferme les sessions ouvertes."""
    entrance.accept_invitation(service_of(request.scope).store, asked.token, asked.password)
    return Response(status_code=204, headers=NO_STORE)


def give_cookie(request: Request, response: Response, token: str) -> Response:
    """Put the token where scripts cannot read it and other sites cannot send it."""
    service = service_of(request.scope)
    response.set_cookie(
        name_cookie(service),
        token,
        max_age=round(service.settings.session_hours * 3600),
        httponly=True,
        samesite="strict",
        secure=service.settings.cookie_secure,
    )
    return response
