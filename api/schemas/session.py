"""What opens the partners' part, and the link that lets somebody choose a password."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.common import Answer
from api.security import LONGEST_KEY
from observatoire.access.audience import Role
from observatoire.access.perimeters import LONGEST_EMAIL

LONGEST_TYPED = 512
"""Beyond what a password may be, so that the refusal can say by how much it is too long."""

_LINE = r"^[^\x00-\x1f]+$"
Email = Annotated[str, Field(min_length=1, max_length=LONGEST_EMAIL, pattern=_LINE)]
Password = Annotated[str, Field(min_length=1, max_length=LONGEST_TYPED)]
Token = Annotated[str, Field(min_length=1, max_length=LONGEST_KEY, pattern=_LINE)]


class Typed(BaseModel):
    """What somebody types: exactly these members."""

    model_config = ConfigDict(extra="forbid")


class SessionRequest(Typed):
    """An access key, as the manager gave it."""

    key: Token


class PasswordRequest(Typed):
    """What a person comes in with."""

    email: Email
    password: Password


class InvitationToken(Typed):
    """What follows `#invitation=` in a link."""

    token: Token


class InvitationRequest(Typed):
    """The password that a person chooses, once."""

    token: Token
    password: Password


class Invitation(Answer):
    """Whom the link was made for."""

    email: str
    organisation: str
    role: Role


class ProviderAnswer(Answer):
    """The provider of identities of the agents."""

    label: Annotated[str | None, Field(description="ce qui suit « Entrer avec » ; rien quand aucun n’est réglé")]


class Session(Answer):
    """Whom the key or the session belongs to."""

    organisation: str
    role: Role
