"""What a worker does when nobody asks for anything: keep the spool tidy."""

from time import monotonic

from observatoire.settings import Settings
from observatoire.spool import Spool
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.deposits import note_removed

EVERY_S = 600.0


class Chores:
    """Small tasks, at most once every few minutes."""

    def __init__(self) -> None:
        self._done_at: float | None = None

    def do(self, store: Store, settings: Settings) -> None:
        """Let go of the files that came too long ago."""
        if self._done_at is not None and monotonic() - self._done_at < EVERY_S:
            return
        self._done_at = monotonic()
        removed = Spool(settings.home).remove_older(settings.spool_days)
        if removed:
            with unit_of_work(store.engine(Tier.ADMIN)) as session:
                note_removed(session, removed)
