"""What may be asked, in the address and after the question mark. Anything else is refused, and said."""

from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.schemas.common import IndexName
from api.schemas.partner import OutlineLevel, ValueLevel
from api.schemas.public import PublicLevel
from observatoire.commission.map_filters import MapFilters
from observatoire.commission.map_frame import MapView
from observatoire.exports.taken import Ending

LARGEST_NUMBER = 2**31 - 1
_RANGE = r"(fragilite|occupation|attractivite):\d{1,3}-\d{1,3}"


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


class FrameQuery(PublicationQuery):
    """What the frame of a map holds."""

    bbox: Annotated[
        str | None,
        Field(
            max_length=120,
            pattern=r"^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$",
            description="fenêtre : ouest,sud,est,nord en degrés ; sans elle, tout le territoire",
        ),
    ] = None


class OutlineQuery(PublicationQuery):
    """The outlines of a level."""

    level: Annotated[OutlineLevel, Field(description="niveau des territoires")]


class ValuesQuery(PublicationQuery):
    """The figures of a level."""

    level: Annotated[ValueLevel, Field(description="niveau des territoires")]


class FileQuery(ValuesQuery):
    """The rows of a level as a file: its format, and the filters of the planners' page in the words of its address."""

    format: Annotated[Ending, Field(description="classeur, GeoPackage ou GeoParquet")]
    bailleur: Annotated[str | None, Field(min_length=1, max_length=200, description="nom du bailleur")] = None
    qpv: Annotated[Literal["dans", "hors"] | None, Field(description="dans un quartier prioritaire, ou hors")] = None
    rehabilitation: Annotated[
        Literal["avec", "sans"] | None,
        Field(description="réhabilitée, ou jamais ; sans réponse du bailleur, ni l’une ni l’autre"),
    ] = None
    plages: Annotated[
        str | None,
        Field(
            pattern=rf"^{_RANGE}(,{_RANGE}){{0,2}}$",
            description="intervalle de chaque indice, bornes comprises : `fragilite:100-150`",
        ),
    ] = None

    def read_ranges(self) -> dict[str, tuple[float, float]]:
        """The interval of each index that has one."""
        ranges = {}
        for part in (self.plages or "").split(","):
            index, _, ends = part.partition(":")
            if ends:
                low, _, high = ends.partition("-")
                ranges[index] = (float(low), float(high))
        return ranges


class MapQuery(PublicationQuery):
    """The printed map, with the filters of the partners' map in the words of its address."""

    indice: Annotated[IndexName, Field(description="l’indice qui colore les cercles")] = "fragilite"
    classes: Annotated[
        str, Field(max_length=200, pattern=r"^[0-9a-z_,-]*$", description="classes gardées : `120-150,150-`")
    ] = ""
    signal: Annotated[Literal["oui"] | None, Field(description="à examiner seulement")] = None
    vigilance: Annotated[Literal["oui"] | None, Field(description="vigilance renforcée seulement")] = None
    qpv: Annotated[Literal["oui"] | None, Field(description="en quartier prioritaire seulement")] = None
    bailleur: Annotated[str | None, Field(pattern=r"^\d{9}$", description="SIREN du bailleur")] = None
    commune: Annotated[str | None, Field(pattern=r"^[0-9AB]{5}$", description="code INSEE")] = None

    carte: Annotated[
        str | None,
        Field(
            pattern=r"^(1?\d|2[0-2])(\.\d)?/-?[0-8]?\d(\.\d{1,6})?/-?1?\d{1,2}(\.\d{1,6})?$",
            description="cadre de l’écran, comme dans son adresse : zoom/latitude/longitude ; tout le territoire sinon",
        ),
    ] = None

    def read_view(self) -> MapView | None:
        """What the screen was looking at, when the map had been moved."""
        return MapView.parse(self.carte) if self.carte else None

    def read_filters(self) -> MapFilters:
        """The filters, for who prints."""
        return MapFilters(
            index=self.indice,
            classes=frozenset(filter(None, self.classes.split(","))),
            signal=self.signal is not None,
            vigilance=self.vigilance is not None,
            qpv=self.qpv is not None,
            bailleur=self.bailleur,
            commune=self.commune,
        )


Nothing = Annotated[NoQuery, Query()]
OfPublicLevel = Annotated[PublicLevelQuery, Query()]
OfPublication = Annotated[PublicationQuery, Query()]
OfFrame = Annotated[FrameQuery, Query()]
OfOutlines = Annotated[OutlineQuery, Query()]
OfMap = Annotated[MapQuery, Query()]
OfFile = Annotated[FileQuery, Query()]
OfValues = Annotated[ValuesQuery, Query()]
Code = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$", description="code du territoire")]
