"""What a task receives: the store, the settings, the job, and a way to tell how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from observatoire.settings import Settings
from observatoire.store.database import Store
from observatoire.store.queries.job_line import TakenJob

Tell: TypeAlias = Callable[[float, str], None]
"""Told how far the work is, from 0 to 1, and what is being done, in French."""


@dataclass(frozen=True, slots=True)
class Work:
    """A job to do."""

    store: Store
    settings: Settings
    job: TakenJob
    tell: Tell


Task: TypeAlias = Callable[[Work], Mapping[str, Any]]
"""Does a job and gives its result, in plain values for JSON. It raises our errors when it must refuse."""
