"""Schema `partner`: what the web part asks of the manager's process. The partner login adds a request, no more."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from observatoire.store.base import Base


class Deposit(Base):
    """A file that somebody sent, kept in the spool (`observatoire.files.spool`) until it is loaded, given up or too old."""

    __tablename__ = "deposit"
    __table_args__ = (
        CheckConstraint(
            "state in ('recu', 'a_completer', 'refuse', 'controle', 'soumis', 'charge', 'abandonne')", name="state"
        ),
        CheckConstraint("proposes in ('colonnes', 'residences')", name="proposes"),
        Index("ix_deposit_created_at", "created_at"),
        {"schema": "partner"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    organisation: Mapped[str]
    bailleur_siren: Mapped[str | None]
    """the landlord who sent it, whose stock alone it may hold; nothing for the manager"""
    file_name: Mapped[str]
    """as the sender named it: shown, never a path"""
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    spool: Mapped[str] = mapped_column(unique=True)
    """name of the file in the spool"""
    state: Mapped[str] = mapped_column(server_default="recu")
    kind: Mapped[str | None]
    millesime: Mapped[int | None]
    report: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """what was understood and what would change, see `observatoire.sources.report`"""
    error: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """why it is refused, problem by problem"""
    options: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    """what a person said of the file: nature, year, landlord, columns, residences"""
    proposes: Mapped[str | None]
    """what may be corrected on the screen, see `DepositProposal`"""
    annotated: Mapped[bool] = mapped_column(server_default=text("false"))
    """whether the spool holds a copy with the problems marked"""
    receipt_id: Mapped[int | None]
    removed_at: Mapped[datetime | None]
    """when its file left the spool"""


class DepositProposal(Base):
    """How the columns of a survey, or the dwellings of a declaration, would be understood: shown, corrected, approved."""

    __tablename__ = "deposit_proposal"
    __table_args__ = {"schema": "partner"}

    deposit: Mapped[uuid.UUID] = mapped_column(ForeignKey(Deposit.id), primary_key=True)
    bailleur_siren: Mapped[str | None]
    """as in the deposit"""
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)


class Job(Base):
    """Work asked of a worker. While it runs, the worker holds an advisory lock: without the lock it was interrupted."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state in ('en_attente', 'en_cours', 'fini', 'refuse', 'echec', 'interrompu')", name="state"),
        CheckConstraint("progress between 0 and 1", name="progress"),
        Index("ix_job_state_id", "state", "id"),
        Index("ix_job_deposit", "deposit"),
        Index("uq_job_claim", "claim", unique=True, postgresql_where=text("state in ('en_attente', 'en_cours')")),
        {"schema": "partner"},
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    deposit: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Deposit.id))
    organisation: Mapped[str]
    """who asked"""
    bailleur_siren: Mapped[str | None]
    """the landlord who asked; nothing for the manager"""
    account: Mapped[int | None] = mapped_column(server_default=text("partner.visitor_account()"))
    """who asked, as the database knows; nobody when it was the command line"""
    claim: Mapped[str | None]
    """what this job has for itself: two jobs that wait or run never have the same"""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    state: Mapped[str] = mapped_column(server_default="en_attente")
    attempts: Mapped[int] = mapped_column(server_default="0")
    worker: Mapped[str | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    progress: Mapped[float] = mapped_column(server_default="0")
    """0 to 1"""
    step: Mapped[str] = mapped_column(server_default="")
    """what is being done, in French"""
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    error: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
