"""How a process that works for another one stops: with it, and as Ctrl-C would stop it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any


def interrupt_on_stop() -> None:
    """Take SIGTERM as Ctrl-C, so that what is under way is undone."""
    signal.signal(signal.SIGTERM, _interrupt)


@contextmanager
def undone_when_stopped() -> Iterator[None]:
    """Take SIGTERM as Ctrl-C for the time of the block, so that what it writes is undone."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def leave_with_parent() -> None:
    """Stop when whoever started this process is gone: its end of the standard input closes."""
    Thread(target=_watch, name="parent-watch", daemon=True).start()


def _watch() -> None:
    # Not through `sys.stdin`: a process that ends while a thread waits on its buffer is aborted with a fatal error.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt
