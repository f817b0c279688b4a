"""The four logins and the fence around the database, in SQL that a database administrator can read and run.

Rights on our own tables are given by the migrations; here is what lies around them: who may connect, what PostgreSQL
and PostGIS grant to everyone by default, and what a login may never become.
"""

from collections.abc import Iterator, Mapping

import psycopg
from psycopg import sql

from observatoire.store.tiers import Tier

Statement = sql.SQL | sql.Composed

READERS = (Tier.ADMIN, Tier.PARTNER, Tier.PUBLIC)
"""The logins beside the owner."""

ROLE_SETTINGS: Mapping[Tier, Mapping[str, str]] = {
    Tier.OWNER: {},
    Tier.ADMIN: {},
    Tier.PARTNER: {
        "default_transaction_read_only": "on",
        "statement_timeout": "15s",
        "idle_in_transaction_session_timeout": "60s",
    },
    Tier.PUBLIC: {
        "default_transaction_read_only": "on",
        "statement_timeout": "5s",
        "idle_in_transaction_session_timeout": "60s",
    },
}
"""A second fence only: a session may change them. The first is that nothing is granted."""

LARGE_OBJECT_MAKERS = ("lo_creat(integer)", "lo_create(oid)", "lo_from_bytea(oid, bytea)")
"""By default they let anyone who can connect write to the disk."""

POSTGIS_LISTINGS = ("geometry_columns", "geography_columns")
"""Views that describe every spatial table; only whoever loads needs them."""


def create_role(tier: Tier, password: str | None = None) -> sql.Composed:
    """A login, member of nothing; without password when the server vouches for the account another way."""
    statement = sql.SQL("CREATE ROLE {} LOGIN NOINHERIT").format(sql.Identifier(tier.login))
    if password is not None:
        statement += sql.SQL(" PASSWORD {}").format(sql.Literal(password))
    return statement


def role_settings(tier: Tier) -> Iterator[Statement]:
    """The defaults of a login's sessions."""
    for name, value in ROLE_SETTINGS[tier].items():
        yield sql.SQL("ALTER ROLE {} SET {} = {}").format(
            sql.Identifier(tier.login), sql.Identifier(name), sql.Literal(value)
        )


def fence_database(database: str) -> Iterator[Statement]:
    """Only our logins connect; only the manager's may make temporary tables. A clone does not inherit this."""
    name = sql.Identifier(database)
    yield sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name)
    yield sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, _logins(*READERS))
    yield sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(name, _logins(Tier.ADMIN))


def fence_public_schema() -> Iterator[Statement]:
    """Nobody creates anything beside PostGIS, and only our logins use it."""
    yield sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(_logins(*READERS))


def fence_cluster(owner: Tier = Tier.OWNER) -> Iterator[Statement]:
    """What only a superuser can close, in a cluster of our own."""
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(_logins(owner))
    yield sql.SQL("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC")
    for listing in POSTGIS_LISTINGS:
        yield sql.SQL("REVOKE ALL ON {} FROM PUBLIC").format(sql.Identifier("public", listing))
        yield sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier("public", listing), _logins(owner, Tier.ADMIN))
    yield sql.SQL("REVOKE ALL ON public.spatial_ref_sys FROM PUBLIC")
    # ST_Transform reads it with the rights of the caller.
    yield sql.SQL("GRANT SELECT ON public.spatial_ref_sys TO {}").format(_logins(owner, *READERS))
    for function in LARGE_OBJECT_MAKERS:
        yield sql.SQL(f"REVOKE ALL ON FUNCTION pg_catalog.{function} FROM PUBLIC")


def make_maps_fast_under_policies() -> Statement:
    """Let PostgreSQL use spatial indexes under row-level security; only a superuser may.

    A policy is checked before any operator that could tell what it saw, and PostGIS vouches for none of its own. `&&`
    compares bounding boxes and raises nothing that depends on them, so it may come first. pg_dump does not carry this.
    """
    return sql.SQL("ALTER FUNCTION public.geometry_overlaps(public.geometry, public.geometry) LEAKPROOF")


def find_missing_roles(connection: psycopg.Connection, tiers: tuple[Tier, ...]) -> list[Tier]:
    """Which logins the server does not have yet."""
    present = {name for (name,) in connection.execute("select rolname from pg_roles")}
    return [tier for tier in tiers if tier.login not in present]


def list_breaches(connection: psycopg.Connection) -> list[str]:
    """What the public login could do and must not, in French; empty when the fence holds. Any login may ask."""
    login = Tier.PUBLIC.login
    powers = connection.execute(
        "select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication,"
        " exists (select from pg_auth_members where member = pg_roles.oid),"
        " has_database_privilege(oid, current_database(), 'TEMP, CREATE')"
        " from pg_roles where rolname = %s",
        (login,),
    ).fetchone()
    if powers is None:
        return [f"le compte {login} n’existe pas"]
    described = ("a des pouvoirs d’administration", "est membre d’un autre rôle", "peut créer des tables temporaires")
    breaches = [f"le compte {login} {what}" for what, true in zip(described, powers, strict=True) if true]
    readable = connection.execute(
        "select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'v', 'm', 'p', 'f', 'S')"
        " and c.relnamespace::regnamespace::text in ('source', 'access', 'partner')"
        " and (has_schema_privilege(%(login)s, c.relnamespace, 'usage')"
        "   or has_any_column_privilege(%(login)s, c.oid, 'select, insert, update, references'))"
        " order by 1",
        {"login": login},
    )
    return breaches + [f"le compte {login} atteint {table}" for (table,) in readable]


def list_open_tables(connection: psycopg.Connection) -> list[str]:
    """Tables of the partners that are not closed by forced policies, or that no policy opens to them. Any login may ask."""
    rows = connection.execute(
        "select c.oid::regclass::text from pg_class c"
        " where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text = 'partner'"
        " and not (c.relrowsecurity and c.relforcerowsecurity and exists ("
        "   select from pg_policy p join pg_roles r on r.oid = any(p.polroles)"
        "   where p.polrelid = c.oid and r.rolname = %s))"
        " order by 1",
        (Tier.PARTNER.login,),
    )
    return [table for (table,) in rows]


def list_unsafe_views(connection: psycopg.Connection) -> list[str]:
    """Views of our schemas that read with the rights of their owner: policies do not hold behind them."""
    rows = connection.execute(
        "select c.oid::regclass::text from pg_class c"
        " where c.relnamespace::regnamespace::text in ('source', 'access', 'partner', 'public_view')"
        " and (c.relkind = 'm' or (c.relkind = 'v'"
        "   and not coalesce(c.reloptions @> array['security_invoker=true'], false)))"
        " order by 1"
    )
    return [view for (view,) in rows]


def list_powers(connection: psycopg.Connection) -> list[str]:
    """What the logins of the web could do to rights or rows that are not theirs, in French."""
    rows = connection.execute(
        "select rolname, rolsuper or rolcreaterole, rolbypassrls,"
        " exists (select from pg_auth_members where member = pg_roles.oid)"
        " from pg_roles where rolname = any(%s) order by 1",
        ([tier.login for tier in READERS],),
    )
    described = ("a des pouvoirs d’administration", "passe outre les règles par ligne", "est membre d’un autre rôle")
    return [
        f"le compte {login} {what}"
        for login, *powers in rows
        for what, true in zip(described, powers, strict=True)
        if true
    ]


def are_maps_fast_under_policies(connection: psycopg.Connection) -> bool:
    """Whether `&&` is marked leakproof: see `make_maps_fast_under_policies`."""
    row = connection.execute(
        "select proleakproof from pg_proc"
        " where oid = 'public.geometry_overlaps(public.geometry, public.geometry)'::regprocedure"
    ).fetchone()
    return row == (True,)


def _logins(*tiers: Tier) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(tier.login) for tier in tiers)
