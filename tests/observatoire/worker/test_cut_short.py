"""A worker killed just after its work was written: what is said of it is what happened."""

from contextlib import suppress
from threading import Event
from typing import Never

import geopandas as gpd
import pytest

from observatoire.errors import ConflictError
from observatoire.files.spool import Spool
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries import deposits, jobs
from observatoire.store.queries.asking import open_request
from observatoire.store.queries.job_line import open_line
from observatoire.worker.chores import Chores
from observatoire.worker.running import run_next, run_worker
from tests.support.builders import BONNEVILLE, HALPADES, place_in
from tests.support.deposits import COUNTS, MANAGER, ask, send, signed

pytestmark = pytest.mark.usefixtures("stock")
ROW = ";40;38;2;40;4;0\n"
RESIDENCES = "residence;nom;bailleur_siren;bailleur;code_insee;longitude;latitude\n"


def die(*_: object) -> Never:
    raise SystemExit


def test_load_that_was_written_has_its_receipt_and_is_not_said_to_be_interrupted(store, settings, monkeypatch):
    manager = signed(store, MANAGER)
    sent = send(store, settings, f"{COUNTS}A1{ROW}", kind="parc", asker=MANAGER)
    with open_request(store, manager) as session:
        number = jobs.enqueue(session, "chargement", asker=manager, deposit=sent.id)
    monkeypatch.setattr(Spool, "remove", die)
    with open_line(store.conninfo(Tier.ADMIN)) as line, suppress(SystemExit):
        run_next(store, settings, line)
    monkeypatch.undo()

    with open_request(store, manager) as session:
        loaded = deposits.find_deposit(session, sent.id, manager)
        job = jobs.find_job(session, number, manager)
        assert job is not None
        assert (loaded.state, jobs.read_state(session, job)) == ("charge", "fini")
    assert loaded.receipt_id is not None
    file = Spool(settings.home).find(sent.spool)
    assert file.is_file()
    Chores().do(store, settings)
    assert not file.exists(), "what is loaded is not kept"


def test_files_dropped_together_are_checked_again_once_the_residences_that_they_name_are_loaded(store, settings):
    counts = send(store, settings, f"{COUNTS}N1{ROW}", kind="parc", asker=MANAGER)
    wrong = send(store, settings, f"{COUNTS}N2{ROW}", kind="parc", asker=MANAGER)
    place = gpd.GeoSeries([place_in(BONNEVILLE)], crs=2154).to_crs(4326)
    stock = f"{RESIDENCES}N1;Lac;{HALPADES};Halpades;{BONNEVILLE};{place.x[0]};{place.y[0]}\n"
    named = send(store, settings, stock, kind="residences", asker=MANAGER)
    assert (counts.state, named.state) == ("refuse", "controle"), named.error

    assert ask(store, settings, named.id, "chargement", MANAGER).state == "charge"
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        while run_next(store, settings, line):
            pass

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        states = [deposits.find_deposit(session, each.id, MANAGER).state for each in (counts, wrong)]
    assert states == ["controle", "refuse"]


def test_work_that_died_is_asked_again_before_the_next_worker_is_ready(store, settings):
    manager = signed(store, MANAGER)
    with open_request(store, manager) as session:
        first = jobs.enqueue(session, "calcul", asker=manager, claim="edition")
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        assert line.take() is not None

    with open_request(store, manager) as session, pytest.raises(ConflictError, match="vient d’être interrompu"):
        jobs.enqueue(session, "calcul", asker=manager, claim="edition")

    stopping, again = Event(), []

    def prepare() -> None:
        with open_request(store, manager) as session:
            job = jobs.find_job(session, first, manager)
            assert job is not None
            again.append(jobs.retake(session, job, manager))
        stopping.set()

    run_worker(settings, stopping=stopping, prepare=prepare)
    assert len(again) == 1
