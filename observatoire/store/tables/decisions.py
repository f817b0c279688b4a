"""What partners decide of residences: added to, never rewritten. The database signs, dates and places each entry."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from observatoire.store.base import Base

LONGEST = "char_length(precision) <= 200"


class _Signed:
    """Whose entry it is: the visitor who was announced, written by the database."""

    account: Mapped[int]
    organisation: Mapped[str]
    role: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class _Placed:
    """Whose residence it is: what the policies read."""

    code_insee: Mapped[str]
    bailleur_siren: Mapped[str]


class _Numbered:
    @declared_attr
    def id(cls) -> Mapped[int]:  # noqa: N805
        return mapped_column(Identity(always=True), primary_key=True)


class Qualification(_Numbered, _Placed, _Signed, Base):
    """What partners say of a residence. In force once the EPCI and the landlord or the commune have signed."""

    __tablename__ = "qualification"
    __table_args__ = (
        CheckConstraint("avis in ('confirmée', 'écartée')", name="avis"),
        CheckConstraint("cardinality(motifs) between 1 and 8", name="motifs"),
        CheckConstraint(LONGEST, name="precision"),
        Index("ix_qualification_residence", "residence"),
        {"schema": "partner"},
    )

    residence: Mapped[str]
    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"))
    avis: Mapped[str]
    motifs: Mapped[list[str]] = mapped_column(ARRAY(Text))
    precision: Mapped[str] = mapped_column(server_default="")
    participants: Mapped[list[str]] = mapped_column(ARRAY(Text))
    decided_on: Mapped[date]


class QualificationSignature(_Numbered, _Placed, _Signed, Base):
    """A counter-signature, one a kind of organisation."""

    __tablename__ = "qualification_signature"
    __table_args__ = (
        CheckConstraint("role in ('epci', 'commune', 'bailleur')", name="role"),
        UniqueConstraint("qualification", "role"),
        {"schema": "partner"},
    )

    qualification: Mapped[int] = mapped_column(ForeignKey("partner.qualification.id"))


class QualificationReply(_Numbered, _Placed, _Signed, Base):
    """The landlord's right of reply."""

    __tablename__ = "qualification_reply"
    __table_args__ = (CheckConstraint(LONGEST, name="precision"), {"schema": "partner"})

    qualification: Mapped[int] = mapped_column(ForeignKey("partner.qualification.id"))
    position: Mapped[str]
    precision: Mapped[str] = mapped_column(server_default="")


class RepmsList(_Numbered, _Signed, Base):
    """The legal list of a landlord (CCH L. 441-1-6): another field than the signal and the qualification."""

    __tablename__ = "repms_list"
    __table_args__ = (
        CheckConstraint("cardinality(criteres) between 1 and 8", name="criteres"),
        CheckConstraint(LONGEST, name="precision"),
        {"schema": "partner"},
    )

    bailleur_siren: Mapped[str]
    bailleur: Mapped[str]
    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"))
    adopted_on: Mapped[date]
    criteres: Mapped[list[str]] = mapped_column(ARRAY(Text))
    precision: Mapped[str] = mapped_column(server_default="")


class RepmsResidence(_Placed, Base):
    """A residence of a REPMS list."""

    __tablename__ = "repms_residence"
    __table_args__ = {"schema": "partner"}

    repms_list: Mapped[int] = mapped_column(ForeignKey("partner.repms_list.id"), primary_key=True)
    residence: Mapped[str] = mapped_column(primary_key=True)
    nom: Mapped[str]


class RepmsSignature(_Numbered, _Signed, Base):
    """The EPCI's or the landlord's signature under a REPMS list."""

    __tablename__ = "repms_signature"
    __table_args__ = (
        CheckConstraint("role in ('epci', 'bailleur')", name="role"),
        UniqueConstraint("repms_list", "role"),
        {"schema": "partner"},
    )

    repms_list: Mapped[int] = mapped_column(ForeignKey("partner.repms_list.id"))
    bailleur_siren: Mapped[str]


class ProtocolStep(_Numbered, _Placed, _Signed, Base):
    """A step of the protocol of a dwelling freed under vigilance; the first one, « ouverture », is its dossier."""

    __tablename__ = "protocol_step"
    __table_args__ = (
        CheckConstraint(
            "(dossier is null) = (etape = 'ouverture')"
            " and (dossier is null) = (typologie is not null and contingent is not null)",
            name="opening",
        ),
        CheckConstraint(LONGEST, name="precision"),
        Index("ix_protocol_step_residence", "residence"),
        {"schema": "partner"},
    )

    dossier: Mapped[int | None] = mapped_column(ForeignKey("partner.protocol_step.id"))
    residence: Mapped[str]
    etape: Mapped[str]
    typologie: Mapped[str | None]
    contingent: Mapped[str | None]
    done_on: Mapped[date]
    precision: Mapped[str] = mapped_column(server_default="")
