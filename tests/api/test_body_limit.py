"""Bodies that are too long or too slow, on a real connection: a problem in French, and nothing is done."""

import asyncio
import json
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI, Request
from starlette.types import Message, Receive, Scope, Send

from api.body_limit import LARGEST_BODY, UPLOAD_PATH, BodyLimit
from api.envelope import Envelope
from api.problems import install_handlers
from tests.support.serving import serve

SECONDS = 0.4
PATIENCE_S = 20.0
"""What would never be answered without the limits has this long to show it; nothing else waits for it."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = FastAPI()
    app.add_middleware(BodyLimit, seconds=SECONDS)
    app.add_middleware(Envelope, base_map_url=None, secure=False)
    install_handlers(app)

    @app.post("/question")
    @app.post(UPLOAD_PATH)
    async def answer(request: Request) -> int:
        return len(await request.body())

    with serve(app) as served:
        yield served


@pytest.fixture
def client(address: str) -> Iterator[socket.socket]:
    parts = urlsplit(address)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=PATIENCE_S) as opened:
        yield opened


def post(client: socket.socket, path: str, length: int, body: bytes = b"") -> None:
    client.sendall(f"POST {path} HTTP/1.1\r\nhost: a\r\ncontent-length: {length}\r\n\r\n".encode() + body)


def read_answer(client: socket.socket) -> tuple[int, object]:
    """The status and the JSON of an answer, whose head and body may come apart."""
    received = client.recv(65536)
    client.settimeout(PATIENCE_S)
    while True:
        head, _, body = received.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        if length and len(body) == int(length[1]):
            return int(head.split()[1]), json.loads(body)
        piece = client.recv(65536)
        assert piece, received
        received += piece


@pytest.mark.parametrize("path", ["/question", UPLOAD_PATH])
def test_body_that_stops_is_refused_in_time(client: socket.socket, path: str):
    post(client, path, 1000, b"abc")

    status, problem = read_answer(client)

    assert (status, problem["title"]) == (408, "Requête trop lente")


@pytest.mark.parametrize("path", ["/question", UPLOAD_PATH])
def test_body_that_trickles_gets_no_more_time(client: socket.socket, path: str):
    post(client, path, 1000)
    started = monotonic()
    status = None
    while status is None and monotonic() - started < PATIENCE_S:
        client.sendall(b"x")
        client.settimeout(0.05)
        with suppress(TimeoutError):
            status, _ = read_answer(client)

    assert status == 408


def test_body_too_long_is_refused_even_when_its_length_is_not_announced(client: socket.socket):
    client.sendall(b"POST /question HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n")
    client.sendall(f"{LARGEST_BODY + 1:x}\r\n".encode() + b"x" * (LARGEST_BODY + 1) + b"\r\n0\r\n\r\n")

    assert read_answer(client)[0] == 413


def test_large_file_that_comes_at_a_fair_pace_is_taken_however_long_it_takes(monkeypatch: pytest.MonkeyPatch):
    """On a clock of its own: on that of the machine, a pause of the client would be taken for slowness."""
    pieces = [b"x" * 20_000] * 8

    async def receive_all() -> int:
        loop = asyncio.get_running_loop()
        clock, coming, received = [0.0], list(pieces), 0
        monkeypatch.setattr(loop, "time", lambda: clock[0])

        async def receive() -> Message:
            await asyncio.sleep(0)
            clock[0] += SECONDS / 4
            return {"type": "http.request", "body": coming.pop(), "more_body": bool(coming)}

        async def read(_scope: Scope, receive: Receive, _send: Send) -> None:
            nonlocal received
            for _ in pieces:
                received += len((await receive())["body"])

        async def send(_: Message) -> None:
            """Nothing is answered."""

        scope = {"type": "http", "method": "POST", "path": UPLOAD_PATH, "headers": []}
        await BodyLimit(read, seconds=SECONDS)(scope, receive, send)
        assert clock[0] > SECONDS
        return received

    # In a thread of its own: the browser of another test may leave its loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(lambda: asyncio.run(receive_all())).result() == sum(map(len, pieces))
