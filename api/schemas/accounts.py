"""One's own account, and everybody's for whoever manages them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.schemas.common import Answer
from api.schemas.session import Email, Password, Typed
from observatoire.access.audience import Role
from observatoire.access.perimeters import LONGEST_ORGANISATION

Way = Literal["mot_de_passe", "fournisseur", "cle"]
State = Literal["actif", "invité", "lien expiré", "révoqué"]


class OwnAccount(Answer):
    """The account of whoever asks."""

    email: Annotated[str | None, Field(description="d’une personne ; rien pour une clé d’accès")]
    organisation: str
    role: Role
    communes: list[str]
    bailleurs: list[str]
    password_at: Annotated[datetime | None, Field(description="quand le mot de passe a été choisi")]


class OpenSession(Answer):
    """A session of one's own that is open."""

    id: int
    way: Way
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: Annotated[datetime, Field(description="quand elle se ferme, si rien n’y est plus fait")]
    current: Annotated[bool, Field(description="celle d’où l’on demande")]


class Own(Answer):
    """One's own account and sessions."""

    account: OwnAccount
    sessions: list[OpenSession]


class PasswordChange(Typed):
    """Another password, and the present one."""

    current: Password
    new: Password


class AccountLine(Answer):
    """An account, as its manager sees it."""

    id: int
    email: str | None
    organisation: str
    role: Role
    communes: list[str]
    bailleurs: list[str]
    created_at: datetime
    seen_at: datetime | None
    invited_until: datetime | None
    state: State


class Accounts(Answer):
    """Every account, oldest first."""

    accounts: list[AccountLine]
    invitable: Annotated[list[Role], Field(description="rôles que l’on peut inviter")]


class AccountEntry(Typed):
    """Somebody to be invited."""

    email: Email
    organisation: Annotated[str, Field(max_length=LONGEST_ORGANISATION)] = ""
    role: Role
    perimeter: Annotated[tuple[Annotated[str, Field(max_length=20)], ...], Field(max_length=50)] = ()


class Link(Answer):
    """A link to be given to a person, shown this once."""

    account: int
    path: Annotated[str, Field(description="à placer après l’adresse de l’observatoire")]
