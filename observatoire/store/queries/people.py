"""Accounts of people, as the partner login: one's own account and sessions, and for the manager everybody's."""

import secrets
from typing import Any

from sqlalchemy import text

from observatoire.access.perimeters import NewPerson
from observatoire.errors import AccessDeniedError, ConflictError, ForbiddenError, NotFoundError, ObservatoireError
from observatoire.store.database import Store
from observatoire.store.queries.entrance import TOKEN_BYTES
from observatoire.store.queries.subjects import fingerprint_key
from observatoire.store.queries.writing import write_as_visitor

INVITE = "select partner.invite(:email, :organisation, :role, :communes, :bailleurs, :token)"


def read_account(store: Store, secret: str) -> dict[str, Any]:
    """The account of the visitor."""
    with write_as_visitor(store, secret, _refuse) as session:
        row = session.execute(text("select * from partner.read_account()")).mappings().one_or_none()
    if row is None:
        raise AccessDeniedError("Cette session est terminée. Entrez à nouveau.")
    return dict(row)


def list_sessions(store: Store, secret: str) -> list[dict[str, Any]]:
    """The sessions of the visitor that are open, the one seen last first."""
    with write_as_visitor(store, secret, _refuse) as session:
        return [dict(row) for row in session.execute(text("select * from partner.list_sessions()")).mappings()]


def end_session(store: Store, secret: str, number: int) -> None:
    """End a session of the visitor. Raises `NotFoundError`: it is over, or somebody else's."""
    with write_as_visitor(store, secret, _refuse) as session:
        if not session.execute(text("select partner.end_session(:number)"), {"number": number}).scalar():
            raise NotFoundError("Aucune de vos sessions ouvertes ne porte ce numéro.")


def list_accounts(store: Store, secret: str) -> list[dict[str, Any]]:
    """Every account, oldest first; none for whom does not manage them."""
    with write_as_visitor(store, secret, _refuse) as session:
        return [dict(row) for row in session.execute(text("select * from partner.list_accounts()")).mappings()]


def invite(store: Store, secret: str, person: NewPerson) -> tuple[int, str]:
    """Create the account of a person: its number, and the token of the link to be given, shown this once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    given = {
        "email": person.email,
        "organisation": person.organisation,
        "role": person.role,
        "communes": list(person.perimeter.communes),
        "bailleurs": list(person.perimeter.bailleurs),
        "token": fingerprint_key(token),
    }
    with write_as_visitor(store, secret, _refuse) as session:
        return int(session.execute(text(INVITE), given).scalar_one()), token


def invite_again(store: Store, secret: str, number: int) -> str:
    """Another link for a person; those before open nothing more. Raises `NotFoundError`."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    given = {"number": number, "token": fingerprint_key(token)}
    with write_as_visitor(store, secret, _refuse) as session:
        if not session.execute(text("select partner.invite_again(:number, :token)"), given).scalar():
            raise NotFoundError("Aucun compte de personne en vigueur ne porte ce numéro.")
    return token


def revoke_account(store: Store, secret: str, number: int) -> None:
    """Close an account at once, with its sessions. Raises `NotFoundError`."""
    with write_as_visitor(store, secret, _refuse) as session:
        if not session.execute(text("select partner.revoke_account(:number)"), {"number": number}).scalar():
            raise NotFoundError("Aucun compte en vigueur ne porte ce numéro.")


def _refuse(state: str | None, _said: str) -> ObservatoireError | None:
    """What the functions of the database refuse, in French."""
    match state:
        case "42501":
            return ForbiddenError(
                "Votre rôle ne gère pas ce compte : l’intercommunalité invite chacun, le rôle « admin » ses pareils."
            )
        case "23505":
            return ConflictError(
                "Un compte en vigueur porte déjà cette adresse : redonnez-lui un lien, ou révoquez-le."
            )
        case "23514":
            return ConflictError("On ne révoque pas son propre compte : un autre gestionnaire peut le faire.")
        case _:
            return None
