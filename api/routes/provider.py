"""Coming in by the provider of identities of one's employer. Pages, not data: the browser goes there and comes back."""

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from pydantic import ConfigDict, Field
from starlette.responses import RedirectResponse

from api.caching import NO_STORE
from api.parameters import NoQuery
from api.routes.session import give_cookie
from api.schemas.session import ProviderAnswer
from api.security import name_cookie, name_device
from api.service import Service, service_of
from observatoire.access.provider import Passage, Provider, read_arrival, write_departure
from observatoire.errors import AccessDeniedError, NotFoundError
from observatoire.store.queries.entrance import open_provider_session

router = APIRouter(tags=["Session"])
RETURN = "/connexion/retour"
PATIENCE_S = 600
"""To say who one is over there."""
PAGE = r"^/[a-z]{0,30}$"


class Departure(NoQuery):
    """Where to go once in."""

    vers: Annotated[str, Field(pattern=PAGE, description="page à ouvrir ensuite")] = "/observatoire"


class Arrival(NoQuery):
    """What the provider sends the browser back with; it may add members of its own."""

    model_config = ConfigDict(extra="ignore")

    code: Annotated[str, Field(max_length=2000)] = ""
    state: Annotated[str, Field(max_length=200)] = ""
    iss: Annotated[str, Field(max_length=500)] = ""
    error: Annotated[str, Field(max_length=200)] = ""


@router.get("/api/v1/session/provider", summary="Le fournisseur d’identité")
def read_provider(request: Request) -> ProviderAnswer:
    """Son nom et l’adresse par laquelle entrer ; rien quand aucun n’est réglé."""
    settings = service_of(request.scope).settings
    known = settings.oidc_issuer is not None
    return ProviderAnswer(label=settings.oidc_label if known else None)


@router.get("/connexion", include_in_schema=False)
def leave_for_provider(request: Request, asked: Annotated[Departure, Query()]) -> RedirectResponse:
    """Send the browser to the provider, with what proves on its return that it left from here."""
    service, passage = service_of(request.scope), Passage()
    response = RedirectResponse(write_departure(_find_provider(service), passage), 302, NO_STORE)
    response.set_cookie(
        _name_passage(service),
        f"{passage.secret}{quote(asked.vers)}",
        max_age=PATIENCE_S,
        httponly=True,
        samesite="lax",
        secure=service.settings.cookie_secure,
    )
    return response


@router.get(RETURN, include_in_schema=False)
def return_from_provider(request: Request, told: Annotated[Arrival, Query()]) -> RedirectResponse:
    """Open the session of the account that has the e-mail vouched for."""
    service = service_of(request.scope)
    provider = _find_provider(service)
    secret, _, page = request.cookies.get(_name_passage(service), "").partition("/")
    passage = Passage(secret)
    if not re.fullmatch(PAGE, f"/{page}") or not secret or told.error or not told.code or not passage.is_of(told.state):
        raise AccessDeniedError(
            "Cette entrée n’a pas été commencée ici, a déjà servi, a trop duré ou a été refusée par le fournisseur "
            "d’identité. Recommencez depuis la page d’entrée."
        )
    if told.iss and told.iss != provider.issuer:
        raise AccessDeniedError("Cette réponse vient d’un autre fournisseur d’identité : rien n’est ouvert.")
    email = read_arrival(provider, passage, told.code)
    token = open_provider_session(service.store, provider.client_secret, email, device=name_device(request))
    response = RedirectResponse(f"/{page}", 303, NO_STORE)
    secure = service.settings.cookie_secure
    response.delete_cookie(_name_passage(service), httponly=True, samesite="lax", secure=secure)
    give_cookie(request, response, token)
    return response


def _find_provider(service: Service) -> Provider:
    settings = service.settings
    if settings.oidc_issuer is None or settings.oidc_client_id is None or settings.oidc_client_secret is None:
        raise NotFoundError(
            "Aucun fournisseur d’identité n’est réglé : entrez avec votre adresse et votre mot de passe."
        )
    return Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        return_address=f"{settings.public_address.rstrip('/')}{RETURN}",
    )


def _name_passage(service: Service) -> str:
    return f"{name_cookie(service)}-passage"
