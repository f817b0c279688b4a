"""A worker beside the service: started with it, started again when it dies, stopped with it."""

import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic

logger = logging.getLogger(__name__)

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
STEADY_S = 60.0
"""A worker that lived so long died by accident: the next one starts at once."""
PATIENCE_S = 10.0


class Supervisor:
    """Keeps one process alive."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._stopping = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._run, name="supervisor", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process under way."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the process to stop, and wait."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
        self._thread.join(PATIENCE_S)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def _run(self) -> None:
        pause = FIRST_PAUSE_S
        while not self._stopping.is_set():
            began = monotonic()
            # Its standard input closes with us, however we die: that is how it knows that it must leave too.
            # Ctrl-C is for the service, that stops the process in its turn: a group of its own keeps it away.
            with subprocess.Popen(self._command, stdin=subprocess.PIPE, process_group=0) as process:
                self._process = process
                if self._stopping.is_set():
                    process.terminate()
                code = process.wait()
            if self._stopping.is_set():
                return
            pause = FIRST_PAUSE_S if monotonic() - began > STEADY_S else min(2 * pause, LONGEST_PAUSE_S)
            logger.warning("the worker stopped, another one starts", extra={"code": code, "in_seconds": pause})
            self._stopping.wait(pause)


@contextmanager
def supervised_worker(home: Path) -> Iterator[Supervisor]:
    """A worker of this home, for the time of the block."""
    supervisor = Supervisor(
        [sys.executable, "-m", "observatoire.cli.main", "--home", str(home), "worker", "--attached"]
    )
    supervisor.start()
    try:
        yield supervisor
    finally:
        supervisor.stop()
