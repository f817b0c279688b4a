"""Sessions of the commission: an agenda of dwellings freed, what was decided of each, and the seal that closes it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base
from observatoire.store.tables.decisions import LONGEST, _Numbered, _Placed, _Signed

SESSION = "partner.commission_session.id"


class CommissionSession(_Numbered, _Signed, Base):
    """A session, on the publication that was online when it was prepared."""

    __tablename__ = "commission_session"
    __table_args__ = {"schema": "partner"}

    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"))
    held_on: Mapped[date]


class CommissionItem(_Numbered, _Placed, _Signed, Base):
    """A dwelling freed, on the agenda: its residence, type and contingent, and nothing that would lead to a household."""

    __tablename__ = "commission_item"
    __table_args__ = {"schema": "partner"}

    session: Mapped[int] = mapped_column(ForeignKey(SESSION))
    residence: Mapped[str]
    typologie: Mapped[str]
    contingent: Mapped[str]


class CommissionNote(_Numbered, _Placed, _Signed, Base):
    """What was decided of a dwelling; the latest note is the one that counts, the others stay."""

    __tablename__ = "commission_note"
    __table_args__ = (CheckConstraint(LONGEST, name="precision"), {"schema": "partner"})

    session: Mapped[int] = mapped_column(ForeignKey(SESSION))
    item: Mapped[int] = mapped_column(ForeignKey("partner.commission_item.id"))
    orientation: Mapped[str]
    menage: Mapped[str | None]
    """type of household that was looked at, four words of closed lists"""
    precision: Mapped[str] = mapped_column(server_default="")


class CommissionSeal(_Signed, Base):
    """The session as it was: everything that a replay shows, in one text, and its SHA-256."""

    __tablename__ = "commission_seal"
    __table_args__ = (
        CheckConstraint("sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')", name="sha256"),
        {"schema": "partner"},
    )

    session: Mapped[int] = mapped_column(ForeignKey(SESSION), primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str]
