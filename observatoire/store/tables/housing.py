"""Schema `source`: landlords, residences, and the counts observed on them each millésime. Counts only, never persons."""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import SRID, Base, code, millesime

SOURCE = {"schema": "source"}
UNKNOWN_LANDLORD = "000000000"
"""Stands for the landlord of residences that the open file alone describes: it names none."""


class Bailleur(Base):
    """A social landlord, by SIREN, under its present name."""

    __tablename__ = "bailleur"
    __table_args__ = SOURCE

    siren: Mapped[code]
    nom: Mapped[str]


class BailleurAlias(Base):
    """A name under which a landlord has been known (Scic Habitat, then CDC Habitat)."""

    __tablename__ = "bailleur_alias"
    __table_args__ = SOURCE

    siren: Mapped[str] = mapped_column(ForeignKey("source.bailleur.siren"), primary_key=True)
    nom: Mapped[str] = mapped_column(primary_key=True)


class Residence(Base):
    """What a landlord declares as one estate: one point or polygon, one commune, at most one secteur and one QPV."""

    __tablename__ = "residence"
    __table_args__ = (
        CheckConstraint("statut in ('active', 'demolition', 'vendue')", name="statut"),
        CheckConstraint(r"rehabilitation ~ '^([12]\d{3}|aucune)$'", name="rehabilitation"),
        Index("ix_residence_geom", "geom", postgresql_using="gist"),
        Index("ix_residence_code_insee", "code_insee"),
        SOURCE,
    )

    code: Mapped[code]
    nom: Mapped[str]
    bailleur_siren: Mapped[str] = mapped_column(ForeignKey("source.bailleur.siren"))
    code_insee: Mapped[str] = mapped_column(ForeignKey("source.commune.code_insee"))
    secteur: Mapped[str | None] = mapped_column(ForeignKey("source.secteur.code"))
    code_qp: Mapped[str | None]
    adresse: Mapped[str | None]
    mise_en_service: Mapped[int | None]
    rehabilitation: Mapped[str | None]
    """year of the last one, or that there was none; nothing where the landlord does not say"""
    statut: Mapped[str] = mapped_column(server_default="active")
    lieu_approche: Mapped[bool] = mapped_column(server_default="false")
    """nobody gave its place: it stands in the middle of its commune, in no secteur and no QPV"""
    geom: Mapped[WKBElement] = mapped_column(Geometry("GEOMETRY", srid=SRID, spatial_index=False))


class Parc(Base):
    """The stock of a residence on 1 January of a millésime (RPLS). The open file says nothing of who lives there."""

    __tablename__ = "parc"
    __table_args__ = SOURCE

    residence: Mapped[str] = mapped_column(ForeignKey("source.residence.code"), primary_key=True)
    millesime: Mapped[millesime]
    logements: Mapped[int]
    loues: Mapped[int | None]
    vacants: Mapped[int | None]
    vacants_3_mois: Mapped[int | None]
    vides: Mapped[int | None]
    offerts_un_an: Mapped[int | None]
    emmenages: Mapped[int | None]
    avant_1975: Mapped[int]
    loyer_total: Mapped[float | None]
    surface_habitable: Mapped[float | None]
    t1: Mapped[int | None]
    t2: Mapped[int | None]
    t3: Mapped[int | None]
    t4: Mapped[int | None]
    t5: Mapped[int | None]
    plai: Mapped[int | None]
    plus: Mapped[int | None]
    pls: Mapped[int | None]
    dpe_abc: Mapped[int | None]
    dpe_de: Mapped[int | None]
    dpe_fg: Mapped[int | None]


class Occupation(Base):
    """The occupation survey (OPS) of a residence in a millésime."""

    __tablename__ = "occupation"
    __table_args__ = SOURCE

    residence: Mapped[str] = mapped_column(ForeignKey("source.residence.code"), primary_key=True)
    millesime: Mapped[millesime]
    menages: Mapped[int]
    repondants: Mapped[int]
    menages_ressources_connues: Mapped[int]
    ress_inf_20: Mapped[int | None]
    ress_inf_40: Mapped[int]
    ress_inf_60: Mapped[int]
    ress_inf_100: Mapped[int | None]
    majeurs_activite_connue: Mapped[int]
    majeurs_chomage: Mapped[int]
    menages_composition_connue: Mapped[int]
    familles_monoparentales: Mapped[int]
    beneficiaires_apl: Mapped[int | None]
    emmenages_recents: Mapped[int | None]


class Receipt(Base):
    """What a load understood and did: the trace of every figure back to a file."""

    __tablename__ = "receipt"
    __table_args__ = SOURCE

    id: Mapped[int] = mapped_column(primary_key=True)
    loaded_at: Mapped[datetime] = mapped_column(server_default=func.now())
    kind: Mapped[str]
    millesime: Mapped[int | None]
    file_name: Mapped[str]
    sha256: Mapped[str]
    understood: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """encoding, separator, crs, columns read, columns unknown, rows, SIREN of the landlords"""
    inserted: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    notices: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """what was accepted but must be said: commune found by geometry, absorbed commune, landlord renamed"""


class StoreFact(Base):
    """Facts on the store itself, such as `fictif` = `oui` when it holds the demonstration."""

    __tablename__ = "store_fact"
    __table_args__ = SOURCE

    key: Mapped[code]
    value: Mapped[str]
