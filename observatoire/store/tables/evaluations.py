"""Schema `partner`: evaluations of effects, appended to and never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Identity, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class Evaluation(Base):
    """What a measure changed in the residences that it reached, as far as the publications tell."""

    __tablename__ = "evaluation"
    __table_args__ = {"schema": "partner"}

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    nom: Mapped[str]
    """name of the measure, as declared"""
    publication: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"))
    """the publication that was online: earlier ones are looked at, later ones are not"""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """see `observatoire.evaluation.measure`: means of ten residences or more, never a residence"""
