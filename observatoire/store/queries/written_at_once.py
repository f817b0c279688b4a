"""Rows by the million, written at once: their keys and indexes are built once, after them.

Row by row they cost as much as the rows, or more. So for a large draft, which nobody reads while it is written, and for the
first publication of a large stock; later publications are written beside those that are read, whose indexes must stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from observatoire.store.tables.results import DraftTerritory, Publication

MANY = 50_000
"""Territories, or addresses of a file, from which keys and indexes are built afterwards: a region, not a department."""
WORK_MEMORY = "128MB"
"""Of the server, for one join, one sort or one index: enough for the residences of a country."""


def read_by_every_processor(session: Session) -> None:
    """Let several processes read a large table, until the end of the transaction.

    PostgreSQL believes that a row costs more to hand over than to read; those of a publication are digested, sorted or counted
    first. Not for a computation, which takes rows as they are: it would take longer.
    """
    session.execute(text("set local parallel_setup_cost = 0"))
    session.execute(text("set local parallel_tuple_cost = 0"))


@contextmanager
def keys_afterwards(session: Session, *, rows: int) -> Iterator[None]:
    """Write a draft of so many territories within the block."""
    later = rows >= MANY
    if later:
        session.execute(text("select source.drop_draft_keys()"))
    yield
    if later:
        _build(session, "source.build_draft_keys()")


@contextmanager
def indexes_afterwards(session: Session) -> Iterator[None]:
    """Write the publication within the block; if it is the first, and large, its indexes are built at the end."""
    later = not session.scalar(select(exists().select_from(Publication))) and _is_large(session)
    if later:
        session.execute(text("select partner.drop_publication_indexes()"))
    yield
    if later:
        _build(session, "partner.build_publication_indexes()")


def _is_large(session: Session) -> bool:
    """Without counting a million rows."""
    return session.scalar(select(DraftTerritory.code).offset(MANY - 1).limit(1)) is not None


def _build(session: Session, function: str) -> None:
    session.execute(text(f"set local maintenance_work_mem = '{WORK_MEMORY}'"))
    session.execute(text(f"select {function}"))
