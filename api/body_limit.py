"""Bounds on what may be sent to us: how long, whether its length is announced or not, and how slowly.

Refused as a problem, like the rest. The time of the headers is the server's: `observatoire.cli.slow_clients`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 4096
"""An access key, or a short question: files go to `UPLOAD_PATH`, which counts for itself."""
UPLOAD_PATH = "/api/v1/data/deposits"
BODY_SECONDS = 10.0
"""For a body to come whole, or for the next piece of a file."""
SLOWEST_UPLOAD = 4096
"""Bytes a second of a file, on average, once `BODY_SECONDS` have passed: a telephone line does better."""


class BodyLimit:
    """Middleware that stops reading a request as soon as it is too long or too slow."""

    def __init__(self, app: ASGIApp, *, seconds: float = BODY_SECONDS) -> None:
        self.app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse at once what says that it is too long, and in time what does not say."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == UPLOAD_PATH and scope["method"] == "POST":
            await self.app(scope, _bound(receive, self._allow_file), send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > LARGEST_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        await self.app(scope, _bound(receive, self._allow_body), send)

    def _allow_file(self, received: int, elapsed: float) -> float:
        """Seconds left for the next piece of a file."""
        if elapsed > self._seconds and received < SLOWEST_UPLOAD * elapsed:
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT)
        return self._seconds

    def _allow_body(self, received: int, elapsed: float) -> float:
        """Seconds left for the whole body."""
        if received > LARGEST_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self._seconds - elapsed


def _bound(receive: Receive, allow: Callable[[int, float], float]) -> Receive:
    """Receive as long as `allow` gives time, which it does from what has come and since when."""
    started = asyncio.get_running_loop().time()
    received, whole = 0, False

    async def receive_bounded() -> Message:
        nonlocal received, whole
        if whole:  # what comes next is the end of the connection: no reason to hurry
            return await receive()
        left = allow(received, asyncio.get_running_loop().time() - started)
        message = await _hurry(receive(), left)
        received += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if whole:
            allow(received, 0.0)
        return message

    return receive_bounded


async def _hurry(message: Awaitable[Message], seconds: float) -> Message:
    try:
        return await asyncio.wait_for(message, max(0.0, seconds))
    except TimeoutError as error:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from error
