"""Two loads at once, and loads killed at any moment: the store is never between two states."""

import os
import random
import threading
import time
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
from tests.support.killed_loads import loaders
from tests.support.killing import start_and_kill

MANY = 1500
KILLED = int(os.environ.get("OBSERVATOIRE_KILLS", "8"))


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


@pytest.mark.timeout(300 + 20 * KILLED)
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
            start_and_kill(process, str(files[1 - current]), moments.uniform(0, 2.5 * whole), outlined)
            seen = rows_of(outlined, "select count(*), min(emmenages), max(emmenages) from source.parc")
            assert seen in ([(MANY, current, current)], [(MANY, 1 - current, 1 - current)])
            ((kept,),) = rows_of(outlined, "select file_name from source.receipt order by id desc limit 1")
            current = seen[0][1]
            assert kept == files[current].name

    load_file(outlined, "parc", files[1 - current], millesime=2016)
    assert rows_of(outlined, "select distinct emmenages from source.parc") == [(1 - current,)]
