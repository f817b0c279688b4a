"""Schema `public_view`: what anyone may read, written at publication with public rows and columns only.

It holds the publication that is online and nothing else: what was withdrawn by a rollback is not there to be found.
"""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import SRID, Base, code
from observatoire.territories.fact_names import PUBLIC_RESIDENCE_FACTS


class PublicPublication(Base):
    """The publication online: one row."""

    __tablename__ = "publication"
    __table_args__ = {"schema": "public_view"}

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    published_at: Mapped[datetime]
    ops: Mapped[int]
    rpls: Mapped[int]
    reference: Mapped[str]
    reference_nom: Mapped[str]
    fictif: Mapped[bool]
    method: Mapped[dict[str, Any]] = mapped_column(JSONB)
    certified_at: Mapped[datetime | None]
    """when an audit last found that nothing secret can be deduced; null when it found something"""


class PublicTerritory(Base):
    """An outline that the public map draws: epci, commune or qpv, with its facts; indices as classes only."""

    __tablename__ = "territory"
    __table_args__ = {"schema": "public_view"}

    level: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[code]
    nom: Mapped[str]
    code_insee: Mapped[str | None]
    logements: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    indices: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """{"occupation": {"class": …, "status": …}, …}; empty unless the EPCI opens them"""
    shares: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """{"occ1": {"share": 0.28, "status": "ok"}, …}, rounded to the percent; empty unless the EPCI opens them"""
    geom: Mapped[WKBElement] = mapped_column(Geometry("GEOMETRY", srid=SRID, spatial_index=False))


class PublicResidence(Base):
    """Facts of the stock of a residence. No index, no signal, no count of occupation, ever."""

    __tablename__ = "residence"
    __table_args__ = (
        Index("ix_public_residence_geom", "geom", postgresql_using="gist"),
        CheckConstraint(f"facts - array[{', '.join(map(repr, PUBLIC_RESIDENCE_FACTS))}] = '{{}}'", name="public_facts"),
        {"schema": "public_view"},
    )

    code: Mapped[code]
    nom: Mapped[str]
    bailleur: Mapped[str]
    code_insee: Mapped[str]
    adresse: Mapped[str | None]
    logements: Mapped[int | None]
    mise_en_service: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """types and energy labels only"""
    geom: Mapped[WKBElement] = mapped_column(Geometry("GEOMETRY", srid=SRID, spatial_index=False))


class PublicDemand(Base):
    """Applicants of a commune for a type of dwelling: withheld under the threshold, rounded above."""

    __tablename__ = "demand"
    __table_args__ = (
        CheckConstraint(
            "(demandes is null) = (demandes_status <> 'ok') and (pression is null) = (pression_status <> 'ok')"
            " and (attente_mois is null) = (attente_status <> 'ok')",
            name="nothing_without_status",
        ),
        {"schema": "public_view"},
    )

    code_insee: Mapped[code]
    typologie: Mapped[code]
    millesime: Mapped[int]
    demandes: Mapped[int | None]
    demandes_status: Mapped[str]
    pression: Mapped[float | None]
    pression_status: Mapped[str]
    attente_mois: Mapped[int | None]
    attente_status: Mapped[str]
