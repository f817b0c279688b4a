"""The lines of the journal that wait: nobody waits for them, a thread writes them together, and at the end of the service."""

import logging
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from observatoire.errors import ObservatoireError
from observatoire.printing.days import find_today
from observatoire.store.database import Store
from observatoire.store.queries.journal import Line, write_lines

if TYPE_CHECKING:
    from datetime import date

logger = logging.getLogger(__name__)

EVERY_S = 0.5
THREAD = "journal"
MOST = 10_000
"""Lines that wait while the database does not answer; beyond, the service says in its log that it lost some."""


class JournalKeeper:
    """Lines that wait, and the thread that writes them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lines: dict[Line, None] = {}
        self._day: date | None = None
        self._said: set[Line] = set()
        self._lock = Lock()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=THREAD, daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, and end."""
        self._stopping.set()
        self._thread.join()
        self.flush()

    def note(self, secret: str, action: str, subject: str, *, once_a_day: bool = False) -> None:
        """Keep a line to be written soon. The same thing several times in a moment, or in a day, is one line."""
        line = Line(secret, action, subject)
        with self._lock:
            if once_a_day and self._was_said_today(line):
                return
            if len(self._lines) < MOST:
                self._lines.setdefault(line)
                return
        logger.error("the journal is full: a line is lost", extra={"action": action})

    def flush(self) -> None:
        """Write what waits, now."""
        with self._lock:
            lines, self._lines = list(self._lines), {}
        if not lines:
            return
        try:
            write_lines(self._store, lines)
        except ObservatoireError:
            logger.warning("the journal could not be written, it will be", extra={"lines": len(lines)})
            with self._lock:
                self._lines = dict.fromkeys(lines[:MOST]) | self._lines

    def _was_said_today(self, line: Line) -> bool:
        today = find_today()
        if self._day != today:
            self._day, self._said = today, set()
        was_said = line in self._said
        if len(self._said) < MOST:
            self._said.add(line)
        return was_said

    def _run(self) -> None:
        while not self._stopping.wait(EVERY_S):
            try:
                self.flush()
            except Exception:
                logger.exception("the journal could not be written")
