"""Schema `access`: who may enter the partners' part. Secrets are random bits; only their SHA-256 is stored.

No login but the manager's reads these tables: the partner login asks the functions of the schema `partner`, which
answer about the visitor alone.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Text, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class Account(Base):
    """What an organisation may read. Revocation is immediate: every request looks here."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("role in ('commune', 'bailleur', 'reservataire', 'commission', 'epci', 'admin')", name="role"),
        CheckConstraint("(role = 'commune') = (cardinality(communes) > 0)", name="communes"),
        CheckConstraint("(role = 'bailleur') = (cardinality(bailleurs) > 0)", name="bailleurs"),
        {"schema": "access"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    role: Mapped[str]
    communes: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """INSEE codes of the territory of a commune"""
    bailleurs: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """SIREN of the stock of a landlord"""
    key_sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    revoked_at: Mapped[datetime | None]
