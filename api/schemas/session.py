"""What opens the partners' part."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.common import Answer
from api.security import LONGEST_KEY
from observatoire.audience import Role


class SessionRequest(BaseModel):
    """An access key, as the manager gave it."""

    model_config = ConfigDict(extra="forbid")

    key: Annotated[str, Field(min_length=1, max_length=LONGEST_KEY)]


class Session(Answer):
    """Whom the key belongs to."""

    organisation: str
    role: Role
