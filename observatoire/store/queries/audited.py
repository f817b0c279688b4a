"""What an audit reads: every row of a publication, as whoever may read everything would."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import ARRAY, func, or_, select
from sqlalchemy.orm import Session

from observatoire.store.copying import read_frame
from observatoire.store.tables.designations import DesignationEffect
from observatoire.store.tables.restricted import PublicationReport, ResidenceProfile, Respondents
from observatoire.store.tables.results import Component, Publication, Territory, Value

NOT_FIGURES = ("geom", "publication", "code_insee", "bailleur_siren")
"""Columns that say where a figure is and whose, for the maps and the policies."""


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
    designated: frozenset[str]
    """residences of which the effect of a designation is published"""


def read_published(session: Session, number: int) -> AuditedRows:
    """The rows of a publication that exists."""
    publication = session.get_one(Publication, number)
    report = session.get(PublicationReport, number)
    return AuditedRows(
        number=number,
        ops=publication.ops,
        rpls=publication.rpls,
        reference=publication.reference,
        fictif=publication.fictif,
        method=publication.method,
        summary=report.summary if report else {},
        analysis=report.analysis if report else {},
        territories=_read_territories(session, number),
        indices=_read_table(session, Value.__table__, number),
        components=_read_table(session, Component.__table__, number),
        designated=frozenset(
            session.scalars(select(DesignationEffect.code).where(DesignationEffect.publication == number).distinct())
        ),
    )


def list_linked(session: Session, rows: AuditedRows) -> Iterator[AuditedRows]:
    """Every other publication of one of the same millésimes: all remain readable. The oldest first."""
    same = or_(Publication.ops == rows.ops, Publication.rpls == rows.rpls)
    statement = select(Publication.number).where(same, Publication.number != rows.number).order_by(Publication.number)
    for number in session.scalars(statement).all():
        yield read_published(session, number)


def _read_territories(session: Session, number: int) -> pd.DataFrame:
    """Territories with what is said of them in tables of their own."""
    frame = _read_table(session, Territory.__table__, number, left_out=("geom", "publication"))
    answers = _read_table(session, Respondents.__table__, number)
    profiles = _read_table(session, ResidenceProfile.__table__, number).assign(level="residence")
    return frame.merge(answers, on=["level", "code"], how="left").merge(profiles, on=["level", "code"], how="left")


def _read_table(session: Session, table: Any, number: int, *, left_out: tuple[str, ...] = NOT_FIGURES) -> pd.DataFrame:
    """Every column that tells a figure: a column added tomorrow is audited tomorrow."""
    columns = [each for each in table.columns if each.name not in left_out]
    names = [each.name for each in columns]
    keys = [table.c[each].collate("C") for each in ("level", "code", "index", "indicator") if each in names]
    lists = [each.name for each in columns if isinstance(each.type, ARRAY)]
    told = [func.array_to_json(each).label(each.name) if each.name in lists else each for each in columns]
    frame = read_frame(session, select(*told).where(table.c.publication == number).order_by(*keys))
    return frame.assign(**{name: _read_lists(frame[name]) for name in lists})


def _read_lists(texts: pd.Series) -> pd.Series:
    """Lists of codes: few are different."""
    lists = {text: json.loads(text) for text in texts.dropna().unique()}
    return texts.map(lists).astype("object")
