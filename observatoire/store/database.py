"""How to reach the database: one login and one pool per tier, and the unit of work.

The tier decides what a connection may do; PostgreSQL enforces it (see `store/roles.py` and the migrations).
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Engine, create_engine, text
from sqlalchemy.orm import Session

from observatoire.cluster import Cluster
from observatoire.settings import Settings
from observatoire.store.announcing import announce
from observatoire.store.schema import require_current_schema
from observatoire.store.tiers import Tier, private_urls, server_urls

__all__ = ["Store", "Tier", "open_store", "partner_unit_of_work", "reach_store", "unit_of_work"]


@dataclass(frozen=True)
class Store:
    """A database within reach. Each tier has its own pool, so no query can run under another tier's rights."""

    urls: Mapping[Tier, URL] = field(repr=False)
    pool_size: int = 5
    _engines: dict[Tier, Engine] = field(default_factory=dict, init=False, repr=False, compare=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False, compare=False)

    def engine(self, tier: Tier) -> Engine:
        """The pool of a tier, opened at its first use."""
        with self._lock:
            if tier not in self._engines:
                self._engines[tier] = create_engine(
                    self.urls[tier],
                    pool_size=self.pool_size,
                    max_overflow=self.pool_size,
                    pool_pre_ping=True,
                    connect_args={"application_name": f"observatoire-{tier}", "connect_timeout": 10},
                )
            return self._engines[tier]

    def conninfo(self, tier: Tier) -> str:
        """The same address for psycopg alone: LISTEN, or a pool of one's own. It may hold a password: never log it."""
        url = self.urls[tier]
        return make_conninfo(
            **url.translate_connect_args(username="user", database="dbname"),
            **{name: ",".join(value) if isinstance(value, tuple) else value for name, value in url.query.items()},
            application_name=f"observatoire-{tier}",
            connect_timeout=10,
        )

    def dispose(self) -> None:
        """Close all pools."""
        with self._lock:
            for engine in self._engines.values():
                engine.dispose()
            self._engines.clear()


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """Open the store that the settings describe, for the time of the block.

    Without DATABASE_URL this starts the private cluster of the home, or adopts the running one.

    Raises:
        UnavailableError: it cannot be reached, or its schema is not that of this version.
    """
    with reach_store(settings) as store:
        require_current_schema(store.engine(Tier.ADMIN))
        yield store


@contextmanager
def reach_store(settings: Settings) -> Iterator[Store]:
    """Like `open_store`, without looking at the schema: for what prepares or examines a store."""
    if settings.database_url is not None:
        with _closing(Store(server_urls(settings), settings.database_pool_size)) as store:
            yield store
        return
    cluster = Cluster(settings.home)
    with cluster.use(), _closing(Store(private_urls(cluster.socket_dir), settings.database_pool_size)) as store:
        yield store


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[Session]:
    """One transaction: committed when the block ends, rolled back when it raises. The only place that commits."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def partner_unit_of_work(store: Store, secret: str) -> Iterator[Session]:
    """One transaction of the partner login that may write, in the name of the visitor who holds `secret`."""
    with unit_of_work(store.engine(Tier.PARTNER)) as session:
        session.execute(text("set transaction read write"))
        announce(session, secret)
        yield session


@contextmanager
def _closing(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.dispose()
