"""Answers that change without a publication: what partners decide. Read at each request, never kept by the service."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fastapi import Request
from starlette.responses import Response

from api.answering import JsonText
from api.caching import matches_etag
from api.security import Visitor, find_visitor
from api.service import service_of
from observatoire.store.database import Tier
from observatoire.store.queries import partner
from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.writing import Writing, write_as_visitor

PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Authorization, Cookie"}


def answer_live(request: Request, read: Callable[[Snapshot], str]) -> Response:
    """Read as the visitor, with a validator made of the answer itself."""
    with open_visitor_snapshot(request) as snapshot:
        body = read(snapshot)
    etag = f'W/"{hashlib.sha256(body.encode()).hexdigest()[:24]}"'
    headers = {**PRIVATE, "ETag": etag}
    if matches_etag(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return JsonText(body, headers=headers)


class PdfFile(Response):
    """A printed document."""

    media_type = "application/pdf"


class LayerFile(Response):
    """A workbook or a layer of a GIS, told apart by its name."""

    media_type = "application/octet-stream"


class CsvFile(Response):
    """A table, as a spreadsheet opens it."""

    media_type = "text/csv"


def answer_document(body: bytes, kind: type[Response], name: str) -> Response:
    """A document to keep: it is made for who asks, and stays with them."""
    return kind(body, headers={**PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'})


@contextmanager
def open_visitor_snapshot(request: Request, publication: int | None = None) -> Iterator[Snapshot]:
    """What the visitor may read, for one request."""
    engine = service_of(request.scope).store.engine(Tier.PARTNER)
    with partner.open_snapshot(engine, publication, secret=find_visitor(request.scope).secret) as snapshot:
        yield snapshot


@contextmanager
def write_as(request: Request, visitor: Visitor) -> Iterator[Writing]:
    """One transaction in the name of the visitor."""
    with write_as_visitor(service_of(request.scope).store, visitor.secret) as session:
        yield session
