"""Writing in the name of a visitor: one transaction of the partner login, and its refusals in French."""

from collections.abc import Callable, Iterator, Mapping
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
Refuse: TypeAlias = Callable[[str | None, str], ObservatoireError | None]
"""From the state and the words of what the database refused to the refusal to show, or nothing when it is a failure."""


def refuse_entry(state: str | None, said: str) -> ObservatoireError | None:
    """What a policy, a trigger or a constraint refuses to who writes a decision, in French."""
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


@contextmanager
def write_as_visitor(store: Store, secret: str, refuse: Refuse = refuse_entry) -> Iterator[Writing]:
    """One transaction in the name of whoever holds this secret; all of it is kept, or nothing."""
    with translate_outage(), _translate_refusals(refuse), partner_unit_of_work(store, secret) as session:
        yield session


def add_row(session: Writing, table: Any, entry: Mapping[str, Any]) -> int:
    """Add what an entry says, and return its number; the database writes the rest."""
    return int(session.execute(insert(table).values(dict(entry)).returning(table.id)).scalar_one())


@contextmanager
def _translate_refusals(refuse: Refuse) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        said = getattr(getattr(error.orig, "diag", None), "message_primary", None) or ""
        refusal = refuse(getattr(error.orig, "sqlstate", None), said)
        if refusal is None:
            raise
        raise refusal from error
