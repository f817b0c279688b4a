"""Schema `partner`: attributions, as counts with a history. Nothing is changed: an entry is cancelled by another."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base

COUNTS = ("nombre", "dalo", "prioritaire", "relogement_ru", "mutation")
"""Counts of an entry, the whole first: the others are among it."""


class Attribution(Base):
    """An entry: so many attributions (or proposals) of one kind on one day. Counts only, never a person."""

    __tablename__ = "attribution"
    __table_args__ = (
        CheckConstraint("origine in ('fichier', 'saisie')", name="origine"),
        CheckConstraint("etape in ('attribution', 'proposition')", name="etape"),
        CheckConstraint("quartile in ('1', '2-4')", name="quartile"),
        CheckConstraint("(annule is null) = (nombre > 0)", name="cancelled_by_zero"),
        CheckConstraint(
            "nombre >= 0 and 0 <= dalo and dalo <= prioritaire and prioritaire <= nombre"
            " and relogement_ru between 0 and nombre and mutation between 0 and nombre",
            name="counts",
        ),
        UniqueConstraint("annule", name="uq_attribution_annule"),
        UniqueConstraint("id", "bailleur_siren", "reservataire", "code_insee", name="uq_attribution_perimeter"),
        ForeignKeyConstraint(
            ["annule", "bailleur_siren", "reservataire", "code_insee"],
            [f"partner.attribution.{name}" for name in ("id", "bailleur_siren", "reservataire", "code_insee")],
            name="fk_attribution_annule",
        ),
        Index("ix_attribution_date", "date"),
        {"schema": "partner"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())
    recorded_by: Mapped[str]
    origine: Mapped[str]
    annule: Mapped[int | None] = mapped_column(BigInteger)
    """the entry that this one takes away: same landlord, reservation right and commune, and a count of zero"""
    corrige: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("partner.attribution.id"))
    """the entry that this one was written to correct"""
    etape: Mapped[str]
    date: Mapped[date]
    bailleur_siren: Mapped[str]
    reservataire: Mapped[str]
    code_insee: Mapped[str]
    qpv: Mapped[bool]
    quartile: Mapped[str | None]
    """of income of the applicants; empty when nobody said"""
    bail_signe: Mapped[bool]
    nombre: Mapped[int]
    dalo: Mapped[int]
    prioritaire: Mapped[int]
    relogement_ru: Mapped[int]
    mutation: Mapped[int]
    residence: Mapped[str | None]
    typologie: Mapped[str | None]
    financement: Mapped[str | None]
