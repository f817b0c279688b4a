"""Makes a store ready: cluster, database, PostGIS, logins, schema, reference tables. Safe to run again."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import psycopg
from psycopg import errors, sql
from sqlalchemy import delete, insert

from observatoire.cluster import Cluster
from observatoire.errors import UnavailableError
from observatoire.settings import REPOSITORY, Settings
from observatoire.store import roles
from observatoire.store.database import Store, reach_store, unit_of_work
from observatoire.store.tables.territories import CommunePassage
from observatoire.store.tiers import PRIVATE_DATABASE, Tier, login_passwords
from observatoire.store.upgrade import upgrade_schema

COMMUNES_PASSAGE = REPOSITORY / "data" / "territoires" / "communes-passage.csv"
POSTGIS = sql.SQL("CREATE EXTENSION IF NOT EXISTS postgis")


def prepare(settings: Settings) -> None:
    """Create or upgrade the store of DATABASE_URL, or the private cluster of the home when there is none.

    Raises:
        UnavailableError: something is missing that only a person can give; the message says what to run.
    """
    if settings.database_url is None:
        cluster = Cluster(settings.home)
        with cluster.use(create=True):
            prepare_cluster(cluster)
            with reach_store(settings) as store:
                _prepare_contents(store)
        return
    with reach_store(settings) as store:
        _prepare_server(store, settings)
        _prepare_contents(store)


def prepare_cluster(cluster: Cluster, database: str = PRIVATE_DATABASE) -> None:
    """Create the logins and an empty, fenced database in a running private cluster, where we are the superuser."""
    with cluster.connect() as connection:
        for tier in roles.find_missing_roles(connection, tuple(Tier)):
            connection.execute(roles.create_role(tier))
        _run(connection, (setting for tier in Tier for setting in roles.role_settings(tier)))
        if connection.execute("select 1 from pg_database where datname = %s", (database,)).fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(database), sql.Identifier(Tier.OWNER.login)
                )
            )
    with cluster.connect(database) as connection:
        connection.execute(POSTGIS)
        connection.execute("ALTER EXTENSION postgis UPDATE")  # after an upgrade of the system's package
        _run(connection, roles.fence_database(database))
        _run(connection, roles.fence_public_schema())
        _run(connection, roles.fence_cluster())
        connection.execute(roles.make_maps_fast_under_policies())


def _prepare_server(store: Store, settings: Settings) -> None:
    """Create the logins, PostGIS and the fence as the owner of the database, as far as the server lets it."""
    database = str(store.urls[Tier.OWNER].database)
    passwords = login_passwords(settings)
    try:
        with psycopg.connect(store.conninfo(Tier.OWNER), autocommit=True) as connection:
            for tier in roles.find_missing_roles(connection, roles.READERS):
                connection.execute(roles.create_role(tier, passwords[tier]))
                _run(connection, roles.role_settings(tier))
            connection.execute(POSTGIS)
            _run(connection, roles.fence_database(database))
            _run(connection, roles.fence_public_schema())
            breaches = roles.list_breaches(connection)
    except errors.InsufficientPrivilege as refusal:
        raise UnavailableError(
            f"Le compte de DATABASE_URL n’a pas le droit de préparer la base ({str(refusal).strip()}). Demandez à "
            "l’administrateur du serveur d’exécuter dans cette base, puis recommencez :\n\n"
            f"{administrator_script(database, str(store.urls[Tier.OWNER].username))}"
        ) from refusal
    except psycopg.OperationalError as refusal:
        raise UnavailableError(f"Le serveur de DATABASE_URL ne répond pas : {str(refusal).strip()}") from refusal
    if breaches:
        raise UnavailableError(
            "La base de DATABASE_URL laisserait le public voir plus que la vue publique : "
            f"{', '.join(breaches)}. Retirez ces droits, puis recommencez."
        )


def administrator_script(database: str, owner: str) -> str:
    """What the administrator of a server runs once, as superuser, so that `prepare` needs no special right."""
    statements: list[roles.Statement] = [POSTGIS, roles.make_maps_fast_under_policies()]
    for tier in roles.READERS:
        statements += [roles.create_role(tier, "à remplacer"), *roles.role_settings(tier)]
    statements += [
        sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(database), sql.Identifier(owner)),
        *roles.fence_database(database),
        *roles.fence_public_schema(),
        sql.SQL("GRANT ALL ON SCHEMA public TO {} WITH GRANT OPTION").format(sql.Identifier(owner)),
    ]
    return "".join(f"{statement.as_string()};\n" for statement in statements)


def _prepare_contents(store: Store) -> None:
    upgrade_schema(store.engine(Tier.OWNER))
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        # Passages loaded from an official list stay; ours, which are dated, take the place of the same ones.
        known = list(_read_communes_passage(COMMUNES_PASSAGE))
        session.execute(
            delete(CommunePassage).where(CommunePassage.ancien_code.in_(row["ancien_code"] for row in known))
        )
        session.execute(insert(CommunePassage), known)


def _read_communes_passage(path: Path) -> Iterator[dict[str, str | date]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row | {"date_effet": date.fromisoformat(row["date_effet"])}


def _run(connection: psycopg.Connection, statements: Iterable[roles.Statement]) -> None:
    for statement in statements:
        connection.execute(statement)
