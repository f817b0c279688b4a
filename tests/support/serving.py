"""A real server for the tests that need one: uvicorn on a port of the loopback, in a thread of the test."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.types import ASGIApp

from observatoire.cli.slow_clients import ImpatientProtocol

PATIENCE_S = 60.0


@contextmanager
def serve(app: ASGIApp, *, protocol: type[ImpatientProtocol] = ImpatientProtocol) -> Iterator[str]:
    """The address of a running server, that of the product, for the time of the block."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="critical", ws="none", http=protocol, timeout_graceful_shutdown=1)
    )
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="uvicorn")
    thread.start()
    deadline = monotonic() + PATIENCE_S
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert monotonic() < deadline, "the server takes too long to start"
        sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
