"""Numbered publications: copied from the draft, put online, listed, read back. Rows written here never change."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import FromClause, exists, func, insert, literal, or_, select, text
from sqlalchemy.orm import Session

from observatoire.store.queries.landlord_positions import add_positions
from observatoire.store.queries.listening import CHANNEL
from observatoire.store.tables.designations import DesignationEffect, DraftDesignationEffect
from observatoire.store.tables.restricted import (
    PublicationReport,
)
from observatoire.store.tables.results import (
    NO_SURVEY,
    Draft,
    Publication,
    PublicationOnline,
    Territory,
    Value,
)

if TYPE_CHECKING:
    import pandas as pd

EDITION_LOCK = 0x0B5E
"""Key of the advisory lock that computations and publications take in turn."""

_NOT_COPIED = ("id", "created_at", "secrecy", "summary", "analysis", "typology")
_EDITION_COLUMNS = tuple(each for each in Draft.__table__.columns if each.name not in _NOT_COPIED)


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication in the list of publications."""

    number: int
    published_at: datetime
    note: str
    ops: int
    rpls: int
    reference: str
    reference_nom: str
    method_version: str
    summary: dict[str, Any]
    online: bool


def lock_editions(session: Session) -> None:
    """Wait for any other computation or publication, until the end of this transaction."""
    session.execute(select(func.pg_advisory_xact_lock(EDITION_LOCK)))


def find_online_number(session: Session) -> int | None:
    """Number of the publication that everyone reads now."""
    statement = select(PublicationOnline.number).order_by(PublicationOnline.id.desc()).limit(1)
    return session.scalar(statement)


def has_publication(session: Session, number: int) -> bool:
    """Whether this number was ever published."""
    return bool(session.scalar(select(exists().where(Publication.number == number))))


def list_publications(session: Session) -> list[PublicationLine]:
    """Every publication, oldest first."""
    online = find_online_number(session)
    return [
        PublicationLine(
            number=publication.number,
            published_at=publication.published_at,
            note=publication.note,
            ops=publication.ops,
            rpls=publication.rpls,
            reference=publication.reference,
            reference_nom=publication.reference_nom,
            method_version=publication.method["version"],
            summary=summary,
            online=publication.number == online,
        )
        for publication, summary in session.execute(
            select(Publication, PublicationReport.summary)
            .join(PublicationReport, PublicationReport.publication == Publication.number)
            .order_by(Publication.number)
        )
    ]


def read_dates(session: Session) -> dict[int, datetime]:
    """When each number was published."""
    rows = session.execute(select(Publication.number, Publication.published_at))
    return {number: moment for number, moment in rows}  # noqa: C416 (rows are not pairs to mypy)


def list_fictitious_millesimes(session: Session) -> set[tuple[int, int]]:
    """The millésimes, OPS and RPLS, under which the demonstration was published."""
    statement = select(Publication.ops, Publication.rpls).where(Publication.fictif).distinct()
    return {(ops, rpls) for ops, rpls in session.execute(statement)}


def find_earlier_millesimes(session: Session, *, ops: int, rpls: int) -> tuple[int, int] | None:
    """The latest millésimes published that are both no later than these, and not the same."""
    statement = (
        select(Publication.ops, Publication.rpls)
        .where(Publication.ops <= ops, Publication.rpls <= rpls)
        .where(or_(Publication.ops < ops, Publication.rpls < rpls))
        .where((Publication.ops == NO_SURVEY) == literal(value=ops == NO_SURVEY))
        .order_by(Publication.ops.desc(), Publication.rpls.desc())
        .limit(1)
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else (row.ops, row.rpls)


def find_method_documents(session: Session, version: str) -> list[dict[str, Any]]:
    """The contents under which a version of the method was published: one, unless the file was changed in between."""
    statement = select(Publication.method).where(Publication.method["version"].astext == version).distinct()
    return list(session.scalars(statement))


def copy_draft(session: Session, *, note: str, secrecy: dict[str, Any], summary: dict[str, Any]) -> int:
    """Copy the draft under the next number, and return it. Nothing is computed on the way."""
    number = (session.scalar(select(func.max(Publication.number))) or 0) + 1
    draft = session.execute(select(*_EDITION_COLUMNS)).mappings().one()
    edition = {**draft, "number": number, "note": note, "secrecy": secrecy}
    session.execute(insert(Publication).values(edition))
    analysis = session.execute(select(Draft.analysis)).scalar_one()
    session.execute(insert(PublicationReport).values(publication=number, summary=summary, analysis=analysis))
    from observatoire.store.queries.copying_draft import copy_rows  # noqa: PLC0415 (listing publications must not wait for pandas)

    copy_rows(session, number)
    add_positions(session, number)
    _copy_table(session, DraftDesignationEffect.__table__, DesignationEffect.__table__, number)
    return number


def put_online(session: Session, number: int, *, note: str) -> None:
    """Say that this publication is the one to read from now on, here and to whoever listens once it is committed."""
    session.add(PublicationOnline(number=number, note=note))
    session.execute(text("select pg_notify(:channel, :number)"), {"channel": CHANNEL, "number": str(number)})


def refresh_statistics(session: Session) -> None:
    """Let PostgreSQL see what is being published; until then it would answer as if the tables were almost empty."""
    session.execute(text("select partner.refresh_statistics()"))


def read_territories(session: Session, number: int) -> "pd.DataFrame":
    """Territories of a publication: `level`, `code`, `nom`."""
    columns = (Territory.__table__.c[name] for name in ("level", "code", "nom"))
    return _read_frame(session, select(*columns).where(Territory.publication == number))


def read_values(session: Session, number: int) -> "pd.DataFrame":
    """Indices of a publication that have a value: `level`, `code`, `index`, `value`, `classe`."""
    columns = (Value.__table__.c[name] for name in ("level", "code", "index", "value", "classe"))
    return _read_frame(session, select(*columns).where(Value.publication == number, Value.value.is_not(None)))


def _copy_table(session: Session, source: FromClause, target: Any, number: int) -> None:
    names = source.columns.keys()
    rows = select(literal(number), *source.columns)
    session.execute(insert(target).from_select(["publication", *names], rows))


def _read_frame(session: Session, statement: Any) -> "pd.DataFrame":
    from observatoire.store.copying import read_frame  # noqa: PLC0415 (listing publications must not wait for pandas)

    return read_frame(session, statement, categories=("level", "index", "classe"))
