"""What mapping software reads of us: the documents of OGC API Features and Tiles."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from api.schemas.common import Answer

WGS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
WEB_MERCATOR_QUAD = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
WEB_MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"


class LayerLink(Answer):
    """An address, and what it is to the one that says it."""

    href: str
    rel: str
    type: str | None = None
    title: str | None = None
    templated: bool | None = None


class Named(Answer):
    """A document whose members bear the names of the standard in JSON, and ours in Python."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True)


class Landing(Answer):
    """Where to begin."""

    title: str
    description: str
    links: list[LayerLink]


class Conformance(Named):
    """The parts of the standards that are kept."""

    conforms_to: Annotated[list[str], Field(alias="conformsTo")]


class SpatialExtent(Answer):
    """The box around a layer: west, south, east, north."""

    bbox: list[list[float]]
    crs: str


class Extent(Answer):
    """Where a layer is."""

    spatial: SpatialExtent


class Collection(Named):
    """A layer."""

    id: str
    title: str
    description: str
    extent: Extent
    item_type: Annotated[Literal["feature"], Field(alias="itemType")]
    crs: list[str]
    links: list[LayerLink]


class Collections(Answer):
    """The layers."""

    links: list[LayerLink]
    collections: list[Collection]


class Item(Answer):
    """A feature. Its properties are flat: a value, its status beside it."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any] | None
    properties: dict[str, str | float | bool | None]


class LinkedItem(Item):
    """A feature asked for by its code."""

    links: list[LayerLink]


class Items(Named):
    """A page of features, and how to get the next one."""

    type: Literal["FeatureCollection"]
    links: list[LayerLink]
    number_matched: Annotated[int, Field(alias="numberMatched")]
    number_returned: Annotated[int, Field(alias="numberReturned")]
    features: list[Item]


class TileSet(Named):
    """A way to cut a layer into tiles; ours is that of every web map."""

    title: str
    data_type: Annotated[Literal["vector"], Field(alias="dataType")]
    crs: str
    tile_matrix_set_uri: Annotated[str, Field(alias="tileMatrixSetURI")]
    links: list[LayerLink]


class TileSets(Answer):
    """The ways to cut a layer into tiles."""

    links: list[LayerLink]
    tilesets: list[TileSet]
