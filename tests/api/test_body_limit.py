"""Bodies that are too long or too slow, on a real connection: a problem in French, and nothing is done."""

import json
import socket
from collections.abc import Iterator
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI, Request

from api.body_limit import LARGEST_BODY, UPLOAD_PATH, BodyLimit
from api.envelope import Envelope
from api.problems import install_handlers
from tests.support.serving import serve

SECONDS = 0.4
ANSWERED_IN_S = 4.0


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
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=10) as opened:
        yield opened


def post(client: socket.socket, path: str, length: int, body: bytes = b"") -> None:
    client.sendall(f"POST {path} HTTP/1.1\r\nhost: a\r\ncontent-length: {length}\r\n\r\n".encode() + body)


def read_answer(client: socket.socket) -> tuple[int, object]:
    head, _, body = client.recv(65536).partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


@pytest.mark.parametrize("path", ["/question", UPLOAD_PATH])
def test_body_that_stops_is_refused_in_time(client: socket.socket, path: str):
    post(client, path, 1000, b"abc")
    started = monotonic()

    status, problem = read_answer(client)

    assert (status, problem["title"]) == (408, "Requête trop lente")
    assert monotonic() - started < ANSWERED_IN_S


@pytest.mark.parametrize("path", ["/question", UPLOAD_PATH])
def test_body_that_trickles_gets_no_more_time(client: socket.socket, path: str):
    post(client, path, 1000)
    started = monotonic()
    client.settimeout(0.05)
    while monotonic() - started < ANSWERED_IN_S:
        client.sendall(b"x")
        try:
            assert read_answer(client)[0] == 408
            break
        except TimeoutError:
            continue

    assert monotonic() - started < ANSWERED_IN_S


def test_body_too_long_is_refused_even_when_its_length_is_not_announced(client: socket.socket):
    client.sendall(b"POST /question HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n")
    client.sendall(f"{LARGEST_BODY + 1:x}\r\n".encode() + b"x" * (LARGEST_BODY + 1) + b"\r\n0\r\n\r\n")

    assert read_answer(client)[0] == 413


def test_large_file_that_comes_at_a_fair_pace_is_taken_however_long_it_takes(client: socket.socket):
    pieces, piece = 8, b"x" * 20_000
    post(client, UPLOAD_PATH, pieces * len(piece))
    for _ in range(pieces):
        client.sendall(piece)
        sleep(0.1)

    assert read_answer(client) == (200, pieces * len(piece))
