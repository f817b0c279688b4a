"""What a task receives: the store, the settings, the job, and a way to tell how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from observatoire.settings import Settings
from observatoire.store.database import Store
from observatoire.store.queries.job_line import TakenJob
from observatoire.store.queries.jobs import settle

Tell: TypeAlias = Callable[[float, str], None]
"""Told how far the work is, from 0 to 1, and what is being done, in French."""


@dataclass(frozen=True, slots=True)
class Work:
    """A job to do."""

    store: Store
    settings: Settings
    job: TakenJob
    tell: Tell

    def settle(self, session: Session, result: Mapping[str, Any]) -> None:
        """Note that the job is done, last in the transaction of what it has written: a kill leaves both or neither."""
        settle(session, self.job.id, result)


Task: TypeAlias = Callable[[Work], Mapping[str, Any]]
"""Does a job and gives its result, in plain values for JSON. It raises our errors when it must refuse."""
