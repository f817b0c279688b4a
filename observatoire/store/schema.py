"""The version of the schema, checked by whoever opens the store. Alembic, slow to import, is left to `upgrade`."""

import re
from functools import cache

from psycopg import errors
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from observatoire.errors import UnavailableError
from observatoire.settings import REPOSITORY

MIGRATIONS = REPOSITORY / "migrations" / "versions"
NOT_PREPARED = (errors.UndefinedTable, errors.InvalidSchemaName, errors.InsufficientPrivilege)


@cache
def find_head() -> str:
    """The newest revision of `migrations/versions`: the one that no other follows."""
    sources = [path.read_text(encoding="utf-8") for path in MIGRATIONS.glob("*.py")]
    revisions, followed = (
        {str(found) for source in sources for found in re.findall(rf'^{name} = "(\w+)"', source, re.MULTILINE)}
        for name in ("revision", "down_revision")
    )
    (head,) = revisions - followed
    return head


def is_schema_current(engine: Engine) -> bool:
    """Whether the schema is that of this version of the product.

    Raises:
        UnavailableError: the database cannot be reached.
    """
    try:
        with engine.connect() as connection:
            version = connection.execute(text("select version_num from source.alembic_version")).scalar()
    except OperationalError as refusal:
        raise UnavailableError(
            f"La base ne répond pas : {str(refusal.orig).strip()}\n"
            "Si elle n’a jamais été préparée, lancez « observatoire init »."
        ) from refusal
    except DBAPIError as refusal:
        if isinstance(refusal.orig, NOT_PREPARED):
            return False
        raise
    return bool(version == find_head())


def require_current_schema(engine: Engine) -> None:
    """Refuse to go on with a schema that is not that of this version.

    Raises:
        UnavailableError: the schema is older or newer, or the database cannot be reached.
    """
    if not is_schema_current(engine):
        raise UnavailableError(
            "La base n’est pas prête pour cette version de l’observatoire. Lancez « observatoire init » "
            "(sans risque pour les données), puis recommencez."
        )
