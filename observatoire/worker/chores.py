"""What a worker does when nobody asks for anything: keep the spool tidy, and the spread of attributions up to date."""

from time import monotonic

from observatoire.files.spool import Spool
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.deposits import list_done, note_removed
from observatoire.store.queries.spread import read_freshness

EVERY_S = 600.0


class Chores:
    """Small tasks between two jobs."""

    def __init__(self) -> None:
        self._tidied_at: float | None = None
        self._spread_of: tuple[int, int] | None = None

    def do(self, store: Store, settings: Settings) -> None:
        """Follow the attributions that were entered; every few minutes, let go of the files that came too long ago."""
        self._follow_attributions(store)
        if self._tidied_at is None or monotonic() - self._tidied_at >= EVERY_S:
            self._tidied_at = monotonic()
            _tidy(store, settings)

    def _follow_attributions(self, store: Store) -> None:
        """Measure the spread again after an entry on the screen, or another publication: loads do it themselves."""
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            found = read_freshness(session)
        seen, self._spread_of = self._spread_of, found.stamp
        # An entry committed while the spread was measured may be dated before it: past the first look, numbers tell.
        if found.stamp == seen or (seen is None and found.is_fresh):
            return
        from observatoire.evaluation.homogeneity import refresh_homogeneity  # noqa: PLC0415 (libraries of the calculation)

        refresh_homogeneity(store)


def _tidy(store: Store, settings: Settings) -> None:
    spool = Spool(settings.home)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        done = list_done(session)
        for name in done:  # a worker killed once the load was written has left its file
            spool.remove(name)
        note_removed(session, done)
    removed = spool.remove_older(settings.spool_days)
    if removed:
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            note_removed(session, removed)
