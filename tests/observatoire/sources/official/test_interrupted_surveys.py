"""Surveys of the occupation and workbooks of totals, killed at any moment of their load: the former state or the new one."""

import os
import random
import time
from pathlib import Path

import pytest

from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.sources.options import Options
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import HALPADES, load_residences, rows_of, write_table
from tests.observatoire.sources.official.test_surveys import survey
from tests.observatoire.sources.official.test_totals_refused import HEADER, change, write_workbook
from tests.support.killed_loads import loaders
from tests.support.killing import start_and_kill

KILLED = int(os.environ.get("OBSERVATOIRE_KILLS", "2"))
KINDS = {
    "ops": "select ress_inf_40, (select count(*) from source.correspondance) from source.occupation order by residence",
    "rpls-resultats": "select valeur from source.total order by mesure, code",
}
RECEIPTS = "select file_name from source.receipt where kind = '{kind}' order by id desc limit 1"


def write(folder: Path, kind: str, rank: int) -> Path:
    """The same file, with another figure."""
    if kind == "ops":
        return write_table(folder / f"{rank}.csv", survey().assign(**{"Taux de plafond (%)": str(30 + 20 * rank)}))
    return write_workbook(folder / f"{rank}.xlsx", HEADER, change(0, "nb_vacants", 30 + rank))


@pytest.mark.timeout(300 + 20 * KILLED)
@pytest.mark.parametrize("kind", KINDS)
def test_load_killed_at_any_moment_leaves_one_of_the_two_files_whole(
    outlined: Store, outlined_settings: Settings, tmp_path: Path, kind: str
):
    moments = random.Random(2016)
    options = Options(bailleur=HALPADES, confirmed=True) if kind == "ops" else Options()
    load_residences(outlined, tmp_path)
    files, states = [write(tmp_path, kind, rank) for rank in range(2)], []
    for path in files:
        start = time.monotonic()
        load_file(outlined, kind, path, millesime=2016, options=options)
        whole = time.monotonic() - start
        states.append(rows_of(outlined, KINDS[kind]))
    current = 1

    with loaders(outlined_settings, kind) as process:
        for _ in range(KILLED):
            start_and_kill(process, str(files[1 - current]), moments.uniform(0, 2 * whole), outlined)
            current = states.index(rows_of(outlined, KINDS[kind]))
            assert rows_of(outlined, RECEIPTS.format(kind=kind)) == [(files[current].name,)]

    load_file(outlined, kind, files[1 - current], millesime=2016, options=options)
    assert rows_of(outlined, KINDS[kind]) == states[1 - current]
