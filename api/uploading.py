"""A file that comes in: written to the spool piece by piece, never whole in memory, gone when it does not come whole."""

from http import HTTPStatus

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.service import Service
from observatoire.errors import InvalidInputError, Problem
from observatoire.files.shown_names import clean_shown_name
from observatoire.files.spool import Received, Spool, refuse_size

MEDIA_TYPE = "application/octet-stream"
"""Asked for on purpose: no form of another site can send it."""


async def receive_file(request: Request, service: Service, shown_name: str) -> tuple[str, Received]:
    """Receive the body of a request as a file; give the name to show and what was received.

    Raises:
        InvalidInputError: empty, too large, cut short, or sent as something else than a file.
        UnavailableError: there is no room for it.
    """
    shown = clean_shown_name(shown_name)
    limit = service.settings.largest_upload
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != MEDIA_TYPE:
        message = "Le fichier doit être envoyé tel quel, avec le type « application/octet-stream »."
        raise InvalidInputError(message, [Problem(message, "Utilisez la page /donnees, ou corrigez l’en-tête.")])
    announced = request.headers.get("content-length", "")
    size = int(announced) if announced.isdecimal() else None
    if size is not None and size > limit:
        raise refuse_size(limit)
    spool = Spool(service.settings.home)
    capacity = service.settings.spool_bytes
    with spool.receive(shown, limit=limit, capacity=capacity, announced=size) as (name, receiving):
        try:
            async for piece in request.stream():
                await run_in_threadpool(receiving.write, piece)
        except ClientDisconnect as error:
            raise HTTPException(HTTPStatus.BAD_REQUEST) from error
        if receiving.size == 0:
            message = f"Le fichier « {shown} » est vide."
            raise InvalidInputError(message, [Problem(message, "Demandez un nouvel envoi : celui-ci n’a pas abouti.")])
        digest = await run_in_threadpool(receiving.close)
    return shown, Received(name, receiving.size, digest)
