"""Processes that are killed without warning, at a moment that the test chooses."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from observatoire.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def starter(program: str, settings: Settings, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process that starts, for each line it is given, another one on the store of these settings, and says its pid."""
    assert settings.database_url is not None
    address = {"DATABASE_URL": settings.database_url.get_secret_value(), "OBSERVATOIRE_HOME": str(settings.home)}
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=os.environ | address,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def start_and_kill(process: subprocess.Popen[str], line: str, delay: float) -> None:
    """Have a line worked on, and kill who works on it some seconds after it began."""
    assert process.stdin is not None
    assert process.stdout is not None
    print(line, file=process.stdin, flush=True)
    child = int(process.stdout.readline())
    time.sleep(delay)
    with suppress(ProcessLookupError):  # it may have finished
        os.kill(child, signal.SIGKILL)
