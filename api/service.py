"""What the application holds while it runs, reachable from any request."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from starlette.types import Scope

from api.caching import AnswerCache
from api.journal_keeper import JournalKeeper
from observatoire.convention.reading import read_convention
from observatoire.convention.rules import Convention
from observatoire.settings import Settings
from observatoire.store.database import Store
from observatoire.store.queries.listening import EditionFollower


@dataclass(frozen=True)
class Service:
    """The store, the line that tells what is online, the answers ready to leave, and the journal."""

    settings: Settings
    store: Store
    follower: EditionFollower
    answers: AnswerCache
    journal: JournalKeeper

    @cached_property
    def convention(self) -> Convention:
        """The commitments that attributions are followed against."""
        return read_convention(self.settings.convention_file)

    @cached_property
    def etag_salt(self) -> str:
        """What of the settings shows in answers: a changed base map must not leave old answers valid."""
        shown = f"{self.settings.base_map_url}\n{self.settings.base_map_attribution}"
        return hashlib.sha256(shown.encode()).hexdigest()[:8]


def service_of(scope: Scope) -> Service:
    """The running service. The lifespan puts it there before the first request."""
    service = scope["app"].state.service
    assert isinstance(service, Service)  # noqa: S101 (state is untyped; anything else is a wiring mistake)
    return service
