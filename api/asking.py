"""Who may ask for work, and from where. What is asked is queued: the manager's process does it (`observatoire worker`)."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from api.security import authenticate, bearer_scheme, cookie_scheme, read_key
from api.service import service_of
from observatoire.access.audience import Role
from observatoire.errors import ForbiddenError
from observatoire.store.queries.asking import Asker

SAFE_METHODS = {"GET", "HEAD"}


async def find_asker(request: Request) -> Asker:
    """The manager or a landlord. Raises `ForbiddenError` for anybody else, and for a request sent by another site."""
    _refuse_other_sites(request)
    key = read_key(request.scope)
    subject, _ = await run_in_threadpool(authenticate, service_of(request.scope), key)
    if subject.role is Role.EPCI:
        return Asker(subject.organisation, secret=key or "")
    if subject.role is Role.BAILLEUR and len(subject.bailleurs) == 1:
        return Asker(subject.organisation, subject.bailleurs[0], secret=key or "")
    raise ForbiddenError(
        "Cette page est celle du gestionnaire de l’observatoire et des bailleurs (une clé par SIREN). Votre clé ouvre "
        "les autres pages."
    )


def find_manager(asker: Annotated[Asker, Depends(find_asker)]) -> Asker:
    """The manager."""
    if not asker.is_manager:
        raise ForbiddenError("Seul le gestionnaire de l’observatoire peut faire cela.")
    return asker


def forbid_storing(response: Response) -> None:
    """What this part answers is never kept by a browser or a proxy."""
    response.headers["cache-control"] = "no-store"


def _refuse_other_sites(request: Request) -> None:
    """A browser says where a request that changes something comes from; other programs have no cookie to abuse."""
    origin = request.headers.get("origin")
    if request.method in SAFE_METHODS or origin is None:
        return
    if urlsplit(origin).netloc != request.headers.get("host"):
        raise ForbiddenError("Cette demande vient d’un autre site : elle est refusée.")


CurrentAsker = Annotated[Asker, Depends(find_asker)]
CurrentManager = Annotated[Asker, Depends(find_manager)]
SIGNED_IN = [Depends(bearer_scheme), Depends(cookie_scheme), Depends(forbid_storing)]
