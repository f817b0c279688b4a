"""From a query of the store to an answer: the snapshot of the tier, the text, and the ETag of that very snapshot."""

from collections.abc import Callable

from fastapi import Request
from starlette.responses import JSONResponse, Response

from api.caching import make_etag
from api.security import find_visitor
from api.service import service_of
from observatoire.store.database import Tier
from observatoire.store.queries import partner, public
from observatoire.store.queries.reading import Snapshot

Read = Callable[[Snapshot], str | bytes]


class JsonText(JSONResponse):
    """JSON that the database wrote, which leaves as it came.

    It is a `JSONResponse` because FastAPI documents the shape of no other kind.
    """

    def render(self, content: str | bytes) -> bytes:
        """Nothing to serialise."""
        return content.encode() if isinstance(content, str) else content


class GeoJsonText(JsonText):
    """GeoJSON that the database wrote."""

    media_type = "application/geo+json"


class TileBytes(JsonText):
    """A vector tile that the database wrote."""

    media_type = "application/vnd.mapbox-vector-tile"


def answer_public(request: Request, read: Read, kind: type[JsonText] = JsonText) -> Response:
    """Read the publication online on the public login."""
    engine = service_of(request.scope).store.engine(Tier.PUBLIC)
    with public.open_snapshot(engine) as snapshot:
        return _answer(request, snapshot, read(snapshot), kind)


def answer_partner(request: Request, publication: int | None, read: Read, kind: type[JsonText] = JsonText) -> Response:
    """Read the publication online, or the one asked for, on the partner login."""
    engine = service_of(request.scope).store.engine(Tier.PARTNER)
    with partner.open_snapshot(engine, publication, secret=find_visitor(request.scope).secret) as snapshot:
        return _answer(request, snapshot, read(snapshot), kind)


def _answer(request: Request, snapshot: Snapshot, body: str | bytes, kind: type[JsonText]) -> Response:
    etag = make_etag(
        snapshot.edition,
        audience=find_visitor(request.scope).audience,
        path=request.scope["path"],
        query=request.scope["query_string"],
        salt=service_of(request.scope).etag_salt,
    )
    return kind(body, headers={"ETag": etag})
