"""Between two jobs: the spread of attributions follows what was entered on the screen, and is not measured for nothing."""

import pytest

from observatoire.evaluation import homogeneity
from observatoire.store.database import Tier, unit_of_work
from observatoire.worker.chores import Chores
from tests.support.attributions import attribute, kept, publish_residences


@pytest.fixture
def measured(monkeypatch):
    """How many times the spread was measured."""
    times = []
    refresh = homogeneity.refresh_homogeneity
    monkeypatch.setattr(homogeneity, "refresh_homogeneity", lambda store: times.append(refresh(store)))
    return times


def enter(store, count):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        attribute(session, "A", count)


def test_spread_follows_an_entry_and_is_not_measured_again_for_nothing(store, settings, measured):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B", "C", "D")
    worker = Chores()

    worker.do(store, settings)
    enter(store, 20)
    worker.do(store, settings)
    worker.do(store, settings)
    assert kept(store)[0][1][2] == 20
    enter(store, 1)
    worker.do(store, settings)

    assert kept(store)[0][1][2] == 21
    assert len(measured) == 2
    Chores().do(store, settings)
    assert len(measured) == 2, "a worker that starts finds the spread fresh"


def test_spread_left_stale_is_measured_when_a_worker_starts(store, settings, measured):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B")
    enter(store, 12)

    Chores().do(store, settings)

    assert len(measured) == 1
