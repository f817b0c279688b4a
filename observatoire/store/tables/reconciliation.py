"""Schema `source`: the same quantity as other sources give it, and what is known of the differences."""

from datetime import datetime

from sqlalchemy import Double, String, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base, millesime

SOURCE = {"schema": "source"}


class Total(Base):
    """A quantity that a source gives for a whole territory: to compare with, never to compute from."""

    __tablename__ = "total"
    __table_args__ = SOURCE

    source: Mapped[str] = mapped_column(primary_key=True)
    millesime: Mapped[millesime]
    mesure: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    """INSEE code of a commune or SIREN of an EPCI"""
    valeur: Mapped[float]
    depuis: Mapped[datetime] = mapped_column(server_default=func.now())


class Explication(Base):
    """What somebody says of a difference. Nothing is rewritten: the latest one is shown first."""

    __tablename__ = "explication"
    __table_args__ = SOURCE

    id: Mapped[int] = mapped_column(primary_key=True)
    mesure: Mapped[str]
    millesime: Mapped[int]
    code: Mapped[str]
    sources: Mapped[list[str]] = mapped_column(ARRAY(String))
    valeurs: Mapped[list[float]] = mapped_column(ARRAY(Double), server_default="{}")
    """what each source said then, in their order; empty for what was said before values were kept"""
    note: Mapped[str]
    auteur: Mapped[str]
    ecrite_le: Mapped[datetime] = mapped_column(server_default=func.now())
