"""Schema `source`: what was decided once on files that come every year, so that nobody has to decide it again."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base

SOURCE = {"schema": "source"}
NATURES = ("renommee", "scindee", "fusionnee", "demolie", "vendue")
"""What can become of a residence."""


class Rattachement(Base):
    """To which residence the dwellings of a landlord's programme or address belong."""

    __tablename__ = "rattachement"
    __table_args__ = (Index("ix_rattachement_residence", "residence"), SOURCE)

    bailleur_siren: Mapped[str] = mapped_column(ForeignKey("source.bailleur.siren"), primary_key=True)
    code_insee: Mapped[str] = mapped_column(primary_key=True)
    cle: Mapped[str] = mapped_column(primary_key=True)
    residence: Mapped[str] = mapped_column(ForeignKey("source.residence.code"))
    decide: Mapped[bool] = mapped_column(server_default="false")
    """decided by somebody, and not only proposed: no proposal changes it any more"""
    depuis: Mapped[datetime] = mapped_column(server_default=func.now())


class Succession(Base):
    """What became of a residence, and when: series and late files follow it."""

    __tablename__ = "succession"
    __table_args__ = (CheckConstraint(f"nature in {NATURES}", name="nature"), SOURCE)

    ancienne: Mapped[str] = mapped_column(primary_key=True)
    nouvelle: Mapped[str] = mapped_column(primary_key=True)
    """empty when nothing follows: demolished or sold"""
    date_effet: Mapped[date] = mapped_column(primary_key=True)
    nature: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")


class Correspondance(Base):
    """How the columns of a landlord's survey files are understood, once somebody has confirmed it."""

    __tablename__ = "correspondance"
    __table_args__ = (CheckConstraint("niveau in ('logement', 'residence')", name="niveau"), SOURCE)

    bailleur_siren: Mapped[str] = mapped_column(primary_key=True)
    niveau: Mapped[str] = mapped_column(primary_key=True)
    colonnes: Mapped[dict[str, Any]] = mapped_column(JSONB)
    confirme_le: Mapped[datetime] = mapped_column(server_default=func.now())
