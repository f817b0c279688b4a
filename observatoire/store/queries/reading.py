"""How the web part reads: one read-only snapshot a request, on the login of its tier.

Answers are text made by PostgreSQL, never objects: a map of thousands of features costs Python one string. The stamp
of the edition and the answer come from the same snapshot, so that what is kept under a stamp is exactly what it names.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from observatoire.errors import NotFoundError, UnavailableError


@dataclass(frozen=True, slots=True)
class Edition:
    """What a tier has online. `stamp` changes whenever an answer may change: at each publication and rollback."""

    number: int
    stamp: str


NOTHING_ONLINE = Edition(number=0, stamp="")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A publication, as one request reads it."""

    connection: Connection
    edition: Edition
    number: int
    """the publication read: the one online unless a partner asked for another"""
    publication: str
    """what every answer says of its publication, in JSON"""

    def read_text(self, statement: str, **values: Any) -> str | None:
        """The one text that a statement makes; `:number` is always bound."""
        answer = self.connection.execute(text(statement), {"number": self.number, **values}).scalar()
        return None if answer is None else str(answer)

    def read_level(self, statement: str, **values: Any) -> str | None:
        """The same for a whole level at once, thousands of rows joined to thousands.

        A new publication is in no statistics yet: the planner takes it for a handful of rows and would join them by
        nested loops, for minutes. Without those, any plan will do.
        """
        self.connection.execute(text("set local enable_nestloop = off"))
        return self.read_text(statement, **values)

    def wrap(self, members: str) -> str:
        """A JSON object that says its publication, then `members`."""
        return f'{{"publication":{self.publication},{members}}}'

    def wrap_features(self, features: str | None, *, too_many: bool | None = None) -> str:
        """A GeoJSON collection, with the publication as a top-level member, and whether there are too many to be given."""
        members = f'"publication":{self.publication}'
        if too_many is not None:
            members += f',"too_many":{str(too_many).lower()}'
        return f'{{"type":"FeatureCollection",{members},"features":[{features or ""}]}}'


@contextmanager
def connect_read_only(engine: Engine) -> Iterator[Connection]:
    """A read-only transaction that sees one state of the store from its first statement to its last."""
    with translate_outage(), engine.connect() as connection:
        yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def connect_for_one_statement(engine: Engine) -> Iterator[Connection]:
    """A connection outside of any transaction: one statement sees one state anyway, and goes without its ceremony."""
    with translate_outage(), engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def translate_outage() -> Iterator[None]:
    """Say in French that the database cannot answer, whatever the driver's words were."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError) as error:
        raise UnavailableError(
            "La base de données ne répond pas. Réessayez dans un instant ; si cela dure, « observatoire doctor » dit "
            "ce qui manque."
        ) from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise UnavailableError("La connexion à la base de données a été coupée. Réessayez dans un instant.") from error


def refuse_without_edition() -> NotFoundError:
    """The problem of a store that has published nothing yet."""
    return NotFoundError(
        "Aucune publication n’est en ligne : rien n’a encore été publié. "
        "Le gestionnaire publie avec « observatoire compute » puis « observatoire publish »."
    )
