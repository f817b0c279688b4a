"""The product's own server in a thread, for the time of a command that reads what it answers."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event, Thread

from observatoire.cli.server import build_server, listen
from observatoire.errors import UnavailableError
from observatoire.settings import Settings

LOCAL = "127.0.0.1"
STARTING_S = 30


@contextmanager
def serve_in_background(settings: Settings) -> Iterator[str]:
    """Its address on the loopback, on a free port.

    Raises:
        UnavailableError: the application does not start.
    """
    os.environ["OBSERVATOIRE_HOME"] = str(settings.home)
    started = Event()
    with closing(listen(LOCAL, 0)) as listener:
        server = build_server("error", started.set)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, name="answers", daemon=True)
        thread.start()
        try:
            if not started.wait(STARTING_S):
                raise UnavailableError("Le service n’a pas pu démarrer : ses réponses n’ont pas été lues.")
            yield f"http://{LOCAL}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
