"""How the web part asks for something: a transaction in the name of whoever asks, that may write what was granted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from observatoire.store.database import Store, partner_unit_of_work
from observatoire.store.queries.reading import translate_outage


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for work: the manager, or a landlord for its own stock."""

    organisation: str
    bailleur_siren: str | None = None
    """nothing for the manager"""
    secret: str = field(default="", repr=False)
    """what they showed to come in: the database looks it up again, see `store/README.md`"""

    @property
    def is_manager(self) -> bool:
        """Whether every landlord's stock is within reach."""
        return self.bailleur_siren is None


@contextmanager
def open_request(store: Store, asker: Asker) -> Iterator[Session]:
    """One transaction of the partner login, which sees and adds what its asker may."""
    with translate_outage(), partner_unit_of_work(store, asker.secret) as session:
        yield session
