"""The open file of a region or of the country: indexes built after the rows, progress that is true, nothing between two states."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from observatoire.sources.loading import load_file
from observatoire.sources.official import open_writing
from observatoire.sources.official.progress import READING
from observatoire.sources.official.rpls_open import WRITING
from observatoire.store.database import Store, Tier, unit_of_work
from tests.observatoire.sources.incoming import fingerprint, rows_of
from tests.observatoire.sources.official.test_open_files import TOWNS
from tests.support.open_rpls import write_open_file

DEFINED = """
    select indexname, indexdef from pg_indexes where schemaname = 'source' and tablename in ('residence', 'parc')
    union all
    select conname, pg_get_constraintdef(oid) from pg_constraint
    where conrelid in ('source.residence'::regclass, 'source.parc'::regclass) order by 1, 2
"""


@pytest.fixture
def indexes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_writing, "MANY", 10)


@pytest.mark.usefixtures("indexes_later")
def test_first_load_of_a_large_file_leaves_the_same_rows_and_the_same_definitions(outlined: Store, tmp_path: Path):
    path = write_open_file(tmp_path / "rpls.csv", TOWNS, 600)
    before = rows_of(outlined, DEFINED)

    load_file(outlined, "rpls-ouvert", path, millesime=2025, check=True)
    assert rows_of(outlined, "select count(*) from source.residence") == [(0,)]
    assert rows_of(outlined, DEFINED) == before
    first = load_file(outlined, "rpls-ouvert", path, millesime=2025)

    assert rows_of(outlined, DEFINED) == before
    again = load_file(outlined, "rpls-ouvert", path, millesime=2025)
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, first.inserted)


@pytest.mark.usefixtures("indexes_later")
def test_first_load_that_fails_at_its_end_leaves_rows_and_definitions(
    outlined: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = write_open_file(tmp_path / "rpls.csv", TOWNS, 300)
    before, defined = fingerprint(outlined), rows_of(outlined, DEFINED)
    monkeypatch.setattr(open_writing.Writer, "finish", broken_finish)

    with pytest.raises(RuntimeError, match="interrupted"):
        load_file(outlined, "rpls-ouvert", path, millesime=2025)

    assert fingerprint(outlined) == before
    assert rows_of(outlined, DEFINED) == defined


def broken_finish(_: open_writing.Writer) -> None:
    raise RuntimeError("interrupted")


def test_indexes_are_taken_away_only_while_there_is_no_residence(outlined: Store, tmp_path: Path):
    load_file(outlined, "rpls-ouvert", write_open_file(tmp_path / "rpls.csv", TOWNS, 60), millesime=2025)

    with pytest.raises(DBAPIError, match="déjà enregistrées"), unit_of_work(outlined.engine(Tier.ADMIN)) as session:
        session.execute(text("select source.drop_residence_indexes()"))


def test_progress_of_a_load_only_grows_and_ends_whole(outlined: Store, tmp_path: Path):
    told: list[tuple[str, float | None]] = []
    path = write_open_file(tmp_path / "rpls.csv", TOWNS, 3000)

    load_file(outlined, "rpls-ouvert", path, millesime=2025, progress=lambda *said: told.append(said))

    for stage in (READING, WRITING):
        shares = [share for name, share in told if name == stage]
        assert shares == sorted(shares)
        assert shares[-1] == pytest.approx(1.0, abs=0.02)


def test_commune_that_a_newer_file_no_longer_tells_loses_its_stock_alone(outlined: Store, tmp_path: Path):
    load_file(outlined, "rpls-ouvert", write_open_file(tmp_path / "1.csv", TOWNS[:2], 200), millesime=2025)
    load_file(outlined, "rpls-ouvert", write_open_file(tmp_path / "0.csv", TOWNS[:2], 200), millesime=2024)
    said = load_file(outlined, "rpls-ouvert", tmp_path / "0.csv", millesime=2019, check=True).notices
    assert any("Année à vérifier" in notice.message for notice in said)

    load_file(outlined, "rpls-ouvert", write_open_file(tmp_path / "2.csv", TOWNS[:1], 50), millesime=2025)

    assert rows_of(
        outlined,
        "select millesime, sum(logements), count(distinct code_insee) from source.parc"
        " join source.residence on code = residence group by 1 order by 1",
    ) == [(2024, 200, 2), (2025, 50, 1)]
