"""Errors as RFC 9457 problems: one table from our errors to statuses, one shape for everything that goes wrong."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from api.plain_pages import render_message
from api.security import LAYERS_ADDRESS, is_under
from api.validation import asks_for_union, describe_validation
from observatoire.errors import (
    AccessDeniedError,
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    ObservatoireError,
    TooManyAttemptsError,
    UnavailableError,
    UnionRefusedError,
)
from observatoire.territories.declared import REASON

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUSES: tuple[tuple[type[ObservatoireError], HTTPStatus], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (ConflictError, HTTPStatus.CONFLICT),
    (AccessDeniedError, HTTPStatus.UNAUTHORIZED),
    (ForbiddenError, HTTPStatus.FORBIDDEN),
    (InvalidInputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (TooManyAttemptsError, HTTPStatus.TOO_MANY_REQUESTS),
    (UnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
)

REFUSALS: Mapping[HTTPStatus, tuple[str, str, str]] = {
    HTTPStatus.BAD_REQUEST: (
        "requete-invalide",
        "Requête invalide",
        "La requête n’a pas pu être comprise. Vérifiez son contenu et ses en-têtes.",
    ),
    HTTPStatus.FORBIDDEN: (
        "origine-refusee",
        "Origine refusée",
        "Cette demande vient de la page d’un autre site : rien n’a été fait. Refaites-la depuis l’observatoire.",
    ),
    HTTPStatus.NOT_FOUND: ("introuvable", "Introuvable", "Il n’y a rien à cette adresse."),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "methode-non-permise",
        "Méthode non permise",
        "Cette adresse ne répond qu’à : {allowed}.",
    ),
    HTTPStatus.REQUEST_TIMEOUT: (
        "requete-refusee",
        "Requête trop lente",
        "La suite de la requête n’est pas arrivée à temps : rien n’a été fait. Vérifiez la connexion, puis recommencez.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "requete-trop-longue",
        "Requête trop longue",
        "Le corps de la requête dépasse la taille permise. Envoyez seulement la clé d’accès.",
    ),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong, as the person who asked may know it."""

    slug: str
    title: str
    status: HTTPStatus
    detail: str
    errors: list[dict[str, str | None]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)


def describe_error(error: Exception) -> Trouble:
    """The problem of an error. An unexpected one tells nothing of the inside; the log has it all."""
    match error:
        case ObservatoireError():
            return _describe_ours(error)
        case RequestValidationError() if asks_for_union(error.errors()):
            return Trouble(
                UnionRefusedError.slug,
                UnionRefusedError.title,
                HTTPStatus.UNPROCESSABLE_ENTITY,
                REASON,
                errors=describe_validation(error.errors()),
            )
        case RequestValidationError():
            return Trouble(
                "requete-invalide",
                "Requête invalide",
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "La requête n’a pas pu être comprise ; « errors » dit ce qui ne va pas, et comment le corriger.",
                errors=describe_validation(error.errors()),
            )
        case HTTPException():
            return _describe_refusal(error)
        case _:
            return Trouble(
                "erreur-interne",
                "Erreur interne",
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "Le service a rencontré une erreur imprévue. Elle est notée dans le journal sous le numéro "
                "« instance » ; transmettez-le au gestionnaire de l’observatoire.",
            )


def _describe_refusal(error: HTTPException) -> Trouble:
    """What the framework refused before any of our code was asked."""
    status = HTTPStatus(error.status_code)
    headers = dict(error.headers or {})
    slug, title, detail = REFUSALS.get(status, REFUSALS[HTTPStatus.BAD_REQUEST])
    return Trouble(slug, title, status, detail.format(allowed=headers.get("Allow", "GET")), headers=headers)


def _describe_ours(error: ObservatoireError) -> Trouble:
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
    problems = error.problems if isinstance(error, InvalidInputError) else ()
    return Trouble(
        error.slug,
        error.title,
        status,
        error.detail,
        errors=[
            {
                "where": " ".join(str(part) for part in (item.file, item.line, item.column) if part is not None),
                "message": item.message,
                "remedy": item.remedy,
                "value": item.value,
            }
            for item in problems
        ],
        headers=_describe_headers(error, status),
    )


def _describe_headers(error: ObservatoireError, status: HTTPStatus) -> dict[str, str]:
    if isinstance(error, TooManyAttemptsError):
        return {"Retry-After": str(error.seconds)}
    return {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else {}


def answer_error(scope: Scope, error: Exception) -> Response:
    """The problem as an answer: JSON for programs, a page for a person whose browser asked for a page."""
    trouble = _as_standard(scope, describe_error(error))
    instance = f"urn:uuid:{uuid4()}"
    if trouble.status is HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("unexpected error", exc_info=error, extra={"instance": instance, "path": scope["path"]})
    headers = {"Cache-Control": "no-store", **trouble.headers}
    if _wants_a_page(scope):
        return HTMLResponse(render_message(trouble.title, [trouble.detail]), trouble.status, headers)
    document: dict[str, Any] = {
        "type": f"/problemes/{trouble.slug}",
        "title": trouble.title,
        "status": int(trouble.status),
        "detail": trouble.detail,
        "instance": instance,
    }
    if trouble.errors:
        document["errors"] = trouble.errors
    return JSONResponse(document, trouble.status, headers, media_type=MEDIA_TYPE)


def _as_standard(scope: Scope, trouble: Trouble) -> Trouble:
    """OGC API answers 400 to a parameter that will not do; mapping software waits for that."""
    if trouble.status is HTTPStatus.UNPROCESSABLE_ENTITY and is_under(scope["path"], LAYERS_ADDRESS):
        return replace(trouble, status=HTTPStatus.BAD_REQUEST)
    return trouble


def install_handlers(app: FastAPI) -> None:
    """Give every expected error its problem; what is not expected is caught outside, by the envelope."""

    def handle(request: Request, error: Exception) -> Response:
        return answer_error(request.scope, error)

    for kind in (ObservatoireError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, handle)


def _wants_a_page(scope: Scope) -> bool:
    return not str(scope["path"]).startswith("/api/") and "text/html" in Headers(scope=scope).get("accept", "")
