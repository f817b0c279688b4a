"""Publications whose reference may stay worth 100 in the evolution."""

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from observatoire.store.queries.publications import find_online_number
from observatoire.store.tables.results import Component, Publication


def list_bases(session: Session, reference: str) -> list[int]:
    """Numbers of the publications on this reference, oldest first."""
    statement = select(Publication.number).where(Publication.reference == reference).order_by(Publication.number)
    return list(session.scalars(statement))


def find_base(session: Session, reference: str) -> int | None:
    """The base in use: that of the publication online, when it has this reference, else the first publication on it."""
    own = func.coalesce(Publication.base, Publication.number)
    online = find_online_number(session)
    statement = select(own).where(Publication.number == online, Publication.reference == reference)
    return session.scalar(statement) or next(iter(list_bases(session, reference)), None)


def read_rates(session: Session, number: int, reference: str) -> pd.Series:
    """Shares of the reference of a publication, by indicator."""
    rows = session.execute(
        select(Component.indicator, Component.rate).where(
            Component.publication == number, Component.level.in_(("epci", "commune")), Component.code == reference
        )
    ).all()
    return pd.Series({row.indicator: row.rate for row in rows}, dtype="float64")
