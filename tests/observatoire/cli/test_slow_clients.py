"""Connections that take their time: closed on the loopback as they would be by the product's server."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic, sleep
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from starlette.types import Receive, Scope, Send

from observatoire.cli.slow_clients import LARGEST_HEAD, ImpatientProtocol
from tests.support.processes import wait_until
from tests.support.serving import serve

LONG = b"x" * 40_000_000
PATIENCE_S = 20.0
"""What would never end without the limits has this long to show it; nothing else waits for it."""


class Watched(ImpatientProtocol):
    """Remembers whom it has left, by port."""

    left: ClassVar[set[int]] = set()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        assert self.client is not None
        self.left.add(self.client[1])


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers at once, without reading what is sent; at length when asked."""
    if scope["type"] != "http":
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        return
    body = LONG if scope["path"] == "/long" else b"ok"
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve(application, protocol=Watched) as served:
        yield served


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, very little time: not before, or a busy machine would send what is ordinary too late."""
    for limit in ("head_seconds", "reading_seconds"):
        monkeypatch.setattr(Watched, limit, 0.3)


@pytest.fixture
def client(address: str) -> Iterator[socket.socket]:
    parts = urlsplit(address)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=PATIENCE_S) as opened:
        yield opened


def read_all(client: socket.socket) -> bytes:
    """What comes until the server hangs up."""
    received = b""
    while piece := client.recv(65536):
        received += piece
    return received


def read_ordinary(client: socket.socket) -> None:
    """The ordinary answer, whose head and body may come apart."""
    received = b""
    while not received.endswith(b"ok"):
        piece = client.recv(65536)
        assert piece, received
        received += piece


def hangs_up_on(client: socket.socket, piece: bytes) -> bool:
    """Send a piece again and again, until the server hangs up or patience ends."""
    started = monotonic()
    while monotonic() - started < PATIENCE_S:
        try:
            client.sendall(piece)
        except OSError:
            return True
        sleep(0.02)
    return False


def read_problem(client: socket.socket) -> dict[str, object]:
    head, _, body = read_all(client).rpartition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    problem: dict[str, object] = json.loads(body)
    return problem


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nhost: a\r\nx-a: "])
def test_headers_that_do_not_end_are_refused_in_time(client: socket.socket, begun: bytes):
    client.sendall(begun)

    assert read_problem(client)["status"] == 408


@pytest.mark.usefixtures("hurried")
def test_headers_that_trickle_get_no_more_time_than_others(client: socket.socket):
    client.sendall(b"GET / HTTP/1.1\r\n")

    assert hangs_up_on(client, b"x-a: 1\r\n")


def test_headers_too_long_are_refused_at_once(client: socket.socket):
    # Not a byte more than what is refused: hanging up on bytes that nobody read would take the answer away with them.
    client.sendall(b"GET / HTTP/1.1\r\nx-a: ".ljust(LARGEST_HEAD + 1, b"a"))

    assert read_problem(client)["status"] == 431


def test_headers_too_long_that_end_are_refused_too(client: socket.socket):
    client.sendall(b"GET /?" + b"a" * (LARGEST_HEAD + 1) + b" HTTP/1.1\r\nhost: a\r\n\r\n")

    assert read_problem(client)["status"] == 431


def test_what_is_not_http_is_refused_in_french(client: socket.socket):
    client.sendall(b"\x16\x03\x01\x02\x00 bonjour\r\n\r\n")

    assert read_problem(client)["title"] == "Requête invalide"


def test_second_request_of_a_kept_connection_has_the_same_time(client: socket.socket, monkeypatch: pytest.MonkeyPatch):
    client.sendall(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
    read_ordinary(client)
    hurry(monkeypatch)
    client.sendall(b"GET / HTTP/1.1\r\n")

    assert read_problem(client)["status"] == 408


def test_body_that_goes_on_after_the_answer_does_not_hold_the_connection(
    client: socket.socket, monkeypatch: pytest.MonkeyPatch
):
    client.sendall(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\nabc")
    read_ordinary(client)
    hurry(monkeypatch)

    assert hangs_up_on(client, b"x")


@pytest.mark.usefixtures("hurried")
def test_reader_who_does_not_read_is_left(client: socket.socket):
    port = client.getsockname()[1]
    Watched.left.discard(port)
    client.sendall(b"GET /long HTTP/1.1\r\nhost: a\r\n\r\n")
    wait_until(lambda: port in Watched.left)

    received = b""
    with suppress(ConnectionResetError):
        received = read_all(client)
    assert len(received) < len(LONG)


def test_ordinary_client_is_served(client: socket.socket):
    client.sendall(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")

    assert read_all(client).endswith(b"ok")
