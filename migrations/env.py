"""Runs the migrations: one at a time across processes, never waiting long on a lock, in our own schemas only.

The caller gives the connection of the owner (`store/schema.py`); the `alembic` command opens one from the settings.
"""

from alembic import context
from alembic.runtime.environment import NameFilterParentNames, NameFilterType
from geoalchemy2 import alembic_helpers
from sqlalchemy import Connection, text

from observatoire.settings import Settings
from observatoire.store import tables  # noqa: F401 -- completes the metadata
from observatoire.store.base import Base
from observatoire.store.database import Tier, reach_store

SCHEMAS = ("source", "access", "partner", "public_view")
VERSION_SCHEMA = "source"
MIGRATION_LOCK = 7_411_074_212
"""Any number, as long as it stays the same: two deployments must not migrate at once."""


def include_name(name: str | None, type_: NameFilterType, _parents: NameFilterParentNames) -> bool:
    """Leave PostGIS's own tables and other schemas alone."""
    return type_ != "schema" or name in SCHEMAS


def run_migrations(connection: Connection) -> None:
    """Run what the command asks on this connection."""
    connection.execute(text("set lock_timeout = '60s'"))
    connection.execute(text("select pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
    # A migration that waits on a lock makes everyone behind it wait: better to fail soon and try again.
    connection.execute(text("set lock_timeout = '4s'"))
    connection.execute(text("set statement_timeout = '5min'"))
    connection.execute(text(f"create schema if not exists {VERSION_SCHEMA}"))
    connection.commit()
    try:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            version_table_schema=VERSION_SCHEMA,
            include_schemas=True,
            include_name=include_name,
            include_object=alembic_helpers.include_object,
            process_revision_directives=alembic_helpers.writer,
            render_item=alembic_helpers.render_item,
            compare_server_default=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    finally:
        connection.rollback()
        connection.execute(text("select pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
        connection.commit()


given = context.config.attributes.get("connection")
if given is not None:
    run_migrations(given)
else:
    with reach_store(Settings()) as store, store.engine(Tier.OWNER).connect() as own:
        run_migrations(own)
