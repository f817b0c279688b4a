"""A large draft and the first publication of one are keyed afterwards: same rows, same definitions, never between two states."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from observatoire.computation import compute_draft
from observatoire.publication import publish
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import drafts, public_view, written_at_once
from tests.observatoire.sources.incoming import rows_of
from tests.support import builders

DEFINED = """
    select indexname, indexdef from pg_indexes where schemaname in ('source', 'partner', 'public_view')
    union all
    select conname, pg_get_constraintdef(oid) from pg_constraint
    where connamespace in ('source'::regnamespace, 'partner'::regnamespace, 'public_view'::regnamespace)
    union all
    select relname, relpersistence::text from pg_class
    where relkind = 'r' and relnamespace in ('source'::regnamespace, 'partner'::regnamespace, 'public_view'::regnamespace)
    order by 1, 2
"""
PUBLISHED = """
    select to_jsonb(t)::text from partner.territory t
    union all select to_jsonb(c)::text from partner.component c
    union all select to_jsonb(p)::text from partner.residence_profile p
    union all select to_jsonb(r)::text from public_view.residence r
    order by 1
"""
DRAFTED = """
    select to_jsonb(t)::text from source.draft_territory t
    union all select to_jsonb(v)::text from source.draft_value v
    union all select to_jsonb(c)::text from source.draft_component c
    union all select to_jsonb(o)::text from source.draft_own_count o
    order by 1
"""


@pytest.fixture
def drafted(store: Store, settings: Settings) -> Store:
    """Two residences, computed."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for code in ("A", "B"):
            builders.a_residence(session, code)
            builders.a_parc(session, code)
            builders.an_occupation(session, code)
    compute_draft(store, ops=2016, rpls=2016, settings=settings)
    return store


@pytest.fixture
def keyed_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_at_once, "MANY", 1)


def test_large_draft_leaves_the_same_definitions_and_the_same_rows(
    drafted: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    defined, rows = rows_of(drafted, DEFINED), rows_of(drafted, DRAFTED)
    monkeypatch.setattr(written_at_once, "MANY", 1)

    compute_draft(drafted, ops=2016, rpls=2016, settings=settings)

    assert rows_of(drafted, DEFINED) == defined
    assert rows_of(drafted, DRAFTED) == rows
    assert len(rows) > 1


@pytest.mark.usefixtures("keyed_afterwards")
def test_large_draft_that_fails_leaves_the_former_one(
    drafted: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    defined, rows = rows_of(drafted, DEFINED), rows_of(drafted, DRAFTED)
    monkeypatch.setattr(drafts, "_draw_outlines", lambda *_: _break(None))

    with pytest.raises(RuntimeError, match="interrupted"):
        compute_draft(drafted, ops=2016, rpls=2016, settings=settings)

    assert rows_of(drafted, DEFINED) == defined
    assert rows_of(drafted, DRAFTED) == rows
    assert rows_of(drafted, "select count(*) from source.draft") == [(1,)]


def test_first_publication_leaves_the_same_definitions_and_the_next_the_same_rows(
    drafted: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    before = rows_of(drafted, DEFINED)
    taken_away = []
    monkeypatch.setattr(written_at_once, "MANY", 1)
    monkeypatch.setattr(public_view, "_write_guichets", lambda session: taken_away.append(_count_indexes(session)))

    publish(drafted, settings=settings)
    first = rows_of(drafted, PUBLISHED)
    compute_draft(drafted, ops=2016, rpls=2016, settings=settings)
    publish(drafted, settings=settings)
    both = rows_of(drafted, PUBLISHED)

    assert rows_of(drafted, DEFINED) == before
    assert taken_away == [0, 6], "away while the first is written, there for the second"
    assert len(both) == 2 * len(first) - 2, "all but what the public reads, which is replaced"


def _count_indexes(session: object) -> int:
    tables = "('territory', 'component', 'residence_profile', 'residence')"
    statement = f"""
        select count(*) from pg_indexes where tablename in {tables}
            and (schemaname = 'partner' or schemaname = 'public_view' and tablename = 'residence')
    """
    return int(session.execute(text(statement)).scalar_one())  # type: ignore[attr-defined]


@pytest.mark.usefixtures("keyed_afterwards")
def test_first_publication_that_fails_leaves_definitions_and_draft(
    drafted: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    before = rows_of(drafted, DEFINED)
    monkeypatch.setattr(public_view, "_write_guichets", _break)

    with pytest.raises(RuntimeError, match="interrupted"):
        publish(drafted, settings=settings)

    assert rows_of(drafted, DEFINED) == before
    assert rows_of(drafted, "select count(*) from source.draft") == [(1,)]
    assert rows_of(drafted, PUBLISHED) == []


def _break(_: object) -> None:
    raise RuntimeError("interrupted")


def test_indexes_are_taken_away_only_while_nothing_was_published(drafted: Store, settings: Settings):
    publish(drafted, settings=settings)

    with pytest.raises(DBAPIError, match="existe déjà"), unit_of_work(drafted.engine(Tier.ADMIN)) as session:
        session.execute(text("select partner.drop_publication_indexes()"))
