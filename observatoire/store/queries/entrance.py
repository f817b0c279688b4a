"""Coming in and going out, as the partner login: each function of the database judges one attempt, and counts it.

A session is a random token given to a browser; the store keeps its fingerprint. Tables of accounts stay closed here.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from observatoire.access.passwords import COST, check_password, derive, make_salt
from observatoire.errors import AccessDeniedError, NotFoundError, TooManyAttemptsError
from observatoire.store.database import Store, Tier, partner_unit_of_work
from observatoire.store.queries.reading import connect_for_one_statement, translate_outage
from observatoire.store.queries.subjects import fingerprint_key

TOKEN_BYTES = 32
WRONG = "L’adresse ou le mot de passe n’est pas reconnu. Vérifiez-les ; le gestionnaire peut vous redonner un lien."
WRONG_KEY = (
    "Cette clé d’accès n’ouvre rien : elle est inconnue ou révoquée. Demandez-en une au gestionnaire de l’observatoire."
)


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a link was made for."""

    email: str
    organisation: str
    role: str


def open_session(store: Store, email: str, password: str, *, address: str, device: str) -> str:
    """The token of a new session.

    The salt of an account that does not exist costs the same time, and gets the same words.

    Raises:
        AccessDeniedError: the e-mail or the password is wrong.
        TooManyAttemptsError: too many attempts failed, for this account or from this address.
    """
    email, token = clean_email(email), secrets.token_urlsafe(TOKEN_BYTES)
    derived = derive(password, _find_salt(store, email))
    given = {"email": email, "derived": derived, "address": address, "token": fingerprint_key(token), "device": device}
    wait = _call(store, "select partner.open_session(:email, :derived, :address, :token, :device)", **given)
    _judge(wait)
    return token


def open_key_session(store: Store, key: str, *, device: str) -> str:
    """The token of a new session for whoever holds an access key. Raises `AccessDeniedError`."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    given = {"key": key, "token": fingerprint_key(token), "device": device}
    if not _call(store, "select partner.open_key_session(:key, :token, :device)", **given):
        raise AccessDeniedError(WRONG_KEY)
    return token


def open_provider_session(store: Store, voucher: str, email: str, *, device: str) -> str:
    """The token of a new session for the account of an e-mail that the provider of identities has verified.

    Raises:
        AccessDeniedError: no account in force has this e-mail.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    given = {"voucher": voucher, "email": clean_email(email), "token": fingerprint_key(token), "device": device}
    if not _call(store, "select partner.open_provider_session(:voucher, :email, :token, :device)", **given):
        raise AccessDeniedError(
            f"Votre identité est confirmée, mais aucun compte de l’observatoire ne porte l’adresse {clean_email(email)}. "
            "Demandez au gestionnaire de vous inviter."
        )
    return token


def close_session(store: Store, secret: str) -> None:
    """End the session of this token, if there is one."""
    _call(store, "select partner.close_session(:secret)", secret=secret)


def touch_session(store: Store, secret: str) -> None:
    """Note that the session is in use."""
    _call(store, "select partner.touch_session(:secret)", secret=secret)


def find_invitation(store: Store, token: str) -> Invited:
    """Whom a link still lets in. Raises `NotFoundError`."""
    with connect_for_one_statement(store.engine(Tier.PARTNER)) as connection:
        row = connection.execute(text("select * from partner.find_invitation(:token)"), {"token": token}).one_or_none()
    if row is None:
        raise _refuse_invitation()
    return Invited(row.email, row.organisation, row.role)


def accept_invitation(store: Store, token: str, password: str) -> None:
    """Give the account of a link its password; the link opens nothing more.

    Raises:
        InvalidInputError: the password would be guessed soon.
        NotFoundError: the link was used, replaced, or is too old.
    """
    invited = find_invitation(store, token)
    check_password(password, known=(invited.email, invited.organisation))
    salt = make_salt()
    given = {"token": token, "salt": salt, "derived": derive(password, salt)}
    if not _call(store, "select partner.accept_invitation(:token, :salt, :derived)", **given):
        raise _refuse_invitation()


def change_password(store: Store, secret: str, *, current: str, new: str, known: tuple[str, ...]) -> None:
    """Change the password of whoever holds this session, and end their other sessions.

    Raises:
        AccessDeniedError: the current password is wrong.
        InvalidInputError: the new one would be guessed soon.
        TooManyAttemptsError: too many attempts failed.
    """
    check_password(new, known=known)
    salt = make_salt()
    given = {
        "secret": secret,
        "derived": derive(current, _find_salt(store, known[0])),
        "salt": salt,
        "new": derive(new, salt),
    }
    _judge(
        _call(store, "select partner.change_password(:secret, :derived, :salt, :new)", **given),
        "Le mot de passe actuel n’est pas le bon : rien n’a été changé.",
    )


def clean_email(email: str) -> str:
    """An e-mail as accounts keep it."""
    return email.strip().lower()


def _find_salt(store: Store, email: str) -> str:
    with connect_for_one_statement(store.engine(Tier.PARTNER)) as connection:
        return str(
            connection.execute(
                text("select partner.find_salt(:email, :cost)"), {"email": email, "cost": COST}
            ).scalar_one()
        )


def _judge(wait: int | None, wrong: str = WRONG) -> None:
    """What the database answered: nothing when wrong, 0 when right, or seconds to wait before it looks again."""
    if wait is None:
        raise AccessDeniedError(wrong)
    if wait > 0:
        minutes = -(-wait // 60)
        raise TooManyAttemptsError(
            f"Trop d’essais ont échoué : par précaution, plus rien n’est vérifié pendant {minutes}\u202fminute"
            f"{'s' if minutes > 1 else ''}. Les sessions déjà ouvertes continuent.",
            wait,
        )


def _call(store: Store, statement: str, **values: Any) -> Any:
    """Run a function that writes, committed whatever it answers: failures count."""
    with translate_outage(), partner_unit_of_work(store, "") as session:
        return session.execute(text(statement), values).scalar()


def _refuse_invitation() -> NotFoundError:
    return NotFoundError(
        "Ce lien n’ouvre plus rien : il a déjà servi, il est trop ancien ou il a été remplacé. Demandez-en un autre au "
        "gestionnaire de l’observatoire."
    )
