"""A worker killed at any moment of a load: the store is as before or as after, and the load can be asked for again.

`OBSERVATOIRE_KILLS=50` kills it fifty times instead of a few.
"""

import os
import random
import time
from functools import partial
from uuid import UUID

import pytest

from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import deposits, jobs
from observatoire.store.queries.asking import Asker, open_request
from observatoire.store.queries.job_line import open_line
from observatoire.store.tables.jobs import Job
from observatoire.worker.running import run_next
from tests.support.deposits import COUNTS, MANAGER, send, signed
from tests.support.killing import start_and_kill, starter
from tests.support.processes import wait_until

KILLED = int(os.environ.get("OBSERVATOIRE_KILLS", "3"))
WORKERS = """
import os, sys
from observatoire.settings import Settings
from observatoire.worker.running import run_worker
from observatoire.worker.tasks import TASKS

for _ in sys.stdin:
    child = os.fork()  # importing everything anew for each worker would take longer than its work
    if child:
        print(child, flush=True)
        os.waitpid(child, 0)
        continue
    run_worker(Settings())
"""

pytestmark = pytest.mark.usefixtures("stock")


@pytest.mark.timeout(300 + 20 * KILLED)
def test_worker_killed_at_any_moment_leaves_one_of_two_states_and_a_load_that_can_be_asked_again(
    store: Store, settings: Settings
):
    moments = random.Random(2016)
    manager = signed(store, MANAGER)
    start = time.monotonic()
    ask_to_load(store, settings, manager, "0")
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        assert run_next(store, settings, line)
    whole, current = time.monotonic() - start, read_counts(store)
    states = []

    with starter(WORKERS, settings) as process:
        for rank in range(1, KILLED + 1):
            sent, number = ask_to_load(store, settings, manager, str(rank % 30))
            start_and_kill(process, "work", moments.uniform(0, whole), store)

            assert read_counts(store) in (current, (rank % 30,))
            wait_until(partial(is_over, store, number))
            states.append(read_state(store, number))
            if states[-1] != "fini":
                ask_again(store, settings, manager, number)
            with open_request(store, manager) as session:
                assert deposits.find_deposit(session, sent, manager).state == "charge"
            current = read_counts(store)
            assert current == (rank % 30,)
    print({state: states.count(state) for state in sorted(set(states))})  # noqa: T201 -- what `make kills` tells


def ask_to_load(store: Store, settings: Settings, manager: Asker, emmenages: str) -> tuple[UUID, int]:
    """A file that was checked, and the job that loads it."""
    sent = send(store, settings, f"{COUNTS}A1;40;38;2;40;{emmenages};0\n", kind="parc", asker=MANAGER)
    assert sent.state == "controle", sent.error
    with open_request(store, manager) as session:
        return sent.id, jobs.enqueue(session, "chargement", asker=manager, deposit=sent.id)


def ask_again(store: Store, settings: Settings, manager: Asker, number: int) -> None:
    """Do what waits, or ask again for what was interrupted, as the manager does on the screen."""
    with open_request(store, manager) as session:
        if read_state(store, number) == "interrompu":
            jobs.retake(session, session.get_one(Job, number), manager)
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        assert run_next(store, settings, line)


def read_counts(store: Store) -> tuple[int, ...] | None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        row = session.connection().exec_driver_sql("select emmenages from source.parc where residence = 'A1'").first()
    return None if row is None else tuple(row)


def is_over(store: Store, number: int) -> bool:
    return read_state(store, number) != "en_cours"


def read_state(store: Store, number: int) -> str:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        return jobs.read_state(session, session.get_one(Job, number))
