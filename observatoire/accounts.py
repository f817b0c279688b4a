"""Access keys of the partners: given once, stored as a fingerprint, revoked at once.

A key is 256 random bits, so a plain SHA-256 is enough: there is nothing to guess, and a lookup stays one index read.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from observatoire.audience import Role
from observatoire.errors import ConflictError, InvalidInputError, NotFoundError, Problem
from observatoire.perimeters import EVERYTHING, Perimeter, check_perimeter
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.subjects import fingerprint_key
from observatoire.store.tables.accounts import Account

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class AccountCard:
    """What may be shown of an account: everything but its key, which nobody can find again."""

    id: int
    organisation: str
    role: Role
    perimeter: Perimeter
    created_at: datetime
    revoked_at: datetime | None


def add_account(store: Store, organisation: str, role: str, perimeter: Perimeter = EVERYTHING) -> str:
    """Create an account and return its access key, which is shown this once."""
    organisation = organisation.strip()
    problems = []
    if not organisation:
        problems.append(Problem("Le nom de l’organisation est vide.", "Donnez le nom de l’organisation."))
    if role not in set(Role):
        known = ", ".join(f"« {each} »" for each in Role)
        problems.append(Problem(f"Le rôle « {role} » n’existe pas.", f"Choisissez parmi {known}.", value=role))
    else:
        problems += check_perimeter(Role(role), perimeter)
    if problems:
        raise InvalidInputError("Le compte ne peut pas être créé.", problems)
    key = secrets.token_urlsafe(KEY_BYTES)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        session.add(
            Account(
                organisation=organisation,
                role=role,
                communes=list(perimeter.communes),
                bailleurs=list(perimeter.bailleurs),
                key_sha256=fingerprint_key(key),
            )
        )
    return key


def find_account(session: Session, key: str) -> AccountCard | None:
    """The account in force that this key opens."""
    statement = select(Account).where(Account.key_sha256 == fingerprint_key(key), Account.revoked_at.is_(None))
    account = session.scalar(statement)
    return _card(account) if account else None


def list_accounts(store: Store) -> list[AccountCard]:
    """Every account, oldest first, those revoked included."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        return [_card(account) for account in session.scalars(select(Account).order_by(Account.id))]


def revoke_account(store: Store, account_id: int) -> AccountCard:
    """Close an account: its key opens nothing from the next request on."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        account = session.get(Account, account_id, with_for_update=True)
        if account is None:
            raise NotFoundError(
                f"Aucun compte ne porte le numéro {account_id}. « observatoire account list » donne les numéros."
            )
        if account.revoked_at is not None:
            raise ConflictError(f"Le compte {account_id} ({account.organisation}) est déjà révoqué.")
        account.revoked_at = session.scalar(select(func.now()))
        return _card(account)


def _card(account: Account) -> AccountCard:
    return AccountCard(
        id=account.id,
        organisation=account.organisation,
        role=Role(account.role),
        perimeter=Perimeter(tuple(account.communes), tuple(account.bailleurs)),
        created_at=account.created_at,
        revoked_at=account.revoked_at,
    )
