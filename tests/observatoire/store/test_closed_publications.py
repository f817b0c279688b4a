"""Published rows never change, for anyone: the triggers of the database see to it."""

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import IntegrityError

from observatoire.store.database import Tier, unit_of_work
from tests.support import builders

CLOSED = ("publication", "publication_online", "territory", "value", "component")


@pytest.fixture
def published(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        builders.a_publication(session)
        builders.a_territory(session)
        builders.a_value(session)
        builders.a_component(session)
    return store


@pytest.mark.parametrize("table", CLOSED)
@pytest.mark.parametrize(
    "statement",
    [
        "update partner.{table} set {column} = {column}",
        "delete from partner.{table}",
        "truncate partner.{table} cascade",
    ],
    ids=["update", "delete", "truncate"],
)
def test_published_rows_refuse_their_owner(published, table, statement):
    column = "number" if table.startswith("publication") else "code"
    with psycopg.connect(published.conninfo(Tier.OWNER), autocommit=True) as owner:
        with pytest.raises(errors.RestrictViolation, match="Une publication ne se modifie pas"):
            owner.execute(statement.format(table=table, column=column))

        assert owner.execute(f"select count(*) from partner.{table}").fetchone() == (1,)


def test_published_rows_refuse_the_superuser_even_while_replicating(published, memory_cluster):
    database = published.urls[Tier.OWNER].database
    with memory_cluster.connect(database) as superuser:
        superuser.execute("set session_replication_role = replica")
        with pytest.raises(errors.RestrictViolation):
            superuser.execute("update partner.value set value = 0")


@pytest.mark.parametrize(("build", "code"), [("a_territory", "R2"), ("a_value", "R2"), ("a_component", "R2")])
def test_publication_once_committed_refuses_additions(published, build, code):
    with (
        pytest.raises(Exception, match="La publication 1 est close"),
        unit_of_work(published.engine(Tier.ADMIN)) as session,
    ):
        getattr(builders, build)(session, code)


@pytest.mark.parametrize("build", [builders.a_territory, builders.a_value, builders.a_component])
def test_rows_of_a_publication_that_is_not_there_are_refused(published, build):
    with (
        pytest.raises(IntegrityError, match="La publication 2 n’existe pas"),
        unit_of_work(published.engine(Tier.ADMIN)) as session,
    ):
        build(session, publication=2)


def test_every_table_whose_rows_name_a_publication_refuses_what_is_added_to_a_closed_or_an_absent_one(store):
    """By each policy that lets rows in: the tables of rows by territory have no foreign key."""
    with psycopg.connect(store.conninfo(Tier.OWNER)) as owner:
        numbered = owner.execute(
            "select table_name from information_schema.columns where table_schema = 'partner'"
            " and column_name = 'publication' and table_name in (select tablename from pg_tables)"
        ).fetchall()
        guarded = owner.execute(
            "select relname from pg_class join pg_policy on polrelid = pg_class.oid"
            " where relforcerowsecurity and polcmd in ('*', 'a') group by relname"
            " having bool_and(pg_get_expr(polwithcheck, polrelid) like '%partner.open_publications()%')"
        ).fetchall()
        keyed = owner.execute(
            "select distinct conrelid::regclass::text from pg_constraint where contype = 'f'"
            " and confrelid = 'partner.publication'::regclass"
        ).fetchall()

    unguarded = {f"partner.{name}" for (name,) in set(numbered) - set(guarded)}
    assert unguarded <= {name for (name,) in keyed}


def test_publication_online_is_appended_to_by_a_rollback(published):
    with unit_of_work(published.engine(Tier.ADMIN)) as session:
        builders.a_publication(session, 2)
        builders.a_value(session, publication=2)

    with psycopg.connect(published.conninfo(Tier.ADMIN)) as admin:
        admin.execute("insert into partner.publication_online (number, note) values (1, 'retour')")
        online = admin.execute("select number from partner.publication_online order by id").fetchall()

    assert online == [(1,), (2,), (1,)]


def test_secret_number_is_impossible_to_store(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        builders.a_publication(session)
        with pytest.raises(IntegrityError, match="nothing_when_secret"), session.begin_nested():
            builders.a_component(session, status="secret")
