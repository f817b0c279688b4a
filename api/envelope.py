"""What surrounds every answer: the security headers, and a problem in place of an error that nothing else caught."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import answer_error


class Envelope:
    """The outermost middleware. Nothing leaves the service without these headers, cached answers included."""

    def __init__(self, app: ASGIApp, *, base_map_url: str | None) -> None:
        self.app = app
        self._headers = [(name.encode(), value.encode()) for name, value in security_headers(base_map_url).items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and seal what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def seal(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": [*message.get("headers", []), *self._headers]}
            await send(message)

        try:
            await self.app(scope, receive, seal)
        except Exception as error:
            if started:
                raise
            await answer_error(scope, error)(scope, receive, seal)


def security_headers(base_map_url: str | None) -> dict[str, str]:
    """The headers that keep a page to itself: no outside address but the street base map, when there is one."""
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
        "frame-ancestors 'none'",
    )
    return {
        "content-security-policy": "; ".join(policy),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "cross-origin-opener-policy": "same-origin",
    }


def _origin_of(tile_url: str) -> str:
    """The origin of a tile address; its mirrors (`{s}`) are any name of that domain."""
    parts = urlsplit(tile_url.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}"
