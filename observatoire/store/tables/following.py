"""Schema `partner`: what the convention follows beside attributions. Counts by building, operation or commune."""

from datetime import datetime

from sqlalchemy import CheckConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base, code, millesime

PARTNER = {"schema": "partner"}
TYPOLOGIES = ("toutes", "T1", "T2", "T3", "T4", "T5")


class Relogement(Base):
    """Households of a building that must move, counted at the end of a year since the beginning."""

    __tablename__ = "relogement"
    __table_args__ = PARTNER

    residence: Mapped[code]
    millesime: Mapped[millesime]
    bailleur_siren: Mapped[str]
    code_insee: Mapped[str]
    phase: Mapped[int]
    logements: Mapped[int]
    vacants: Mapped[int]
    menages: Mapped[int]
    rencontres: Mapped[int]
    propositions_neuf: Mapped[int]
    refus: Mapped[int]
    reloges: Mapped[int]
    reloges_neuf: Mapped[int]
    reste_a_charge: Mapped[int]
    accession: Mapped[int]
    enquetes: Mapped[int]
    satisfaits: Mapped[int]
    hors_quartier: Mapped[int]


class Programme(Base):
    """An operation: delivered for less than five years, programmed, or that rebuilds what is demolished."""

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("nature in ('livre', 'programme', 'reconstitution')", name="nature"),
        PARTNER,
    )

    code: Mapped[code]
    nature: Mapped[str]
    code_insee: Mapped[str]
    adresse: Mapped[str]
    bailleur: Mapped[str]
    bailleur_siren: Mapped[str | None]
    """empty for a landlord that has no residence yet"""
    plai: Mapped[int]
    plus: Mapped[int]
    pls: Mapped[int]
    modalite: Mapped[str | None]
    livraison: Mapped[str | None]
    annee: Mapped[int | None]
    longitude: Mapped[float | None]
    latitude: Mapped[float | None]


class Demande(Base):
    """Applicants of a commune for a type of dwelling, at the end of a year (SNE)."""

    __tablename__ = "demande"
    __table_args__ = (
        CheckConstraint(f"typologie in {TYPOLOGIES}", name="typologie"),
        PARTNER,
    )

    code_insee: Mapped[code]
    typologie: Mapped[code]
    millesime: Mapped[millesime]
    demandes: Mapped[int]
    mutations: Mapped[int | None]
    attributions: Mapped[int]
    attente_mois: Mapped[float | None]


class Homogeneite(Base):
    """The spread of first-quartile attributions among residences, against what their size would give."""

    __tablename__ = "homogeneite"
    __table_args__ = (CheckConstraint("status in ('ok', 'sans_objet')", name="status"), PARTNER)

    perimetre: Mapped[code]
    """`ensemble`, or the code of a commune"""
    computed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    annee_debut: Mapped[int]
    annee_fin: Mapped[int]
    status: Mapped[str]
    attributions: Mapped[int]
    residences: Mapped[int]
    gini: Mapped[float | None]
    gini_attendu: Mapped[float | None]
    gini_bas: Mapped[float | None]
    gini_haut: Mapped[float | None]
    gini_p: Mapped[float | None]
    hhi: Mapped[float | None]
    hhi_attendu: Mapped[float | None]


class HomogeneiteResidence(Base):
    """A residence that received more than its share. How many is written nowhere: it would describe few households."""

    __tablename__ = "homogeneite_residence"
    __table_args__ = PARTNER

    residence: Mapped[code]
    bailleur_siren: Mapped[str]
    code_insee: Mapped[str]
