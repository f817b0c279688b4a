"""Accounts of the partners, as the manager's login keeps them: access keys of machines, invitations of people.

A key or a link is 256 random bits, so a plain SHA-256 is enough: there is nothing to guess, and a lookup stays one index
read. Passwords are chosen by people, in `observatoire.access.passwords`, and never pass here.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from observatoire.access.audience import Role
from observatoire.access.perimeters import EVERYTHING, NewPerson, Perimeter, check_role
from observatoire.errors import ConflictError, InvalidInputError, NotFoundError, Problem
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.subjects import fingerprint_key
from observatoire.store.tables.accounts import Account, AccountSession, Invitation, Rule
from observatoire.store.tables.journal import JournalLine

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
    email: str | None = None
    """of a person; nothing for a key"""
    has_password: bool = False


def add_account(store: Store, organisation: str, role: str, perimeter: Perimeter = EVERYTHING) -> str:
    """Create an account and return its access key, which is shown this once."""
    organisation = organisation.strip()
    problems = []
    if not organisation:
        problems.append(Problem("Le nom de l’organisation est vide.", "Donnez le nom de l’organisation."))
    problems += check_role(role, perimeter)
    if problems:
        raise InvalidInputError("Le compte ne peut pas être créé.", problems)
    key = secrets.token_urlsafe(KEY_BYTES)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        account = Account(
            organisation=organisation,
            role=role,
            communes=list(perimeter.communes),
            bailleurs=list(perimeter.bailleurs),
            key_sha256=fingerprint_key(key),
        )
        session.add(account)
        session.flush()
        session.add(JournalLine(action="invitation", object=f"compte {account.id}, par clé"))
    return key


def invite_person(store: Store, person: NewPerson) -> str:
    """Create the account of a person, or give the one that has this e-mail another link; return the link's token.

    Raises:
        ConflictError: their account in force has another role, organisation or perimeter.
    """
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        account = session.scalar(
            select(Account).where(Account.email == person.email, Account.revoked_at.is_(None)).with_for_update()
        )
        if account is None:
            account = Account(
                email=person.email,
                organisation=person.organisation,
                role=person.role,
                communes=list(person.perimeter.communes),
                bailleurs=list(person.perimeter.bailleurs),
            )
            session.add(account)
            session.flush()
        elif (account.role, _perimeter_of(account)) != (person.role, person.perimeter):
            raise ConflictError(
                f"Le compte {account.id} ({person.email}) est déjà en vigueur avec le rôle « {account.role} » ou un autre "
                "périmètre. Révoquez-le d’abord."
            )
        return _make_link(session, account)


def _make_link(session: Session, account: Account) -> str:
    """A link that lets its holder choose a password; those before open nothing more."""
    token = secrets.token_urlsafe(KEY_BYTES)
    _use_up_links(session, account.id)
    seconds = session.scalars(select(Rule.invitation_seconds)).one()
    now = session.scalars(select(func.now())).one()
    session.add(
        Invitation(account=account.id, token_sha256=fingerprint_key(token), expires_at=now + timedelta(seconds=seconds))
    )
    session.add(JournalLine(action="invitation", object=f"compte {account.id}"))
    return token


def _use_up_links(session: Session, account_id: int) -> None:
    session.execute(
        update(Invitation)
        .where(Invitation.account == account_id, Invitation.used_at.is_(None))
        .values(used_at=func.now())
    )


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
    """Close an account: its key, its sessions and its links open nothing from the next request on."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        account = session.get(Account, account_id, with_for_update=True)
        if account is None:
            raise NotFoundError(
                f"Aucun compte ne porte le numéro {account_id}. « observatoire account list » donne les numéros."
            )
        if account.revoked_at is not None:
            raise ConflictError(f"Le compte {account_id} ({account.organisation}) est déjà révoqué.")
        account.revoked_at = session.scalar(select(func.now()))
        _use_up_links(session, account_id)
        session.execute(
            update(AccountSession)
            .where(AccountSession.account == account_id, AccountSession.ended_at.is_(None))
            .values(ended_at=func.now())
        )
        session.add(JournalLine(action="revocation", object=f"compte {account_id}"))
        return _card(account)


def _card(account: Account) -> AccountCard:
    return AccountCard(
        id=account.id,
        organisation=account.organisation,
        role=Role(account.role),
        perimeter=_perimeter_of(account),
        created_at=account.created_at,
        revoked_at=account.revoked_at,
        email=account.email,
        has_password=account.password_sha256 is not None,
    )


def _perimeter_of(account: Account) -> Perimeter:
    return Perimeter(tuple(account.communes), tuple(account.bailleurs))
