"""Two loads at once, and loads killed at any moment: the store is never between two states."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import text

from observatoire.errors import ConflictError
from observatoire.settings import Settings
from observatoire.sources import turns
from observatoire.sources.loading import load_file
from observatoire.store.database import Store, Tier, unit_of_work
from tests.observatoire.sources.incoming import fingerprint, parc, residences, rows_of, write_table

ROOT = Path(__file__).resolve().parents[3]
MANY = 1500
KILLED = int(os.environ.get("OBSERVATOIRE_KILLS", "8"))
LOADERS = """
import os, sys
from pathlib import Path
from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.sources.official import open_writing
from observatoire.sources.options import Options
from observatoire.store.database import open_store

open_writing.MANY = 10  # a small open file is loaded as that of a country is
for line in sys.stdin:
    child = os.fork()  # importing everything anew for each load would take longer than the loads
    if child:
        os.waitpid(child, 0)
        continue
    with open_store(Settings()) as store:
        path = Path(line.rstrip("\\n"))
        kind, millesime = sys.argv[1], None if sys.argv[1] == "rpls-bailleur" else 2016
        options = Options(bailleur="900000002", confirmed=True) if kind == "ops" else Options()
        load_file(store, kind, path, millesime=millesime, options=options, check=True)  # what is slow at first is past
        print(os.getpid(), flush=True)
        load_file(store, kind, path, millesime=millesime, options=options)
    os._exit(0)
"""


def test_two_loads_at_once_take_turns_and_both_are_whole(inhabited: Store, tmp_path: Path):
    files = [write_table(tmp_path / f"p{rank}.csv", parc().assign(emmenages=str(rank))) for rank in range(2)]
    errors: list[BaseException] = []

    def load(path: Path) -> None:
        try:
            for _ in range(3):
                load_file(inhabited, "parc", path, millesime=2016)
        except BaseException as error:  # noqa: BLE001 -- a thread must hand over whatever happened
            errors.append(error)

    threads = [threading.Thread(target=load, args=(path,)) for path in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert rows_of(inhabited, "select count(*), count(distinct emmenages) from source.parc") == [(3, 1)]
    assert rows_of(inhabited, "select count(*) from source.receipt where kind = 'parc'") == [(6,)]


def test_load_that_waits_too_long_for_another_gives_up_and_writes_nothing(
    inhabited: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(turns, "LOCK_WAIT_S", 0.1)
    path = write_table(tmp_path / "p.csv", parc())
    before = fingerprint(inhabited)

    with unit_of_work(inhabited.engine(Tier.ADMIN)) as session:
        session.execute(text(f"SELECT pg_advisory_xact_lock({turns.LOAD_LOCK})"))
        with pytest.raises(ConflictError, match="Un autre chargement est en cours"):
            load_file(inhabited, "parc", path, millesime=2016)

    assert fingerprint(inhabited) == before
    assert load_file(inhabited, "parc", path, millesime=2016).inserted == 3


def many_residences() -> pd.DataFrame:
    return pd.concat([residences().iloc[[0]]] * MANY).assign(residence=[f"R{rank}" for rank in range(MANY)])


def many_counts(emmenages: int) -> pd.DataFrame:
    table = pd.concat([parc().iloc[[0]]] * MANY).assign(emmenages=str(emmenages))
    return table.assign(residence=[f"R{rank}" for rank in range(MANY)])


@pytest.mark.timeout(120 + 20 * KILLED)
def test_load_killed_at_any_moment_leaves_the_state_before_or_after(
    outlined: Store, outlined_settings: Settings, tmp_path: Path
):
    load_file(outlined, "residences", write_table(tmp_path / "r.csv", many_residences()))
    files = [write_table(tmp_path / f"p{rank}.csv", many_counts(rank)) for rank in range(2)]
    load_file(outlined, "parc", files[0], millesime=2016)
    start = time.monotonic()
    load_file(outlined, "parc", files[1], millesime=2016)
    whole = time.monotonic() - start
    moments = random.Random(20160101)
    current = 1

    with loaders(outlined_settings) as process:
        for _ in range(KILLED):
            load_and_kill(process, files[1 - current], moments.uniform(0, 2.5 * whole))
            seen = rows_of(outlined, "select count(*), min(emmenages), max(emmenages) from source.parc")
            assert seen in ([(MANY, current, current)], [(MANY, 1 - current, 1 - current)])
            ((kept,),) = rows_of(outlined, "select file_name from source.receipt order by id desc limit 1")
            current = seen[0][1]
            assert kept == files[current].name

    load_file(outlined, "parc", files[1 - current], millesime=2016)
    assert rows_of(outlined, "select distinct emmenages from source.parc") == [(1 - current,)]


@contextmanager
def loaders(settings: Settings, kind: str = "parc") -> Iterator[subprocess.Popen[str]]:
    """A process that starts a load of its own for each path it is given."""
    assert settings.database_url is not None
    address = {"DATABASE_URL": settings.database_url.get_secret_value(), "OBSERVATOIRE_HOME": str(settings.home)}
    with subprocess.Popen(
        [sys.executable, "-c", LOADERS, kind],
        cwd=ROOT,
        env=os.environ | address,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def load_and_kill(process: subprocess.Popen[str], path: Path, delay: float) -> None:
    """Load a file in another process, and kill it without warning some time after it began."""
    assert process.stdin is not None
    assert process.stdout is not None
    print(path, file=process.stdin, flush=True)
    child = int(process.stdout.readline())
    time.sleep(delay)
    with suppress(ProcessLookupError):  # it may have finished
        os.kill(child, signal.SIGKILL)
