"""The product's own server, on a real socket: it answers, and says nothing of itself."""

import os
from urllib.request import urlopen

from starlette.types import ASGIApp, Receive, Scope, Send

from observatoire.cli import server
from observatoire.cli.background_server import serve_in_background
from observatoire.settings import Settings


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers anything but the start and the end of the service."""
    if scope["type"] != "http":
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def create_answering() -> ASGIApp:
    return answer


def test_no_answer_names_the_server_that_gives_it(monkeypatch, tmp_path):
    monkeypatch.setattr(server, "APPLICATION", f"{__name__}:{create_answering.__name__}")
    monkeypatch.setenv("OBSERVATOIRE_HOME", os.fspath(tmp_path))

    with serve_in_background(Settings(home=tmp_path)) as address, urlopen(address) as response:  # noqa: S310 (our own address)
        assert response.read() == b"ok"
        assert "date" in response.headers
        assert "server" not in response.headers
