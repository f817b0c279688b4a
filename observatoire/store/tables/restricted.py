"""What a publication says to some partners only, apart from what it says to all: a row-level policy opens whole rows.

Where two roles read the same figure differently (a class instead of an index, a rounded share instead of counts), each
form has its own table, and the policies see to it that a visitor reads one of the two at most.
"""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base
from observatoire.store.tables.results import BOUND, STATUSES, SUBJECT, _Profile, _Report, _Subject


class _Published:
    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"), primary_key=True)


class _OfTerritory:
    """Rows by territory: their publication is looked up once a statement, by their policy and not by a key."""

    publication: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class PublicationReport(_Published, _Report, Base):
    """What is said of a publication as a whole: it names residences, so only who reads them all reads it."""

    __tablename__ = "publication_report"
    __table_args__ = {"schema": "partner"}


class Respondents(_OfTerritory, _Subject, Base):
    """How many answered the occupation survey."""

    __tablename__ = "respondents"
    __table_args__ = (CheckConstraint(SUBJECT, name="subject"), {"schema": "partner"})

    level: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    repondants: Mapped[int]


class ResidenceProfile(_OfTerritory, _Profile, Base):
    """What the calculation says of a residence beside its indices."""

    __tablename__ = "residence_profile"
    __table_args__ = {"schema": "partner"}

    code: Mapped[str] = mapped_column(primary_key=True)
    code_insee: Mapped[str]
    bailleur_siren: Mapped[str]


class TypologyOfPublication(_Published, Base):
    """Centres and scaling of the families of residences, into which later publications sort theirs."""

    __tablename__ = "typology"
    __table_args__ = {"schema": "partner"}

    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """see `observatoire.computation.families`; `publication` is the one that found them, this one or an earlier one"""


class ValueClass(_OfTerritory, _Subject, Base):
    """The class of an index, without the index: what a landlord reads of the residences of others."""

    __tablename__ = "value_class"
    __table_args__ = (
        CheckConstraint(STATUSES, name="status"),
        CheckConstraint(SUBJECT, name="subject"),
        {"schema": "partner"},
    )

    level: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    index: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]
    classe: Mapped[str | None]


class ComponentShare(_OfTerritory, _Subject, Base):
    """A share of the occupation rounded to the percent, and what follows from it: what the commission reads of it."""

    __tablename__ = "component_share"
    __table_args__ = (
        CheckConstraint(STATUSES, name="status"),
        CheckConstraint(BOUND, name="bound"),
        CheckConstraint(SUBJECT, name="subject"),
        {"schema": "partner"},
    )

    level: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    rate: Mapped[float | None]
    ratio: Mapped[float | None]
    """100 * rounded rate / rate of the reference: it tells nothing more than the rounded rate"""
    weight: Mapped[float | None]
    contribution: Mapped[float | None]
    """weight * (ratio - 100), from the rounded rate too"""
    status: Mapped[str]
    coverage: Mapped[float | None]
    bound: Mapped[str | None]
    """as in `Component`"""


class OwnCount(_OfTerritory, Base):
    """The counts of a secret cell, for the landlord that transmitted them and for nobody else."""

    __tablename__ = "own_count"
    __table_args__ = {"schema": "partner"}

    code: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    bailleur_siren: Mapped[str]
    num: Mapped[int]
    den: Mapped[int]


class DraftOwnCount(Base):
    """The counts of the residences of a draft, as their landlords transmitted them; published for secret cells only."""

    __tablename__ = "draft_own_count"
    __table_args__ = {"schema": "source"}

    code: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    num: Mapped[int]
    den: Mapped[int]
