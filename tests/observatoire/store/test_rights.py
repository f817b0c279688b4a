"""What each login may do, tried with real connections: secrecy holds even when the code is wrong."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors, sql

from observatoire.store import tables  # noqa: F401 -- completes the metadata
from observatoire.store.base import Base
from observatoire.store.database import Store, Tier
from observatoire.store.roles import list_breaches, list_powers

TABLES = {f"{table.schema}.{table.name}" for table in Base.metadata.tables.values()} | {"source.alembic_version"}


VISITOR = ("role", "communes", "bailleurs")
ANSWER = ("find_salt", "find_invitation", "read_account", "list_sessions", "list_accounts", "list_transmissions")
"""Functions that tell the partner login something of one visitor, or of one invitation."""
KEEP = (
    *("source.drop_residence_indexes", "source.build_residence_indexes"),
    *("partner.drop_publication_indexes", "partner.build_publication_indexes", "partner.refresh_statistics"),
    *("source.drop_draft_keys", "source.build_draft_keys"),
)
"""Functions of the manager's login, for its loads and its publications."""
ACT = (
    "open_session",
    "open_key_session",
    "open_provider_session",
    "close_session",
    "touch_session",
    "accept_invitation",
    "change_password",
    "end_session",
    "invite",
    "invite_again",
    "revoke_account",
    "write_journal",
)
"""Functions that do one thing for a visitor, once they have checked that it is theirs to do."""


def tables_of(*schemas: str) -> set[str]:
    return {name for name in TABLES if name.partition(".")[0] in schemas}


def connect(store: Store, tier: Tier) -> psycopg.Connection:
    return psycopg.connect(store.conninfo(tier), autocommit=True)


@pytest.fixture
def public(store: Store) -> Iterator[psycopg.Connection]:
    """A session of the public login that has shed the settings a session may shed."""
    with connect(store, Tier.PUBLIC) as connection:
        connection.execute("set default_transaction_read_only = off")
        yield connection


def readable(connection: psycopg.Connection) -> set[str]:
    """The tables that a session really reads, among all of ours."""
    found = set()
    for name in TABLES:
        try:
            connection.execute(sql.SQL("select * from {} limit 1").format(sql.Identifier(*name.split("."))))
        except errors.InsufficientPrivilege:
            continue
        found.add(name)
    return found


def test_public_login_reads_the_public_view_and_nothing_else(public):
    assert readable(public) == tables_of("public_view")


def test_partner_login_reads_the_publications_and_nothing_else(store):
    with connect(store, Tier.PARTNER) as partner:
        assert readable(partner) == tables_of("partner")


def test_manager_login_reads_everything(store):
    with connect(store, Tier.ADMIN) as admin:
        assert readable(admin) == TABLES


@pytest.mark.parametrize(
    "statement",
    [
        "set role observatoire_owner",
        "set role observatoire_admin",
        "set role observatoire_partner",
        "set role postgres",
        "set session authorization observatoire_admin",
        "reset role; select * from source.residence",
        "create temp table stolen (x int)",
        "create table public_view.stolen (x int)",
        "create table public.stolen (x int)",
        "create schema stolen",
        "create function pg_temp.stolen() returns int language sql as 'select 1'",
        "insert into public_view.residence (code) values ('x')",
        "update public_view.residence set nom = 'x'",
        "delete from public_view.residence",
        "truncate public_view.residence",
        "begin; lock table public_view.residence in exclusive mode",
        "select nextval('source.receipt_id_seq')",
        "select * from public.geometry_columns",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "select pg_read_file('postgresql.conf')",
        "copy (select 1) to program 'true'",
        "copy public_view.residence to '/tmp/stolen'",
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'",
        "set session_replication_role = replica",
        "alter role observatoire_public superuser",
        "grant observatoire_admin to observatoire_public",
        "create extension postgis_topology",
    ],
)
def test_public_login_is_refused(public, statement):
    with pytest.raises((errors.InsufficientPrivilege, errors.InvalidSchemaName)):
        public.execute(statement)
    public.rollback()

    assert public.execute("select session_user, current_user").fetchone() == ("observatoire_public",) * 2


@pytest.mark.parametrize("database", ["postgres", "template1", "observatoire"])
def test_public_login_enters_no_database_of_the_server_but_those_of_the_observatory(store, database):
    if database == "observatoire":
        psycopg.connect(store.conninfo(Tier.PUBLIC), dbname=database).close()
        return
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(store.conninfo(Tier.PUBLIC), dbname=database)


def test_public_login_by_default_only_reads_and_is_soon_interrupted(store):
    with connect(store, Tier.PUBLIC) as public:
        assert public.execute("show default_transaction_read_only").fetchone() == ("on",)
        assert public.execute("show statement_timeout").fetchone() == ("5s",)


def test_public_login_runs_the_functions_of_postgis(public):
    feature = public.execute(
        "select ST_AsGeoJSON(ST_Transform(ST_SetSRID(ST_MakePoint(968000, 6557000), 2154), 4326), 6)"
    ).fetchone()

    assert feature[0].startswith('{"type":"Point"')


def test_catalog_gives_the_public_login_nothing_outside_the_public_view(store):
    reached = """
        select c.oid::regclass::text from pg_class c
        where c.relkind in ('r', 'v', 'm', 'p', 'f', 'S')
        and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')
        and case c.relkind when 'S' then has_sequence_privilege('observatoire_public', c.oid, 'usage, select, update')
            else has_any_column_privilege('observatoire_public', c.oid, 'select, insert, update, references')
              or has_table_privilege('observatoire_public', c.oid, 'delete, truncate, trigger') end
    """
    with connect(store, Tier.OWNER) as owner:
        names = {name for (name,) in owner.execute(reached)}
        schemas = "select nspname from pg_namespace where has_schema_privilege('observatoire_public', oid, 'create')"

        assert names == tables_of("public_view") | {"spatial_ref_sys"}
        assert owner.execute(schemas).fetchall() == []


def test_catalog_has_no_view_that_runs_with_the_rights_of_another(store):
    views = """
        select oid::regclass::text from pg_class where relkind in ('v', 'm')
        and relnamespace::regnamespace::text in ('source', 'access', 'partner', 'public_view')
    """
    with connect(store, Tier.OWNER) as owner:
        assert owner.execute(views).fetchall() == []


def test_only_the_functions_that_know_the_visitor_run_with_the_rights_of_the_owner(store):
    doors = """
        select oid::regprocedure::text, array_to_string(proconfig, ' '), provolatile::text,
            has_function_privilege('observatoire_public', oid, 'execute'),
            has_function_privilege('observatoire_partner', oid, 'execute'),
            has_function_privilege('observatoire_admin', oid, 'execute')
        from pg_proc where prosecdef and pronamespace::regnamespace::text in ('source', 'access', 'partner', 'public_view')
    """
    with connect(store, Tier.OWNER) as owner:
        found = owner.execute(doors).fetchall()

    ours = {name.partition("(")[0]: tuple(rest) for name, *rest in found}
    path = "search_path=pg_catalog, pg_temp"
    assert len(ours) == len(found)
    assert {name: (said[1], *said[3:]) for name, said in ours.items()} == {
        **dict.fromkeys(("partner.find_visitor", *(f"partner.visitor_{what}" for what in VISITOR)), ("s", True, False)),
        "partner.visitor_account": ("s", True, True),
        **dict.fromkeys((f"partner.{name}" for name in ANSWER), ("s", True, False)),
        **dict.fromkeys((f"partner.{name}" for name in ACT), ("v", True, False)),
        **dict.fromkeys((*KEEP, "access.purge_journal"), ("v", False, True)),
    }
    assert {(said[0], said[2]) for said in ours.values()} == {(path, False)}


def test_logins_are_members_of_nothing_and_have_no_power(store):
    with connect(store, Tier.OWNER) as owner:
        powers = owner.execute(
            "select rolname from pg_roles where rolname like 'observatoire%' and (rolsuper or rolcreaterole"
            " or rolcreatedb or rolbypassrls or rolreplication"
            " or exists (select from pg_auth_members where member = pg_roles.oid))"
        )

        assert powers.fetchall() == []


def test_breaches_are_none_until_someone_opens_one(store):
    with connect(store, Tier.OWNER) as owner:
        assert list_breaches(owner) == []

        owner.execute("grant select (siren) on source.epci to observatoire_public")

        assert list_breaches(owner) == ["le compte observatoire_public atteint source.epci"]


@pytest.mark.parametrize(
    "statement",
    [
        "create table source.stolen (x int)",
        "create table partner.stolen (x int)",
        "create table public_view.stolen (x int)",
        "create table public.stolen (x int)",
        "create schema stolen",
        "alter table source.residence add x int",
        "drop table source.residence",
        "drop trigger refuse_change on partner.value",
        "alter table partner.value disable trigger all",
        "create function partner.stolen() returns int language sql as 'select 1'",
        "update partner.publication set note = 'x'",
        "delete from partner.value",
        "truncate partner.component",
        "delete from access.account",
        "delete from partner.journal",
        "update partner.journal set account = 2",
        "update source.alembic_version set version_num = 'x'",
        "set role observatoire_owner",
    ],
)
def test_manager_login_changes_no_definition_and_no_publication(store, statement):
    with connect(store, Tier.ADMIN) as admin, pytest.raises((errors.InsufficientPrivilege, errors.WrongObjectType)):
        admin.execute(statement)


def test_manager_login_passes_no_right_on(store):
    with connect(store, Tier.ADMIN) as admin:
        admin.execute("grant select on source.residence to observatoire_public")  # PostgreSQL only warns

        assert list_breaches(admin) == []


def test_manager_login_makes_temporary_tables_for_its_loads(store):
    with connect(store, Tier.ADMIN) as admin:
        admin.execute("create temp table staging (x int)")


@pytest.mark.parametrize(
    "statement",
    [
        "select * from access.account",
        "select access.find_account('x')",
        "insert into access.account (organisation, role, key_sha256) values ('x', 'epci', 'x')",
        "update access.account set revoked_at = null",
        "select * from access.session",
        "select pepper from access.rule",
        "delete from access.attempt",
        "select access.start_session(1, 'cle', 'x', '')",
        "select access.note(1, 'export', '')",
        "select access.purge_journal()",
        "insert into partner.journal (action) values ('export')",
        "delete from partner.journal",
        "update partner.journal set account = 2",
        "insert into partner.own_count values (1, 'x', 'occ1', 'x', 1, 1)",
        "create temp table stolen (x int)",
        "set role observatoire_admin",
    ],
)
def test_partner_login_only_reads(store, statement):
    with connect(store, Tier.PARTNER) as partner:
        partner.execute("set default_transaction_read_only = off")
        with pytest.raises(errors.InsufficientPrivilege):
            partner.execute(statement)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("alter role observatoire_partner bypassrls", "observatoire_partner passe outre les règles par ligne"),
        ("alter role observatoire_admin createrole", "observatoire_admin a des pouvoirs d’administration"),
        ("grant observatoire_admin to observatoire_partner", "observatoire_partner est membre d’un autre rôle"),
    ],
)
def test_power_that_a_login_must_not_have_is_found(memory_cluster, given, found):
    with memory_cluster.connect() as superuser, superuser.transaction(force_rollback=True):
        assert list_powers(superuser) == []
        superuser.execute(given)

        assert list_powers(superuser) == [f"le compte {found}"]
