"""Connections that take their time: closed on the loopback as they would be by the product's server."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from starlette.types import Receive, Scope, Send

from observatoire.cli.slow_clients import LARGEST_HEAD, ImpatientProtocol
from tests.support.serving import serve

LONG = b"x" * 40_000_000
PATIENCE_S = 10.0


class VeryImpatient(ImpatientProtocol):
    head_seconds = 0.4
    reading_seconds = 0.4


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
    with serve(application, protocol=VeryImpatient) as served:
        yield served


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


def trickle(client: socket.socket, piece: bytes) -> float:
    """Send a piece again and again; seconds until the server hangs up."""
    started = monotonic()
    with suppress(OSError):
        while monotonic() - started < PATIENCE_S / 2:
            client.sendall(piece)
            sleep(0.02)
    return monotonic() - started


def read_problem(client: socket.socket) -> dict[str, object]:
    head, _, body = read_all(client).rpartition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    problem: dict[str, object] = json.loads(body)
    return problem


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nhost: a\r\nx-a: "])
def test_headers_that_do_not_end_are_refused_in_time(client: socket.socket, begun: bytes):
    client.sendall(begun)
    started = monotonic()

    assert read_problem(client)["status"] == 408
    assert monotonic() - started < PATIENCE_S / 2


def test_headers_that_trickle_get_no_more_time_than_others(client: socket.socket):
    client.sendall(b"GET / HTTP/1.1\r\n")

    assert trickle(client, b"x-a: 1\r\n") < PATIENCE_S / 2


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


def test_second_request_of_a_kept_connection_has_the_same_time(client: socket.socket):
    client.sendall(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
    assert client.recv(65536).endswith(b"ok")
    client.sendall(b"GET / HTTP/1.1\r\n")

    assert read_problem(client)["status"] == 408


def test_body_that_goes_on_after_the_answer_does_not_hold_the_connection(client: socket.socket):
    client.sendall(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\nabc")
    assert b"ok" in client.recv(65536)

    assert trickle(client, b"x") < PATIENCE_S / 2


def test_reader_who_does_not_read_is_left(client: socket.socket):
    client.sendall(b"GET /long HTTP/1.1\r\nhost: a\r\n\r\n")
    sleep(1.2)

    received = b""
    with suppress(ConnectionResetError):
        received = read_all(client)
    assert len(received) < len(LONG)


def test_ordinary_client_is_served(client: socket.socket):
    client.sendall(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")

    assert read_all(client).endswith(b"ok")
