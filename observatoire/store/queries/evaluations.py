"""What the evaluation of effects reads of the publications, and where it leaves its result."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, or_, select
from sqlalchemy.orm import Session

from observatoire.store.queries.publications import find_online_number
from observatoire.store.tables.evaluations import Evaluation
from observatoire.store.tables.results import Component, Publication, Territory


@dataclass(frozen=True, slots=True)
class PastEdition:
    """A publication, as the evaluation looks back on it."""

    number: int
    ops: int
    rpls: int
    reference: str


def list_past_editions(session: Session) -> list[PastEdition]:
    """The latest publication of each couple of millésimes up to the one online, oldest first."""
    online = find_online_number(session)
    columns = (Publication.number, Publication.ops, Publication.rpls, Publication.reference)
    rows = session.execute(select(*columns).where(Publication.number <= (online or 0)).order_by(Publication.number))
    latest = {(ops, rpls): PastEdition(number, ops, rpls, reference) for number, ops, rpls, reference in rows}
    return [latest[key] for key in sorted(latest)]


def read_method_document(session: Session, number: int) -> dict[str, Any]:
    """The method of a publication, as it was."""
    document: dict[str, Any] = session.scalars(select(Publication.method).where(Publication.number == number)).one()
    return document


def read_residence_rates(session: Session, number: int) -> pd.DataFrame:
    """Published shares of the residences: `code`, `indicator`, `rate`; withheld ones are not there."""
    rows = session.execute(
        select(Component.code, Component.indicator, Component.rate).where(
            Component.publication == number, Component.level == "residence", Component.rate.is_not(None)
        )
    ).all()
    return _frame(rows, {"code": "str", "indicator": "str", "rate": "float64"})


def read_residence_dwellings(session: Session, number: int) -> pd.Series:
    """Dwellings of the residences, by code."""
    rows = session.execute(
        select(Territory.code, Territory.logements).where(
            Territory.publication == number, Territory.level == "residence", Territory.logements.is_not(None)
        )
    ).all()
    frame = _frame(rows, {"code": "str", "logements": "float64"})
    dwellings: pd.Series = frame.set_index("code")["logements"]
    return dwellings


def read_reference_rates(session: Session, edition: PastEdition) -> pd.Series:
    """Shares of the reference of a publication, by indicator."""
    rows = session.execute(
        select(Component.indicator, Component.rate).where(
            Component.publication == edition.number,
            or_(Component.level == "epci", Component.level == "commune"),
            Component.code == edition.reference,
        )
    ).all()
    frame = _frame(rows, {"indicator": "str", "rate": "float64"})
    rates: pd.Series = frame.set_index("indicator")["rate"]
    return rates


def read_latest(reading: Connection | Session, number: int) -> list[tuple[str, int, datetime, dict[str, Any]]]:
    """Name, publication, day and document of the last evaluation of each measure up to a publication, latest first."""
    latest = select(func.max(Evaluation.id)).where(Evaluation.publication <= number).group_by(Evaluation.nom)
    columns = (Evaluation.nom, Evaluation.publication, Evaluation.created_at, Evaluation.document)
    rows = reading.execute(select(*columns).where(Evaluation.id.in_(latest)).order_by(Evaluation.id.desc()))
    return [(nom, publication, created_at, document) for nom, publication, created_at, document in rows]


def add_evaluation(session: Session, *, nom: str, publication: int, document: dict[str, Any]) -> None:
    """Keep an evaluation; those before it stay."""
    session.add(Evaluation(nom=nom, publication=publication, document=document))


def _frame(rows: Any, types: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame.from_records(rows, columns=list(types)).astype(types)
