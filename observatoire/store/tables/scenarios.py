"""Recipes that planners propose, and who signed them: added to, never rewritten. The database signs and dates each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Identity, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class Scenario(Base):
    """A recipe saved by name, as the address of the planners' page says it."""

    __tablename__ = "scenario"
    __table_args__ = (
        CheckConstraint("char_length(nom) between 1 and 80", name="nom"),
        CheckConstraint("essai ~ '^[A-Za-z0-9:.,-]{1,200}$'", name="essai"),
        {"schema": "partner"},
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    nom: Mapped[str]
    essai: Mapped[str]
    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"))
    account: Mapped[int]
    organisation: Mapped[str]
    role: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ScenarioSignature(Base):
    """One person's agreement. Two, one of the EPCI among them, adopt a scenario."""

    __tablename__ = "scenario_signature"
    __table_args__ = (UniqueConstraint("scenario", "account"), {"schema": "partner"})

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    scenario: Mapped[int] = mapped_column(ForeignKey("partner.scenario.id"))
    account: Mapped[int]
    organisation: Mapped[str]
    role: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
