"""Schema `access`: who may enter the partners' part. Of keys, links, sessions and passwords, only a SHA-256 is stored.

No login but the manager's reads these tables: the partner login asks the functions of the schema `partner`, which
answer about the visitor alone.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, Text, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class Account(Base):
    """What an organisation, or one of its people, may read. Revocation is immediate: every request looks here."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("role in ('commune', 'bailleur', 'reservataire', 'commission', 'epci', 'admin')", name="role"),
        CheckConstraint("(role = 'commune') = (cardinality(communes) > 0)", name="communes"),
        CheckConstraint("(role = 'bailleur') = (cardinality(bailleurs) > 0)", name="bailleurs"),
        CheckConstraint("num_nonnulls(key_sha256, email) = 1", name="opening"),
        CheckConstraint("num_nonnulls(password_salt, password_sha256, password_at) in (0, 3)", name="password"),
        Index("uq_account_email", "email", unique=True, postgresql_where=text("revoked_at is null")),
        {"schema": "access"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    role: Mapped[str]
    communes: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """INSEE codes of the territory of a commune"""
    bailleurs: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """SIREN of the stock of a landlord"""
    key_sha256: Mapped[str | None] = mapped_column(unique=True)
    """of a machine"""
    email: Mapped[str | None]
    """of a person, at work: the one personal datum of the observatory"""
    password_salt: Mapped[str | None]
    """cost and salt of Argon2, see `observatoire.access.passwords`"""
    password_sha256: Mapped[str | None]
    """of what the password derives into"""
    password_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    revoked_at: Mapped[datetime | None]


class Rule(Base):
    """How long sessions last and how many failures are borne: one row, written from the settings when the service starts."""

    __tablename__ = "rule"
    __table_args__ = (
        CheckConstraint("id", name="single"),
        CheckConstraint("journal_days >= 30", name="journal"),
        {"schema": "access"},
    )

    id: Mapped[bool] = mapped_column(primary_key=True, server_default=text("true"))
    pepper: Mapped[UUID] = mapped_column(server_default=func.gen_random_uuid())
    """what makes the salts of nobody, and hides the addresses that attempts come from"""
    account_failures: Mapped[int] = mapped_column(server_default=text("5"))
    address_failures: Mapped[int] = mapped_column(server_default=text("30"))
    lock_seconds: Mapped[int] = mapped_column(server_default=text("900"))
    idle_seconds: Mapped[int] = mapped_column(server_default=text("1800"))
    session_seconds: Mapped[int] = mapped_column(server_default=text("43200"))
    invitation_seconds: Mapped[int] = mapped_column(server_default=text("604800"))
    journal_days: Mapped[int] = mapped_column(server_default=text("365"))
    provider_sha256: Mapped[str | None]
    """of the secret that the provider of identities gave us: who shows it may vouch for an e-mail"""


class Invitation(Base):
    """A link that lets somebody choose a password, once, and not for long."""

    __tablename__ = "invitation"
    __table_args__ = (Index("ix_invitation_account", "account"), {"schema": "access"})

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("access.account.id"))
    token_sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AccountSession(Base):
    """Somebody who came in, until they leave, stay away for too long, or are sent out."""

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("way in ('mot_de_passe', 'fournisseur', 'cle')", name="way"),
        Index("ix_session_account", "account"),
        {"schema": "access"},
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("access.account.id"))
    token_sha256: Mapped[str] = mapped_column(unique=True)
    way: Mapped[str]
    device: Mapped[str] = mapped_column(server_default="")
    """« Firefox, Windows »: enough to recognise one's own sessions"""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Attempt(Base):
    """Failures to come in, by account and by address, neither of which can be read back."""

    __tablename__ = "attempt"
    __table_args__ = ({"schema": "access"},)

    bucket: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(server_default=text("0"))
    last_at: Mapped[datetime] = mapped_column(server_default=func.now())
