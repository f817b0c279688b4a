# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""Reports given back to landlords: written by the worker, read by whom the row-level policies let read."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from observatoire.errors import NotFoundError
from observatoire.store.queries.asking import Asker
from observatoire.store.queries.online import ONLINE_NUMBER
from observatoire.store.tables.returns import LandlordPosition, ReturnFigures, ReturnReport

LISTED = 200
_ONLINE = f"""
select p.number, p.ops, p.rpls from partner.publication p
where p.number = {ONLINE_NUMBER}
"""
_LINE = ("id", "created_at", "deposit", "bailleur_siren", "bailleur", "loaded", "fictif")


def add_return(
    session: Session, values: Mapping[str, Any], *, content: Mapping[str, Any], figures: Mapping[str, Any]
) -> int:
    """Keep a report, and apart from it the figures that its landlord alone reads."""
    number = session.execute(
        insert(ReturnReport).values(content=dict(content), **values).returning(ReturnReport.id)
    ).scalar_one()
    session.execute(
        insert(ReturnFigures).values(report=number, bailleur_siren=values["bailleur_siren"], content=dict(figures))
    )
    return number


def list_returns(session: Session, *, deposit: UUID | None = None) -> list[dict[str, Any]]:
    """The latest reports that the visitor may read, newest first."""
    statement = select(*(getattr(ReturnReport, name) for name in _LINE)).order_by(ReturnReport.id.desc()).limit(LISTED)
    if deposit is not None:
        statement = statement.where(ReturnReport.deposit == deposit)
    return [dict(row) for row in session.execute(statement).mappings()]


def read_return(session: Session, number: int, asker: Asker) -> dict[str, Any]:
    """A report, with the figures and the position for its landlord; they are null for anybody else.

    Raises:
        NotFoundError: there is none, or it is another landlord's.
    """
    report = session.scalar(select(ReturnReport).where(ReturnReport.id == number))
    if report is None:
        raise NotFoundError("Ce rapport n’existe pas, ou n’est pas le vôtre.")
    own = asker.bailleur_siren == report.bailleur_siren
    figures = select(ReturnFigures.content).where(ReturnFigures.report == number)
    return {
        **{name: getattr(report, name) for name in _LINE},
        "content": report.content,
        "figures": session.scalar(figures) if own else None,
        "position": _read_position(session, report.bailleur_siren) if own else None,
    }


def _read_position(session: Session, siren: str) -> dict[str, Any] | None:
    online = session.execute(text(_ONLINE)).mappings().one_or_none()
    if online is None:
        return None
    found = session.scalars(
        select(LandlordPosition)
        .where(LandlordPosition.publication == online["number"], LandlordPosition.bailleur_siren == siren)
        .order_by(LandlordPosition.indicator)
    )
    indicators = {each.indicator: {"others": each.others, "parts": each.parts, "part": each.part} for each in found}
    return {**online, "indicators": indicators}
