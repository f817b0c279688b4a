"""Schema `partner`: who may enter the partners' part. Keys are 256 random bits; only their SHA-256 is stored."""

from datetime import datetime

from sqlalchemy import CheckConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class Account(Base):
    """An organisation's access key. Revocation is immediate: every request looks here."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("role in ('commission', 'epci')", name="role"),
        {"schema": "partner"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    role: Mapped[str]
    key_sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    revoked_at: Mapped[datetime | None]
