"""What is hidden is moved from a hidden residence to another, so that every total stays: nothing written may change.

Whatever is calculated (priors, ranks, families, funnels, effects, intervals, the summary) would betray itself here if it
rested on a hidden count, without anybody having to think of how to invert it.
"""

import json
from typing import Any

import psycopg
import pytest

from observatoire.computation import compute_draft
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from tests.support.builders import FAUCIGNY_GLIERES, a_parc, a_residence, an_occupation
from tests.support.editions import MARIGNIER, PETITE, load_territory

SECOND = "AUTRE"
MOVED = {
    "occupation": ("ress_inf_40", "ress_inf_60", "majeurs_chomage", "familles_monoparentales"),
    "parc": ("emmenages",),
}
NOT_FIGURES = {"id", "created_at"}
ROWS = "select to_jsonb(t) from source.{} t order by to_jsonb(t)::text"


@pytest.fixture
def two_hidden(store: Store) -> Store:
    """The fake territory, with a second residence too small to be shown beside the first."""
    load_territory(store)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_residence(session, SECOND, code_insee=MARIGNIER, mise_en_service=1995)
        a_parc(session, SECOND, logements=9, emmenages=2)
        an_occupation(
            session, SECOND, repondants=8, ress_inf_40=3, ress_inf_60=5, majeurs_chomage=3, familles_monoparentales=3
        )
    return store


def compute(store: Store, settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """Every row that a publication would have, but the counts that each landlord reads of its own."""
    compute_draft(store, ops=2016, rpls=2016, reference=FAUCIGNY_GLIERES, settings=settings)
    with psycopg.connect(store.conninfo(Tier.ADMIN)) as admin:
        tables = [name for (name,) in admin.execute(
            "select table_name from information_schema.tables where table_schema = 'source'"
            " and table_name like 'draft%' and table_name <> 'draft_own_count'"
        )]  # fmt: skip
        return {
            table: [
                {name: value for name, value in row.items() if name not in NOT_FIGURES}
                for (row,) in admin.execute(ROWS.format(table))
            ]
            for table in tables
        }


def move(store: Store, table: str, column: str) -> None:
    """One less here, one more there."""
    with psycopg.connect(store.conninfo(Tier.ADMIN)) as admin:
        for code, more in ((SECOND, -1), (PETITE, 1)):
            changed = admin.execute(
                f"update source.{table} set {column} = {column} + %s where residence = %s and millesime = 2016",
                (more, code),
            )
            assert changed.rowcount == 1


def test_hidden_counts_moved_from_one_to_another_change_nothing_that_is_written(two_hidden: Store, settings: Settings):
    before = compute(two_hidden, settings)
    for table, columns in MOVED.items():
        for column in columns:
            move(two_hidden, table, column)

    after = compute(two_hidden, settings)

    assert {table: len(rows) for table, rows in before.items()} == {table: len(rows) for table, rows in after.items()}
    changed = [
        (table, json.dumps(old)[:200], json.dumps(new)[:200])
        for table in before
        for old, new in zip(before[table], after[table], strict=True)
        if old != new
    ]
    assert changed == []
    hidden = {
        row["code"] for row in before["draft_component"] if row["status"] == "secret" and row["level"] == "residence"
    }
    assert {PETITE, SECOND} <= hidden
    assert len(before["draft_value"]) > 20


def test_shown_count_that_moves_is_seen(two_hidden: Store, settings: Settings):
    """Otherwise the test above would compare nothing."""
    before = compute(two_hidden, settings)
    with psycopg.connect(two_hidden.conninfo(Tier.ADMIN)) as admin:
        admin.execute("update source.occupation set ress_inf_40 = ress_inf_40 + 1 where residence = 'R1'")

    assert compute(two_hidden, settings) != before
