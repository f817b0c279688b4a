"""The application, served for real: the browser needs an address."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from uvicorn import Config, Server

from api.app import create_app
from observatoire.settings import Settings

PATIENCE = 20.0
"""Seconds for the application to start."""


@contextmanager
def serve(settings: Settings) -> Iterator[str]:
    """Serve on a free port for the time of the block, and give the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(
            Config(create_app(settings), log_level="warning", access_log=False, timeout_graceful_shutdown=1)
        )
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, name="uvicorn", daemon=True)
        thread.start()
        try:
            _wait(server, thread)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


def _wait(server: Server, thread: Thread) -> None:
    deadline = time.monotonic() + PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the application did not start")
        time.sleep(0.02)
