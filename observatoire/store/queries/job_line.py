"""The line of a worker to the queue: a connection of its own, which holds its lock and tells its progress.

When the worker dies the connection closes, its locks fall, and everybody sees that the job was interrupted.
"""

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from observatoire.store.queries.asking import Asker
from observatoire.store.queries.jobs import CHANNEL, JOB_LOCKS, READY, STARTING, WORKER_LOCK

_CLAIM = """
with next as (
    select id from partner.job where state = 'en_attente' order by id limit 1 for update skip locked
)
update partner.job set state = 'en_cours', worker = %(worker)s, started_at = now(), attempts = attempts + 1,
    progress = 0, step = ''
from next where job.id = next.id and pg_try_advisory_lock(%(locks)s, next.id)
returning job.id, job.kind, job.payload, job.deposit, job.organisation, job.bailleur_siren, job.account
"""
_TELL = "update partner.job set progress = %s, step = %s where id = %s"
_END = """
update partner.job set state = %s, result = %s, error = %s, progress = %s, finished_at = now(), step = '' where id = %s
"""


@dataclass(frozen=True, slots=True)
class TakenJob:
    """A job that this worker has for itself."""

    id: int
    kind: str
    payload: dict[str, Any]
    deposit: UUID | None
    organisation: str
    bailleur_siren: str | None
    account: int | None

    @property
    def asker(self) -> Asker:
        """Who asked."""
        return Asker(self.organisation, self.bailleur_siren)


class JobLine:
    """What a worker says to the queue, each sentence a transaction."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self.name = f"{socket.gethostname()}:{os.getpid()}"

    def be_ready(self) -> None:
        """Say that this worker, which was starting, is ready to work."""
        self._connection.execute("select pg_advisory_lock_shared(%s, %s)", (WORKER_LOCK, READY))
        self._connection.execute("select pg_advisory_unlock_shared(%s, %s)", (WORKER_LOCK, STARTING))

    def take(self) -> TakenJob | None:
        """Take the oldest job that waits, with its lock, if there is one."""
        with self._connection.cursor(row_factory=class_row(TakenJob)) as cursor:
            return cursor.execute(_CLAIM, {"worker": self.name, "locks": JOB_LOCKS}).fetchone()

    def tell(self, job: TakenJob, progress: float, step: str) -> None:
        """Say how far a job is, from 0 to 1, and what is being done."""
        self._connection.execute(_TELL, (min(max(progress, 0.0), 1.0), step, job.id))

    def end(
        self,
        job: TakenJob,
        state: str,
        *,
        result: Mapping[str, Any] | None = None,
        error: Mapping[str, Any] | None = None,
    ) -> None:
        """Say how a job ended, and let go of its lock."""
        answers = [None if value is None else json.dumps(value, ensure_ascii=False) for value in (result, error)]
        self._connection.execute(_END, (state, *answers, 1.0 if state == "fini" else 0.0, job.id))
        self._connection.execute("select pg_advisory_unlock(%s, %s)", (JOB_LOCKS, job.id))

    def wait(self, seconds: float) -> None:
        """Wait until a job is announced, or so long."""
        for _ in self._connection.notifies(timeout=seconds, stop_after=1):
            return


@contextmanager
def open_line(conninfo: str) -> Iterator[JobLine]:
    """Open the line of a worker, on the login of the manager, for the time of the block."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock_shared(%s, %s)", (WORKER_LOCK, STARTING))
        connection.execute(f"listen {CHANNEL}".encode())
        try:
            yield JobLine(connection)
        finally:
            # The server notes that a connection is gone a moment later: whoever asks meanwhile would be told of a worker.
            with suppress(psycopg.Error):
                connection.execute("select pg_advisory_unlock_all()")
