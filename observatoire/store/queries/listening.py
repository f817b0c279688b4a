"""Know what is online without asking at each request: PostgreSQL tells it on a channel, at each publication.

What is known is only trusted while the line is proved alive: every few seconds it is asked again, and a line that has
not answered for two beats counts as down. Whoever reads then asks the database itself.
"""

import logging
import selectors
import socket
from threading import Event, Thread
from time import monotonic

import psycopg

from observatoire.store.queries.public import ONLINE
from observatoire.store.queries.reading import NOTHING_ONLINE, Edition

logger = logging.getLogger(__name__)

CHANNEL = "observatoire_publication"
"""PostgreSQL channel on which the number of the publication online is announced."""

HEARTBEAT_S = 5.0
TRUST_S = 2 * HEARTBEAT_S
RETRY_S = 2.0


class EditionFollower:
    """A thread with a connection of its own on the public login, that follows what is online."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._known: tuple[Edition, float] | None = None
        self._stopping = Event()
        self._bell, self._ear = socket.socketpair()
        self._thread = Thread(target=self._run, name="edition-follower", daemon=True)

    def start(self) -> None:
        """Begin to listen, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Hang up, and wait until the connection is closed. Once is enough."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._bell.send(b".")
        self._thread.join()
        self._bell.close()
        self._ear.close()

    def known_edition(self) -> Edition | None:
        """What is online, or `None` when the line cannot be trusted now."""
        known = self._known
        return known[0] if known and monotonic() - known[1] < TRUST_S else None

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with psycopg.connect(self._conninfo, autocommit=True) as line:
                    self._follow(line)
            except psycopg.Error as error:
                logger.warning("the line to the database is down", extra={"reason": str(error)})
            self._known = None
            self._stopping.wait(RETRY_S)

    def _follow(self, line: psycopg.Connection) -> None:
        announced = Event()
        line.add_notify_handler(lambda _: announced.set())
        line.execute(f"listen {CHANNEL}".encode())
        with selectors.DefaultSelector() as selector:
            selector.register(line.fileno(), selectors.EVENT_READ)
            selector.register(self._ear, selectors.EVENT_READ)
            while not self._stopping.is_set():
                # An announcement may come with the answer of the question itself: then nothing more rings, ask again.
                announced.clear()
                asked_at = monotonic()
                row = line.execute(ONLINE.encode()).fetchone()
                self._known = (Edition(*row) if row else NOTHING_ONLINE, asked_at)
                if not announced.is_set():
                    selector.select(timeout=HEARTBEAT_S)
