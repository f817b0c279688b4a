"""What an audit reads: every row of a publication, as whoever may read everything would."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from observatoire.store.tables.results import Component, Publication, Territory, Value


@dataclass(frozen=True)
class AuditedRows:
    """The rows of a publication."""

    number: int
    ops: int
    rpls: int
    reference: str
    fictif: bool
    method: dict[str, Any]
    summary: dict[str, Any]
    analysis: dict[str, Any]
    territories: pd.DataFrame
    indices: pd.DataFrame
    components: pd.DataFrame


def read_published(session: Session, number: int) -> AuditedRows:
    """The rows of a publication that exists."""
    publication = session.get_one(Publication, number)
    return _read(session, publication, number, (Territory, Value, Component))


def iterate_published(session: Session) -> Iterator[AuditedRows]:
    """Every publication that remains readable, the oldest first."""
    for number in session.scalars(select(Publication.number).order_by(Publication.number)):
        yield read_published(session, number)


def _read(session: Session, edition: Any, number: int, tables: tuple[Any, Any, Any]) -> AuditedRows:
    territories, indices, components = (_read_table(session, each.__table__, number) for each in tables)
    return AuditedRows(
        number=number,
        ops=edition.ops,
        rpls=edition.rpls,
        reference=edition.reference,
        fictif=edition.fictif,
        method=edition.method,
        summary=edition.summary,
        analysis=edition.analysis,
        territories=territories,
        indices=indices,
        components=components,
    )


def _read_table(session: Session, table: Table, number: int) -> pd.DataFrame:
    """Every column but the outlines: a column added tomorrow is audited tomorrow."""
    columns = [each for each in table.columns if each.name not in ("geom", "publication")]
    statement = select(*columns).where(table.c.publication == number)
    names = [each.name for each in columns]
    keys = [each for each in ("level", "code", "index", "indicator") if each in names]
    statement = statement.order_by(*(table.c[each].collate("C") for each in keys))
    return pd.DataFrame.from_records(session.execute(statement).all(), columns=names)
