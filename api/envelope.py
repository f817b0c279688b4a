"""What surrounds every answer: the security headers, and a problem in place of an error that nothing else caught."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import answer_error

FRAMED = "/integrer"
"""The public map for the sites of the communes: the one page that others may frame."""


class Envelope:
    """The outermost middleware. Nothing leaves the service without these headers, cached answers included."""

    def __init__(self, app: ASGIApp, *, base_map_url: str | None, secure: bool) -> None:
        self.app = app
        self._headers = _encode(security_headers(base_map_url, secure=secure))
        self._framed_headers = _encode(security_headers(base_map_url, framed=True, secure=secure))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and seal what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = self._framed_headers if scope["path"] == FRAMED else self._headers
        started = False

        async def seal(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": [*message.get("headers", []), *headers]}
            await send(message)

        try:
            await self.app(scope, receive, seal)
        except Exception as error:
            if started:
                raise
            await answer_error(scope, error)(scope, receive, seal)


def security_headers(base_map_url: str | None, *, framed: bool = False, secure: bool = False) -> dict[str, str]:
    """The headers that keep a page to itself: no outside address but the street base map, when there is one.

    Args:
        base_map_url: address of the tiles.
        framed: whether other sites may show the page in a frame. It then holds nothing that a session opens.
        secure: whether we are behind HTTPS, which browsers must then never leave.
    """
    ancestors = "*" if framed else "'none'"
    tiles = f" {_origin_of(base_map_url)}" if base_map_url else ""
    policy = (
        "default-src 'self'",
        f"img-src 'self' data:{tiles}",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        f"frame-ancestors {ancestors}",
    )
    return {
        "content-security-policy": "; ".join(policy),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    } | ({"strict-transport-security": "max-age=31536000; includeSubDomains"} if secure else {})


def _encode(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _origin_of(tile_url: str) -> str:
    """The origin of a tile address; its mirrors (`{s}`) are any name of that domain."""
    parts = urlsplit(tile_url.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}"
