"""Schema `source`: the territories. An epci is made of communes; a secteur is nested in a commune."""

from datetime import date

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import SRID, Base, code

SOURCE = {"schema": "source"}


def _polygon() -> Geometry:
    return Geometry("MULTIPOLYGON", srid=SRID, spatial_index=False)


class Epci(Base):
    """An intercommunalité, by SIREN."""

    __tablename__ = "epci"
    __table_args__ = SOURCE

    siren: Mapped[code]
    nom: Mapped[str]


class Commune(Base):
    """A commune, by INSEE code (text, 5 characters)."""

    __tablename__ = "commune"
    __table_args__ = (Index("ix_commune_geom", "geom", postgresql_using="gist"), SOURCE)

    code_insee: Mapped[code]
    nom: Mapped[str]
    epci_siren: Mapped[str | None] = mapped_column(ForeignKey("source.epci.siren"))
    geom: Mapped[WKBElement] = mapped_column(_polygon())


class CommunePassage(Base):
    """A commune that was absorbed: files that still name it are understood, and the receipt says so."""

    __tablename__ = "commune_passage"
    __table_args__ = SOURCE

    ancien_code: Mapped[code]
    ancien_nom: Mapped[str]
    code_insee: Mapped[str]
    date_effet: Mapped[date | None]
    """missing when the list that says it gives no date"""


class CommuneAlias(Base):
    """Another spelling of the name of a commune (Ayze, Brison)."""

    __tablename__ = "commune_alias"
    __table_args__ = SOURCE

    code_insee: Mapped[code]
    nom: Mapped[code]


class Secteur(Base):
    """A polygon drawn by the EPCI inside one commune."""

    __tablename__ = "secteur"
    __table_args__ = (Index("ix_secteur_geom", "geom", postgresql_using="gist"), SOURCE)

    code: Mapped[code]
    nom: Mapped[str]
    code_insee: Mapped[str] = mapped_column(ForeignKey("source.commune.code_insee"))
    geom: Mapped[WKBElement] = mapped_column(_polygon())


class Qpv(Base):
    """A priority neighbourhood, in one generation (2015 or 2024)."""

    __tablename__ = "qpv"
    __table_args__ = (Index("ix_qpv_geom", "geom", postgresql_using="gist"), SOURCE)

    code_qp: Mapped[code]
    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lib_qp: Mapped[str]
    geom: Mapped[WKBElement] = mapped_column(_polygon())
