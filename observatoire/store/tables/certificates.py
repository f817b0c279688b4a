"""Certificates of secrecy: what an audit found of a publication, appended and never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class Certificate(Base):
    """An audit of a publication. Its figures name no cell; only accounts of the EPCI read it."""

    __tablename__ = "certificate"
    __table_args__ = {"schema": "partner"}

    id: Mapped[int] = mapped_column(primary_key=True)
    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    passed: Mapped[bool]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
