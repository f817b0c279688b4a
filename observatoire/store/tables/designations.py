"""What a designation would change in a residence, by type of household: computed with a publication, and as closed as it."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class _DesignationEffect:
    """A residence after one household of a type has taken the place of an average one. Nobody is described."""

    code: Mapped[str] = mapped_column(primary_key=True)
    menage: Mapped[str] = mapped_column(primary_key=True)
    """key of the type, see `observatoire.commission.household_types`"""
    code_insee: Mapped[str]
    bailleur_siren: Mapped[str]
    occupation: Mapped[float]
    occupation_classe: Mapped[str]
    fragilite: Mapped[float | None]
    fragilite_classe: Mapped[str | None]
    margin: Mapped[int | None]
    """first-quartile households that can still enter in the year"""
    components: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """`num`, `den`, `rate` of each indicator of the survey; counts are those expected, and need not be whole"""


class DraftDesignationEffect(_DesignationEffect, Base):
    """An effect of the draft."""

    __tablename__ = "draft_designation_effect"
    __table_args__ = {"schema": "source"}


class DesignationEffect(_DesignationEffect, Base):
    """An effect of a publication. A trigger refuses it where the index of the residence carries no number."""

    __tablename__ = "designation_effect"
    __table_args__ = (
        CheckConstraint("(fragilite is not null) = (fragilite_classe is not null)", name="class_with_value"),
        CheckConstraint("fragilite is not null or margin is null", name="margin_with_value"),
        {"schema": "partner"},
    )

    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"), primary_key=True)


class DesignationEffectRounded(_DesignationEffect, Base):
    """The same in whole points and percents, without counts, for the roles that read no count of a residence."""

    __tablename__ = "designation_effect_rounded"
    __table_args__ = {"schema": "partner"}

    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"), primary_key=True)
