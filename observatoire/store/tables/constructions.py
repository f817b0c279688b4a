"""The same indices under other constructions: computed with a publication, shown beside the published ones."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base

WAYS = (
    "construction in ('rapport_des_sommes', 'moyenne_geometrique', 'ampi', 'plafond', 'parts_lissees', 'autre_reference',"
    " 'sans_la_residence')"
)


class _Key:
    code: Mapped[str] = mapped_column(primary_key=True)
    index: Mapped[str] = mapped_column(primary_key=True)
    construction: Mapped[str] = mapped_column(primary_key=True)
    classe: Mapped[str]


class _Figures:
    value: Mapped[float]
    contributions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """points of each component, or of each part of a composite: they add up to the distance to 100"""


class _Published:
    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"), primary_key=True)
    code_insee: Mapped[str]
    bailleur_siren: Mapped[str]


class DraftConstruction(_Key, _Figures, Base):
    """An index of a residence of the draft, built otherwise."""

    __tablename__ = "draft_construction"
    __table_args__ = {"schema": "source"}


class ConstructionOfIndex(_Published, _Key, _Figures, Base):
    """The same of a publication, for the roles that read the counts behind the index."""

    __tablename__ = "construction"
    __table_args__ = (CheckConstraint(WAYS, name="construction"), {"schema": "partner"})


class ConstructionClass(_Published, _Key, Base):
    """Its class alone, for the roles that read rounded shares: seven exact figures would give the counts."""

    __tablename__ = "construction_class"
    __table_args__ = (CheckConstraint(WAYS, name="construction"), {"schema": "partner"})
