"""Official files killed at any moment of their load: the store is as before, or as after.

`OBSERVATOIRE_KILLS=50` kills each kind of load fifty times instead of a few.
"""

import os
import random
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.store.database import Store, Tier, unit_of_work
from tests.observatoire.sources.incoming import rows_of
from tests.observatoire.sources.official.test_large_open_files import DEFINED
from tests.observatoire.sources.official.test_open_files import TOWNS
from tests.support.killed_loads import loaders
from tests.support.killing import start_and_kill
from tests.support.official_files import ESTATES, dwellings_of, write_declaration
from tests.support.open_rpls import write_open_file

KILLED = int(os.environ.get("OBSERVATOIRE_KILLS", "4"))
TIME_LIMIT_S = 300 + 20 * KILLED
DECLARED = (
    "select count(*), sum(logements), (select count(*) from source.rattachement), (select count(*) from source.receipt"
    " where kind = 'rpls-bailleur') from source.parc where millesime = {year}"
)
OPEN = (
    "select (select sum(logements) from source.parc), (select count(*) from source.residence), (select count(*) from"
    " source.receipt where kind = 'rpls-ouvert')"
)


@pytest.mark.timeout(TIME_LIMIT_S)
def test_declaration_killed_at_any_moment_leaves_the_state_before_or_after(
    outlined: Store, outlined_settings: Settings, tmp_path: Path
):
    moments = random.Random(2016)
    records = dwellings_of(ESTATES, 2010)
    start = time.monotonic()
    load_file(outlined, "rpls-bailleur", write_declaration(tmp_path / "0.txt", records, year=2010))
    whole = time.monotonic() - start
    whole_stock, keys = (3, 75), rows_of(outlined, "select count(*) from source.rattachement")[0][0]
    receipts = 1

    with loaders(outlined_settings, "rpls-bailleur") as process:
        for rank in range(KILLED):
            year = 2011 + rank % 15
            delete(outlined, f"source.parc where millesime = {year}")
            path = write_declaration(tmp_path / f"{year}.txt", dwellings_of(ESTATES, year), year=year)
            start_and_kill(process, str(path), moments.uniform(0, 1.5 * whole), outlined)
            stock, dwellings, remembered, written = rows_of(outlined, DECLARED.format(year=year))[0]
            assert (stock, dwellings) in ((0, None), whole_stock)
            assert remembered == keys
            assert written == receipts + (stock > 0)
            receipts = written

    load_file(outlined, "rpls-bailleur", path)
    assert rows_of(outlined, DECLARED.format(year=year))[0][:2] == whole_stock


@pytest.mark.timeout(TIME_LIMIT_S)
def test_first_load_of_an_open_file_killed_at_any_moment_leaves_nothing_or_all_and_every_index(
    outlined: Store, outlined_settings: Settings, tmp_path: Path
):
    moments = random.Random(2025)
    path = write_open_file(tmp_path / "rpls.csv", TOWNS[:2], 3000)
    defined = rows_of(outlined, DEFINED)
    start = time.monotonic()
    load_file(outlined, "rpls-ouvert", path, millesime=2016)
    whole = time.monotonic() - start
    after = rows_of(outlined, OPEN)[0]
    outcomes = []

    with loaders(outlined_settings, "rpls-ouvert") as process:
        for _ in range(KILLED):
            for table in ("source.parc", "source.residence", "source.receipt where kind = 'rpls-ouvert'"):
                delete(outlined, table)
            start_and_kill(process, str(path), moments.uniform(0, 1.5 * whole), outlined)
            outcomes.append(rows_of(outlined, OPEN)[0])
            assert outcomes[-1] in ((None, 0, 0), after)
            assert rows_of(outlined, DEFINED) == defined

    again = load_file(outlined, "rpls-ouvert", path, millesime=2016)
    assert again.inserted + again.unchanged == 2 * after[1]


@pytest.mark.timeout(TIME_LIMIT_S)
def test_newer_open_file_killed_at_any_moment_leaves_one_of_the_two(
    outlined: Store, outlined_settings: Settings, tmp_path: Path
):
    moments = random.Random(2026)
    files = [write_open_file(tmp_path / f"{rank}.csv", TOWNS[:2], 1500, seed=rank) for rank in range(2)]
    seen = "select md5(string_agg(p::text, '|' order by residence)) from source.parc p"
    states = []
    for path in files:
        start = time.monotonic()
        load_file(outlined, "rpls-ouvert", path, millesime=2016)
        whole = time.monotonic() - start
        states.append(rows_of(outlined, seen))
    current = 1

    with loaders(outlined_settings, "rpls-ouvert") as process:
        for _ in range(KILLED):
            start_and_kill(process, str(files[1 - current]), moments.uniform(0, 1.5 * whole), outlined)
            current = states.index(rows_of(outlined, seen))

    load_file(outlined, "rpls-ouvert", files[1 - current], millesime=2016)
    assert rows_of(outlined, seen) == states[1 - current]


def delete(store: Store, table: str) -> None:
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        session.execute(text(f"delete from {table}"))
