"""Schema `partner`: who saw, exported, decided, loaded or published what. Lines are added, and go when they are too old."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class JournalLine(Base):
    """One thing done. No figure and no name of a person: a code, a number, and the account that acted."""

    __tablename__ = "journal"
    __table_args__ = (
        CheckConstraint(
            "action in ('connexion', 'deconnexion', 'verrouillage', 'mot_de_passe', 'invitation', 'revocation',"
            " 'consultation', 'export', 'decision', 'depot', 'chargement', 'calcul', 'publication', 'retour')",
            name="action",
        ),
        CheckConstraint("length(object) <= 200", name="object"),
        Index("ix_journal_at", "at"),
        {"schema": "partner"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    account: Mapped[int | None]
    """who acted; nobody when it was the command line"""
    action: Mapped[str]
    object: Mapped[str] = mapped_column(server_default="")
