"""A job asked for is done once, by one worker, and nobody is told that it goes on when it does not."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from threading import Event
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import ProgrammingError

from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.errors import ConflictError, InvalidInputError, Problem
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import jobs
from observatoire.store.queries.asking import Asker, open_request
from observatoire.store.queries.job_line import open_line
from observatoire.store.tables.jobs import Job
from observatoire.worker.running import run_next, run_worker
from observatoire.worker.work import Task, Work
from tests.support.processes import wait_until

ORGANISATION = "CC Faucigny-Glières"

TAKE_AND_WAIT = """
import sys, time
from observatoire.store.queries.job_line import open_line
with open_line(sys.argv[1]) as line:
    job = line.take()
    line.tell(job, 0.4, "Lecture")
    print("taken", flush=True)
    time.sleep(600)
"""


def ask(store: Store, kind: str = "essai", **values: Any) -> int:
    manager = sign_in(store)
    with open_request(store, manager) as session:
        return jobs.enqueue(session, kind, asker=manager, **values)


def sign_in(store: Store, *bailleurs: str) -> Asker:
    role = Role.BAILLEUR if bailleurs else Role.EPCI
    secret = add_account(store, ORGANISATION, role, Perimeter(bailleurs=bailleurs))
    return Asker(ORGANISATION, bailleurs[0] if bailleurs else None, secret)


def read(store: Store, number: int) -> Job:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        job = session.get_one(Job, number)
        job.state = jobs.read_state(session, job)
        session.expunge(job)
        return job


def run(store: Store, settings: Settings, task: Task) -> bool:
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        return run_next(store, settings, line, lambda _: task)


def test_job_is_done_and_its_result_kept(store, settings):
    seen = []

    def task(work: Work) -> Mapping[str, Any]:
        work.tell(0.5, "À moitié")
        seen.append(read(store, number))
        return {"payload": work.job.payload, "by": work.job.asker.organisation}

    number = ask(store, payload={"ops": 2016})

    assert run(store, settings, task)
    assert not run(store, settings, task), "nothing else waits"
    assert [(job.state, job.progress, job.step) for job in seen] == [("en_cours", 0.5, "À moitié")]
    job = read(store, number)
    assert (job.state, job.progress, job.step) == ("fini", 1.0, "")
    assert job.result == {"payload": {"ops": 2016}, "by": ORGANISATION}


def test_worker_says_that_it_is_starting_then_does_what_was_asked_meanwhile_and_is_gone(store, settings):
    stopping = Event()
    seen = []

    def look(*_: Work) -> Mapping[str, Any]:
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            seen.append((jobs.count_workers(session), jobs.is_worker_starting(session)))
        return {}

    def finish(work: Work) -> Mapping[str, Any]:
        stopping.set()
        return look(work)

    number = ask(store)
    look()
    run_worker(settings, stopping=stopping, find=lambda _: finish, prepare=look)
    look()

    assert seen == [(0, False), (0, True), (1, False), (0, False)]
    assert read(store, number).state == "fini"


def test_refusal_keeps_every_problem_with_its_place(store, settings):
    def task(_: Work) -> Mapping[str, Any]:
        raise InvalidInputError("Refusé.", [Problem("Trop grand.", "Corrigez.", "f.csv", 3, "vacants", "99")])

    number = ask(store)
    run(store, settings, task)

    job = read(store, number)
    assert job.state == "refuse"
    assert job.error is not None
    assert job.error["problems"] == [
        {"message": "Trop grand.", "remedy": "Corrigez.", "line": 3, "column": "vacants", "value": "99"}
    ]


def test_unforeseen_error_ends_the_job_and_tells_nothing_of_the_inside(store, settings, caplog):
    def task(_: Work) -> Mapping[str, Any]:
        raise RuntimeError("secret of the inside")

    number = ask(store)
    run(store, settings, task)

    job = read(store, number)
    assert job.state == "echec"
    assert "secret" not in str(job.error)
    assert "secret of the inside" in caplog.text


def test_same_claim_is_refused_and_says_whose_it_is_until_it_is_done(store, settings):
    ask(store, claim="edition")

    with pytest.raises(ConflictError, match="CC Faucigny-Glières"):
        ask(store, claim="edition")
    run(store, settings, lambda _: {})
    ask(store, claim="edition")


def test_two_workers_never_have_the_same_job(store):
    first, second = ask(store), ask(store)

    with open_line(store.conninfo(Tier.ADMIN)) as one, open_line(store.conninfo(Tier.ADMIN)) as other:
        taken = [line.take() for line in (one, other, one)]

    assert [job.id if job else None for job in taken] == [first, second, None]


def test_killed_worker_leaves_a_job_that_is_seen_interrupted_and_can_be_taken_again(store, settings):
    number = ask(store)
    command = [sys.executable, "-c", TAKE_AND_WAIT, store.conninfo(Tier.ADMIN)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "taken\n"
        assert (read(store, number).state, read(store, number).progress) == ("en_cours", 0.4)
        os.kill(worker.pid, signal.SIGKILL)

    wait_until(lambda: read(store, number).state == "interrompu")
    manager = sign_in(store)
    with open_request(store, manager) as session:
        again = jobs.retake(session, session.get_one(Job, number), manager)
    assert run(store, settings, lambda _: {"done": True})
    assert read(store, again).state == "fini"
    assert read(store, number).state == "interrompu", "noted by the worker that came next"


def test_interrupted_check_is_done_again_by_itself_and_only_once(store, settings):
    number = ask(store, "controle")
    for _ in range(2):
        with open_line(store.conninfo(Tier.ADMIN)) as line:
            assert line.take() is not None  # and dies
        run(store, settings, lambda _: {}) if read(store, number).attempts > 1 else mark(store)

    assert read(store, number).state == "interrompu"


def mark(store: Store) -> None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        jobs.mark_interrupted(session)


def test_landlord_knows_nothing_of_the_jobs_of_others_even_with_a_wrong_filter(store):
    number = ask(store)
    halpades, other = sign_in(store, "325720045"), sign_in(store, "779309941")
    with open_request(store, halpades) as session:
        own = jobs.enqueue(session, "essai", asker=halpades)

        assert jobs.find_job(session, number, halpades) is None
        assert jobs.find_job(session, number, Asker(ORGANISATION)) is None, "the database says no by itself"
        assert [job.id for job in jobs.list_jobs(session, halpades)] == [own]
    with open_request(store, other) as session:
        assert jobs.list_jobs(session, Asker(ORGANISATION)) == []
    with open_request(store, sign_in(store)) as session:
        assert [job.id for job in jobs.list_jobs(session, Asker(ORGANISATION))] == [own, number]


def test_landlord_asks_in_its_own_name_only(store):
    halpades = sign_in(store, "325720045")

    with open_request(store, halpades) as session, pytest.raises(ProgrammingError, match="row-level security"):
        jobs.enqueue(session, "calcul", asker=Asker(ORGANISATION))


def test_web_login_asks_but_never_says_that_a_job_is_done(store):
    ask(store)

    with open_request(store, sign_in(store)) as session, pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(update(Job).values(state="fini"))
