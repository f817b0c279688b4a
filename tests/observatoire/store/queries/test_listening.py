"""The line that tells what is online: quick when it is up, never trusted when it may be wrong."""

from collections.abc import Iterator
from threading import Event

import pytest

from observatoire.cluster import Cluster
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier
from observatoire.store.queries import listening
from observatoire.store.queries.listening import EditionFollower
from observatoire.store.queries.public import read_edition
from observatoire.store.queries.reading import NOTHING_ONLINE
from tests.support.editions import load_territory, publish_edition
from tests.support.processes import wait_until


@pytest.fixture
def follower(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[EditionFollower]:
    monkeypatch.setattr(listening, "RETRY_S", 0.1)
    for seconds in ("HEARTBEAT_S", "TRUST_S"):  # no beat comes during a test: what is known was told, or asked anew
        monkeypatch.setattr(listening, seconds, 3600.0)
    follower = EditionFollower(store.conninfo(Tier.PUBLIC))
    follower.start()
    yield follower
    follower.stop()


def test_line_before_any_publication_knows_that_nothing_is_online(follower: EditionFollower):
    wait_until(lambda: follower.known_edition() == NOTHING_ONLINE)


def test_line_hears_a_publication_before_its_next_heartbeat(
    follower: EditionFollower, store: Store, settings: Settings
):
    wait_until(lambda: follower.known_edition() == NOTHING_ONLINE)
    load_territory(store)

    publish_edition(store, settings)

    wait_until(lambda: follower.known_edition() != NOTHING_ONLINE)
    assert follower.known_edition() == read_edition(store.engine(Tier.PUBLIC))


def test_line_that_was_cut_is_called_again(
    follower: EditionFollower, memory_cluster: Cluster, store: Store, monkeypatch: pytest.MonkeyPatch
):
    seen, follow = Event(), follower._follow
    wait_until(lambda: follower.known_edition() is not None)
    # The next call waits until it was seen that nothing is known meanwhile, however short that is.
    monkeypatch.setattr(follower, "_follow", lambda line: seen.wait() and follow(line))
    with memory_cluster.connect() as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where usename = 'observatoire_public' and datname = %s",
            (store.urls[Tier.PUBLIC].database,),
        )

    try:
        wait_until(lambda: follower.known_edition() is None)
    finally:
        seen.set()
    wait_until(lambda: follower.known_edition() is not None)


def test_line_silent_for_two_heartbeats_is_not_trusted(follower: EditionFollower, monkeypatch: pytest.MonkeyPatch):
    wait_until(lambda: follower.known_edition() is not None)

    monkeypatch.setattr(listening, "TRUST_S", 0.0)

    assert follower.known_edition() is None


def test_line_once_hung_up_knows_nothing_and_stops_once(store: Store):
    follower = EditionFollower(store.conninfo(Tier.PUBLIC))
    follower.start()
    wait_until(lambda: follower.known_edition() is not None)

    follower.stop()
    follower.stop()

    assert follower.known_edition() is None
