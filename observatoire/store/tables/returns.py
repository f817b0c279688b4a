"""Schema `partner`: what a landlord is given back for what it sends. The row-level policies tell the readers apart."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base
from observatoire.store.tables.jobs import Deposit


class ReturnReport(Base):
    """The report on a delivery: what came, what is missing. No figure of the occupation: the manager reads it too."""

    __tablename__ = "return_report"
    __table_args__ = {"schema": "partner"}

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    deposit: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Deposit.id))
    bailleur_siren: Mapped[str] = mapped_column(index=True)
    bailleur: Mapped[str]
    loaded: Mapped[bool]
    """whether what it describes was loaded, or only confirmed by the landlord and still waits for the manager"""
    fictif: Mapped[bool]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """see `observatoire.returns.content`"""


class ReturnFigures(Base):
    """The landlord's own figures, secret cells included: for this landlord and for nobody else."""

    __tablename__ = "return_figures"
    __table_args__ = {"schema": "partner"}

    report: Mapped[int] = mapped_column(ForeignKey(ReturnReport.id), primary_key=True)
    bailleur_siren: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """see `observatoire.returns.figures`"""


class LandlordPosition(Base):
    """In which part of the landlords a landlord stands for an indicator: for this landlord and for nobody else."""

    __tablename__ = "landlord_position"
    __table_args__ = (
        CheckConstraint(
            "(parts is null) = (part is null) and part between 1 and parts and others >= 2 * parts - 1", name="part"
        ),
        {"schema": "partner"},
    )

    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"), primary_key=True)
    bailleur_siren: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    others: Mapped[int]
    """landlords that are compared, this one apart"""
    parts: Mapped[int | None]
    """3 or 4, each of two landlords at least; nothing when they are too few to be compared without being told"""
    part: Mapped[int | None]
    """1 for the lowest shares"""
