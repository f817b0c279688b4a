"""Processes that are killed without warning, at a moment that the test chooses."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import text

from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from tests.support.processes import wait_until

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


def start_and_kill(process: subprocess.Popen[str], line: str, delay: float, store: Store) -> None:
    """Have a line worked on, and kill who works on it some seconds after it began.

    The server goes on with the last statement of the dead, which may be its commit: that is waited for.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    before = list_connections(store)
    print(line, file=process.stdin, flush=True)
    child = int(process.stdout.readline())
    time.sleep(delay)
    with suppress(ProcessLookupError):  # it may have finished
        os.kill(child, signal.SIGKILL)
    wait_until(lambda: list_connections(store) <= before)


def list_connections(store: Store) -> set[int]:
    """The server's processes for this database, but the one that is asked."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        pids = "select pid from pg_stat_activity where datname = current_database() and usename is not null"
        return set(session.scalars(text(f"{pids} and pid <> pg_backend_pid()")))
