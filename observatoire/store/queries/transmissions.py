"""Who has sent what, for which year: as the visitor may know it, or as the manager's commands do."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Transmission:
    """What a landlord has sent of a source for a year; neither when it has sent nothing at all."""

    bailleur_siren: str
    bailleur: str
    expected: int
    """residences in service"""
    source: str | None
    millesime: int | None
    described: int
    received_at: datetime | None
    """when the latest file was loaded, where a receipt names the landlord"""


def list_own_transmissions(session: Session) -> list[Transmission]:
    """Those that the visitor announced may know: all for the manager, its own for a landlord."""
    return _read(session, "select * from partner.list_transmissions()")


def list_transmissions(session: Session) -> list[Transmission]:
    """All of them, on the manager's login."""
    return _read(session, "select * from source.list_transmissions()")


def _read(session: Session, statement: str) -> list[Transmission]:
    return [Transmission(*row) for row in session.execute(text(statement))]
