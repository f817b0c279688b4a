"""A request that changes something comes from our own pages, or from a program that shows its key: never from another site."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})
"""`none` is what a person does: an address typed, a bookmark."""


class SameOrigin:
    """Middleware that refuses writes sent by the pages of others, whatever cookie the browser joined.

    Browsers say where a request comes from in `Sec-Fetch-Site` and `Origin`, which no script can forge. A program says
    neither, and holds a key that no other site can make it send.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what only reads, and what comes from us."""
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE_METHODS
            and comes_from_elsewhere(Headers(scope=scope))
        ):
            raise HTTPException(HTTPStatus.FORBIDDEN)
        await self.app(scope, receive, send)


def comes_from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that a page of another site sent this request."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in OURS:
        return True
    origin = headers.get("origin")
    # The scheme is left aside: behind a proxy that ends HTTPS, only the name is known here.
    return origin is not None and origin.partition("://")[2] != headers.get("host")
