"""The first publication of a large stock: its indexes are built once, after its rows.

Row by row they cost three times more, and nobody reads yet what they serve. Later publications are written beside those that are
read, whose indexes must stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from observatoire.store.tables.results import DraftTerritory, Publication

MANY = 50_000
"""Territories of a draft from which indexes are built afterwards."""
WORK_MEMORY = "128MB"


@contextmanager
def indexes_afterwards(session: Session) -> Iterator[None]:
    """Write the publication within the block; if it is the first, and large, its indexes are built at the end."""
    later = not session.scalar(select(exists().select_from(Publication))) and _is_large(session)
    if later:
        session.execute(text("select partner.drop_publication_indexes()"))
    yield
    if later:
        session.execute(text(f"set local maintenance_work_mem = '{WORK_MEMORY}'"))
        session.execute(text("select partner.build_publication_indexes()"))


def _is_large(session: Session) -> bool:
    """Without counting a million rows."""
    return session.scalar(select(DraftTerritory.code).offset(MANY - 1).limit(1)) is not None
