"""Deposits: what was sent, by whom, and what became of it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from observatoire.errors import ConflictError, NotFoundError
from observatoire.store.queries.asking import Asker
from observatoire.store.tables.jobs import Deposit, DepositProposal

LISTED = 200
CHECKED_AGAIN = 50
OPEN_STATES = ("recu", "a_completer", "controle", "soumis", "refuse")
"""States of a deposit that is neither loaded nor given up."""


def add_deposit(session: Session, asker: Asker, values: Mapping[str, Any]) -> UUID:
    """Note a file that came whole: its name, its size, its fingerprint, and where it waits."""
    number = uuid4()
    session.execute(
        insert(Deposit).values(
            id=number, organisation=asker.organisation, bailleur_siren=asker.bailleur_siren, **values
        )
    )
    return number


def find_deposit(session: Session, number: UUID, asker: Asker) -> Deposit:
    """A deposit that this asker may know of.

    Raises:
        NotFoundError: there is none, or it is someone else's.
    """
    found = session.scalar(select(Deposit).where(Deposit.id == number, *within_reach(asker)))
    if found is None:
        raise NotFoundError("Ce dépôt n’existe pas, ou n’est pas le vôtre.")
    return found


def list_deposits(session: Session, asker: Asker) -> list[Deposit]:
    """The latest deposits that this asker may know of, newest first."""
    statement = select(Deposit).where(*within_reach(asker)).order_by(Deposit.created_at.desc()).limit(LISTED)
    return list(session.scalars(statement))


def list_refused(session: Session) -> list[Deposit]:
    """The latest refused deposits whose file is still kept, oldest first."""
    statement = (
        select(Deposit)
        .where(Deposit.state == "refuse", Deposit.removed_at.is_(None))
        .order_by(Deposit.created_at.desc())
        .limit(CHECKED_AGAIN)
    )
    return list(reversed(list(session.scalars(statement))))


def list_done(session: Session) -> list[str]:
    """Names, in the spool, of the files of deposits that are loaded or given up and are not known to have left it."""
    over = (Deposit.state.in_(("charge", "abandonne")), Deposit.removed_at.is_(None))
    return list(session.scalars(select(Deposit.spool).where(*over)))


def claim_of(number: UUID) -> str:
    """What one job has for itself while it works on a deposit."""
    return f"depot:{number}"


def require_state(deposit: Deposit, *states: str) -> None:
    """Refuse an action that a deposit is past, or not ready for.

    Raises:
        ConflictError: it is in another state.
    """
    if deposit.state not in states:
        raise ConflictError(f"Ce n’est pas possible : ce dépôt est {STATE_WORDS[deposit.state]}.")


STATE_WORDS = {
    "recu": "en cours de contrôle",
    "a_completer": "à compléter",
    "refuse": "refusé",
    "controle": "contrôlé",
    "soumis": "soumis au gestionnaire",
    "charge": "déjà chargé",
    "abandonne": "abandonné",
}


def change_deposit(session: Session, number: UUID, **values: Any) -> None:
    """Write what became of a deposit: for the worker alone."""
    session.execute(update(Deposit).where(Deposit.id == number).values(values))


def keep_proposal(session: Session, deposit: Deposit, content: Mapping[str, Any] | None) -> None:
    """Write what is proposed of a deposit, in place of what was; nothing forgets it."""
    session.execute(delete(DepositProposal).where(DepositProposal.deposit == deposit.id))
    if content is not None:
        row = {"deposit": deposit.id, "bailleur_siren": deposit.bailleur_siren, "content": dict(content)}
        session.execute(insert(DepositProposal).values(row))


def read_proposal(session: Session, number: UUID) -> dict[str, Any]:
    """What is proposed of a deposit that the visitor may know of.

    Raises:
        NotFoundError: nothing is.
    """
    content: dict[str, Any] | None = session.scalar(
        select(DepositProposal.content).where(DepositProposal.deposit == number)
    )
    if content is None:
        raise NotFoundError("Rien n’est à corriger sur ce dépôt.")
    return content


def note_removed(session: Session, names: list[str]) -> None:
    """Note that files left the spool."""
    session.execute(
        update(Deposit).where(Deposit.spool.in_(names), Deposit.removed_at.is_(None)).values(removed_at=func.now())
    )


def within_reach(asker: Asker) -> tuple[ColumnElement[bool], ...]:
    """The condition under which an asker may know of a deposit."""
    return () if asker.bailleur_siren is None else (Deposit.bailleur_siren == asker.bailleur_siren,)
