"""What an audit reads: every row of a publication, as whoever may read everything would."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import ARRAY, ColumnElement, func, or_, select, text, true
from sqlalchemy.orm import Session

from observatoire.store.copying import read_frame
from observatoire.store.queries.fingerprints import KEYS, NOT_FIGURES
from observatoire.store.tables.designations import DesignationEffect
from observatoire.store.tables.restricted import PublicationReport, ResidenceProfile, Respondents
from observatoire.store.tables.results import Component, Publication, Territory, Value

_PROFILE = ResidenceProfile.__table__
_BESIDE = tuple(
    each for each in Component.__table__.columns if each.name not in (*NOT_FIGURES, *KEYS, "status", "bound")
)
_WIDER = Territory.level != "residence"
_FLAWED = (Component.status == "secret") & (func.num_nonnulls(*_BESIDE) > 0)
"""Indicators that are said to be secret, with a number beside."""

_SILENT = """
select not exists (select from partner.respondents where publication = :number)
    and not exists (select from partner.designation_effect where publication = :number)
    and not exists (
        select from partner.component where publication = :number and indicator = any(:indicators)
            and (status = 'non_transmis' and num_nonnulls(num, den, smoothed) = 0
                or num = 0 and den = 0 and smoothed is null) is not true
    )
    and not exists (
        select from partner.value where publication = :number and level = 'residence'
            and (status = 'secret' or num_nonnulls(value, rank_high) > 0)
    )
"""

_SECRETS = """
select level, count(*) as territories, count(*) filter (where whole) as whole,
    count(*) filter (where cells > 0 and not whole) as part, sum(cells)::integer as cells,
    coalesce(sum(t.logements), 0)::integer as dwellings,
    coalesce(sum(t.logements) filter (where whole), 0)::integer as dwellings_whole
from (
    select level, code, count(*) filter (where status = 'secret') as cells, bool_and(status = 'secret') as whole
    from partner.component where publication = :number and status <> 'non_transmis'
    group by level, code
) c
left join (select level, code, logements from partner.territory where publication = :number) t using (level, code)
group by level
"""


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
    silent: bool = False
    """whether residences were left out, but those with a number beside a secret"""


def read_method(session: Session, number: int) -> dict[str, Any]:
    """The method of a publication that exists."""
    method: dict[str, Any] = session.scalars(select(Publication.method).where(Publication.number == number)).one()
    return method


def is_silent(session: Session, number: int, indicators: list[str]) -> bool:
    """Whether a publication has no figure of these indicators, and no index of a residence: not even a secret one."""
    told = {"number": number, "indicators": indicators}
    return bool(session.execute(text(_SILENT), told).scalar_one())


def count_secrets(session: Session, number: int) -> list[dict[str, Any]]:
    """How much is secret at each level of a publication, as the audit tells it."""
    return [dict(row) for row in session.execute(text(_SECRETS), {"number": number}).mappings()]


def read_published(session: Session, number: int, *, silent: bool = False) -> AuditedRows:
    """The rows of a publication that exists.

    Args:
        session: of the manager.
        number: of the publication.
        silent: whether residences are left out, but those with a number beside a secret.
    """
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
        territories=_read_territories(session, number, _keep_territories(number) if silent else true()),
        indices=_read_table(session, Value.__table__, number, Value.level != "residence" if silent else true()),
        components=_read_table(
            session, Component.__table__, number, (Component.level != "residence") | _FLAWED if silent else true()
        ),
        designated=frozenset(
            session.scalars(select(DesignationEffect.code).where(DesignationEffect.publication == number).distinct())
        ),
        silent=silent,
    )


def list_linked_numbers(session: Session, number: int) -> list[int]:
    """Every other publication of one of the same millésimes: all remain readable. The oldest first."""
    this = session.get_one(Publication, number)
    same = or_(Publication.ops == this.ops, Publication.rpls == this.rpls)
    statement = select(Publication.number).where(same, Publication.number != number).order_by(Publication.number)
    return list(session.scalars(statement))


def list_linked(session: Session, rows: AuditedRows) -> Iterator[AuditedRows]:
    """Every other publication of one of the same millésimes, read as this one was. The oldest first."""
    for number in list_linked_numbers(session, rows.number):
        yield read_published(session, number, silent=rows.silent)


def _keep_territories(number: int) -> ColumnElement[bool]:
    """All but the residences; of these, the ones to name."""
    flawed = select(Component.code).where(Component.publication == number, Component.level == "residence", _FLAWED)
    return _WIDER | Territory.code.in_(flawed)


def _read_territories(session: Session, number: int, kept: ColumnElement[bool]) -> pd.DataFrame:
    """Territories with what is said of them in tables of their own."""
    frame = _read_table(session, Territory.__table__, number, kept, left_out=("geom", "publication"))
    answers = _read_table(session, Respondents.__table__, number, true())
    told = func.num_nonnulls(*(each for each in _PROFILE.columns if each.name not in (*NOT_FIGURES, *KEYS))) > 0
    profiles = _read_table(session, _PROFILE, number, told).assign(level="residence")
    return frame.merge(answers, on=["level", "code"], how="left").merge(profiles, on=["level", "code"], how="left")


def _read_table(
    session: Session,
    table: Any,
    number: int,
    kept: ColumnElement[bool],
    *,
    left_out: tuple[str, ...] = NOT_FIGURES,
) -> pd.DataFrame:
    """Every column that tells a figure: a column added tomorrow is audited tomorrow."""
    columns = [each for each in table.columns if each.name not in left_out]
    names = [each.name for each in columns]
    keys = [table.c[each].collate("C") for each in KEYS if each in names]
    lists = [each.name for each in columns if isinstance(each.type, ARRAY)]
    told = [func.array_to_json(each).label(each.name) if each.name in lists else each for each in columns]
    frame = read_frame(session, select(*told).where(table.c.publication == number, kept).order_by(*keys))
    return frame.assign(**{name: _read_lists(frame[name]) for name in lists})


def _read_lists(texts: pd.Series) -> pd.Series:
    """Lists of codes: few are different."""
    lists = {text: json.loads(text) for text in texts.dropna().unique()}
    return texts.map(lists).astype("object")
