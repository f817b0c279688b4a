"""Writing in the name of a visitor: one transaction of the partner login, and its refusals in French."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from observatoire.errors import ConflictError, ForbiddenError, NotFoundError, ObservatoireError
from observatoire.store.database import Store, partner_unit_of_work
from observatoire.store.queries.reading import translate_outage

Writing: TypeAlias = Session
"""What a route that writes holds."""


@contextmanager
def write_as_visitor(store: Store, secret: str) -> Iterator[Writing]:
    """One transaction in the name of whoever holds this secret; all of it is kept, or nothing."""
    with translate_outage(), _translate_refusals(), partner_unit_of_work(store, secret) as session:
        yield session


def add_row(session: Writing, table: Any, entry: Mapping[str, Any]) -> int:
    """Add what an entry says, and return its number; the database writes the rest."""
    return int(session.execute(insert(table).values(dict(entry)).returning(table.id)).scalar_one())


@contextmanager
def _translate_refusals() -> Iterator[None]:
    """What a policy, a trigger or a constraint refused, in French."""
    try:
        yield
    except DBAPIError as error:
        said = getattr(getattr(error.orig, "diag", None), "message_primary", None) or ""
        refusal = _refuse(getattr(error.orig, "sqlstate", None), said)
        if refusal is None:
            raise
        raise refusal from error


def _refuse(state: str | None, said: str) -> ObservatoireError | None:
    match state:
        case "42501":
            return ForbiddenError(
                "Votre organisation ne peut pas écrire ici : ce droit revient à l’intercommunalité, ou au bailleur et à la "
                "commune de la résidence."
            )
        case "23503":
            return NotFoundError(said)
        case "23505":
            return ConflictError("Cette signature est déjà donnée.")
        case "23001":
            return ConflictError(said)
        case _:
            return None
