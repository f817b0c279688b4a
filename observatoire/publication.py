"""Publish a draft, list what was published, go back to an earlier publication. Each takes effect at once or not at all."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy.orm import Session

from observatoire.errors import ConflictError, NotFoundError
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import certificates, drafts, public_view, publications
from observatoire.store.queries.publications import PublicationLine
from observatoire.store.queries.written_at_once import indexes_afterwards, read_by_every_processor

if TYPE_CHECKING:
    from observatoire.audit.report import Audit

COALITIONS_S = 20.0
"""Given to pairs of landlords before publishing: what they would know is told, and stops nothing."""

Settle: TypeAlias = Callable[[Session, int], None]
"""Called last inside the transaction that puts a publication online, with its number: what it writes stays with it."""


def leave_as_is(_session: Session, _number: int) -> None:
    """Write nothing more."""


def publish(store: Store, *, note: str = "", settings: Settings, settle: Settle = leave_as_is) -> int:
    """Give the draft the next number and put it online; return the number.

    Args:
        store: where the draft waits.
        note: what the manager says of this publication, in the list.
        settings: whether the EPCI opens the indices of communes.
        settle: what is noted with it.

    Raises:
        ConflictError: there is no draft, or what is secret could be deduced from it.
    """
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publications.lock_editions(session)
        read_by_every_processor(session)
        with indexes_afterwards(session):
            number = _copy_draft(session, note)
            drafts.empty_draft(session)
            _certify(session, number)
            publications.put_online(session, number, note=note)
            public_view.rewrite_public_view(session, number, public_indices=settings.public_indices)
        publications.refresh_statistics(session)
        settle(session, number)
    return number


def rehearse(store: Store) -> dict[str, Any]:
    """Attack the draft as it would be published, and undo everything: the certificate that it would get, naming no cell.

    Raises:
        ConflictError: there is no draft.
    """
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publications.lock_editions(session)
        number = _copy_draft(session, "")
        audit = _audit(session, number, coalition_limit=COALITIONS_S)
        session.rollback()
    return {**audit.as_json(named=False), "publiable": audit.publishable}


def rollback(store: Store, number: int, *, note: str = "", settings: Settings, settle: Settle = leave_as_is) -> None:
    """Put an earlier publication online again. It stays as it was; the one it replaces stays in the list.

    Raises:
        NotFoundError: this number was never published.
        ConflictError: it is online already, or what is secret can be deduced from it.
    """
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publications.lock_editions(session)
        if not publications.has_publication(session, number):
            raise NotFoundError(
                f"La publication {number} n’existe pas. « observatoire publications » donne les numéros."
            )
        if publications.find_online_number(session) == number:
            raise ConflictError(f"La publication {number} est déjà en ligne.")
        _certify(session, number)
        publications.put_online(session, number, note=note or f"Retour à la publication {number}")
        public_view.rewrite_public_view(session, number, public_indices=settings.public_indices)
        settle(session, number)


def list_publications(store: Store) -> list[PublicationLine]:
    """Every publication, oldest first, and which one is online."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        return publications.list_publications(session)


def _copy_draft(session: Session, note: str) -> int:
    draft = drafts.find_draft(session)
    if draft is None:
        raise ConflictError("Aucun calcul n’attend d’être publié. Lancez d’abord « observatoire compute ».")
    # How many values were withheld helps whoever would deduce them: the manager reads it, partners do not.
    secrecy = {name: value for name, value in draft.secrecy.items() if name != "withheld"}
    return publications.copy_draft(session, note=note, secrecy=secrecy, summary=draft.summary)


def _certify(session: Session, number: int) -> None:
    """Attack a publication that is about to be read, and keep what was found."""
    audit = _audit(session, number)
    if not audit.publishable:
        raise ConflictError(
            f"Rien n’a été mis en ligne : {len(audit.deductions)} valeurs secrètes se déduiraient de ce qui serait publié. "
            f"Par exemple : {audit.deductions[0]}"
        )
    certificates.add_certificate(
        session, number, made_at=audit.made_at, passed=audit.whole, document=audit.as_json(named=False)
    )


def _audit(session: Session, number: int, *, coalition_limit: float = 0.0) -> "Audit":
    """Attack a publication with all those that remain readable, as pairs of landlords too in the time given to them."""
    from observatoire.audit.running import audit_rows  # noqa: PLC0415 (listing publications must not wait for solvers)

    return audit_rows(session, number, coalition_limit=coalition_limit)
