"""What may be asked, in the address and after the question mark. Anything else is refused, and said."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.schemas.partner import OutlineLevel, ValueLevel
from api.schemas.public import PublicLevel

LARGEST_NUMBER = 2**31 - 1


class NoQuery(BaseModel):
    """Nothing after the question mark."""

    model_config = ConfigDict(extra="forbid")


class PublicLevelQuery(NoQuery):
    """A level of the public map."""

    level: Annotated[PublicLevel, Field(description="niveau des territoires")]


class PublicationQuery(NoQuery):
    """A publication; the one online when it is not said."""

    publication: Annotated[
        int | None, Field(ge=1, le=LARGEST_NUMBER, description="numéro ; sans lui, la publication en ligne")
    ] = None


class OutlineQuery(PublicationQuery):
    """The outlines of a level."""

    level: Annotated[OutlineLevel, Field(description="niveau des territoires")]


class ValuesQuery(PublicationQuery):
    """The figures of a level."""

    level: Annotated[ValueLevel, Field(description="niveau des territoires")]


Nothing = Annotated[NoQuery, Query()]
OfPublicLevel = Annotated[PublicLevelQuery, Query()]
OfPublication = Annotated[PublicationQuery, Query()]
OfOutlines = Annotated[OutlineQuery, Query()]
OfValues = Annotated[ValuesQuery, Query()]
Code = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$", description="code du territoire")]
