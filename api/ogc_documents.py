"""The documents of the mapping layers, and the links that lead from one to the other."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import quote, urlencode

from fastapi import Request

from api.schemas.ogc import (
    WEB_MERCATOR,
    WEB_MERCATOR_QUAD,
    WGS84,
    Collection,
    Collections,
    Conformance,
    Extent,
    Landing,
    LayerLink,
    SpatialExtent,
    TileSet,
    TileSets,
)
from api.security import LAYERS_ADDRESS
from api.service import service_of
from observatoire.store.queries.features import WHERE_WE_MAP, Box, Layer, Page

JSON, GEOJSON, TILE = "application/json", "application/geo+json", "application/vnd.mapbox-vector-tile"
CONTRACT = "application/vnd.oai.openapi+json;version=3.1"
TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
SCHEME = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"


class _AsSaid(TypedDict):
    by_alias: bool
    exclude_none: bool


AS_SAID: _AsSaid = {"by_alias": True, "exclude_none": True}
"""How a document becomes JSON: under the names of the standard, without the members that say nothing."""

CONFORMANCE = Conformance(
    conforms_to=[
        f"http://www.opengis.net/spec/{part}"
        for part in (
            "ogcapi-common-1/1.0/conf/core",
            "ogcapi-common-2/1.0/conf/collections",
            "ogcapi-features-1/1.0/conf/core",
            "ogcapi-features-1/1.0/conf/geojson",
            "ogcapi-tiles-1/1.0/conf/core",
            "ogcapi-tiles-1/1.0/conf/tileset",
            "ogcapi-tiles-1/1.0/conf/tilesets-list",
            "ogcapi-tiles-1/1.0/conf/geodata-tilesets",
            "ogcapi-tiles-1/1.0/conf/mvt",
        )
    ]
).model_dump_json(**AS_SAID)


def find_origin(request: Request) -> str:
    """What the addresses of this service begin with, for the one who asks."""
    base = request.base_url
    scheme = "https" if service_of(request.scope).settings.cookie_secure else base.scheme
    return f"{scheme}://{base.netloc}"


def read_box(bbox: str | None) -> Box | None:
    """A window of four or six numbers, heights left out."""
    if bbox is None:
        return None
    numbers = [float(each) for each in bbox.split(",")]
    west, south, east, north = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])  # noqa: PLR2004
    return (west, south, east, north)


def bound_tile(z: int, x: int, y: int) -> Box | None:
    """What a tile of the web covers, in degrees; nothing when there is no such tile."""
    across = 2**z
    if x >= across or y >= across:
        return None

    def latitude(row: int) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / across))))

    return (360 * x / across - 180, latitude(y + 1), 360 * (x + 1) / across - 180, latitude(y))


@dataclass(frozen=True, slots=True)
class Place:
    """A door, at the address by which somebody came to it."""

    base: str

    def describe_landing(self, title: str) -> str:
        """Where to begin."""
        origin = self.base.partition(LAYERS_ADDRESS)[0]
        links = [
            _link(self.base, "self", JSON),
            _link(f"{origin}/openapi.json", "service-desc", CONTRACT),
            _link(f"{origin}/docs", "service-doc", "text/html"),
            _link(f"{self.base}/conformance", "conformance", JSON),
            _link(f"{self.base}/collections", "data", JSON, "Les couches"),
        ]
        description = "Couches de la publication en ligne. Une valeur est suivie de son statut ; un secret est vide."
        return Landing(title=title, description=description, links=links).model_dump_json(**AS_SAID)

    def describe_collections(self, layers: Sequence[tuple[Layer, Box | None]]) -> str:
        """The layers, with the boxes around them."""
        collections = [self._describe(layer, box) for layer, box in layers]
        links = [_link(f"{self.base}/collections", "self", JSON)]
        return Collections(links=links, collections=collections).model_dump_json(**AS_SAID)

    def describe_collection(self, layer: Layer, box: Box | None) -> str:
        """One layer."""
        return self._describe(layer, box).model_dump_json(**AS_SAID)

    def describe_items(self, layer: Layer, page: Page, *, bbox: str | None, limit: int, offset: int) -> str:
        """A page of features, and where the pages beside it are."""
        links = [self._link_page(layer, "self", bbox, limit, offset)]
        if offset + page.returned < page.matched:
            links.append(self._link_page(layer, "next", bbox, limit, offset + limit))
        if offset:
            links.append(self._link_page(layer, "prev", bbox, limit, max(0, offset - limit)))
        return (
            f'{{"type":"FeatureCollection","links":{_dump(links)},"numberMatched":{page.matched},'
            f'"numberReturned":{page.returned},"features":[{page.features}]}}'
        )

    def describe_item(self, layer: Layer, code: str, feature: str) -> str:
        """A feature, and the layer that it belongs to."""
        links = [
            _link(f"{self._items(layer)}/{quote(code, safe='')}", "self", GEOJSON),
            _link(self._layer(layer), "collection", JSON),
        ]
        return f'{feature[:-1]},"links":{_dump(links)}}}'

    def describe_tilesets(self, layer: Layer) -> str:
        """The one way in which we cut a layer."""
        links = [_link(f"{self._layer(layer)}/tiles", "self", JSON)]
        return TileSets(links=links, tilesets=[self._describe_tileset(layer)]).model_dump_json(**AS_SAID)

    def describe_tileset(self, layer: Layer) -> str:
        """Where the tiles are."""
        return self._describe_tileset(layer).model_dump_json(**AS_SAID)

    def _describe_tileset(self, layer: Layer) -> TileSet:
        here = f"{self._layer(layer)}/tiles/WebMercatorQuad"
        links = [
            _link(here, "self", JSON),
            _link(WEB_MERCATOR_QUAD, SCHEME, JSON),
            LayerLink(href=f"{here}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}", rel="item", type=TILE, templated=True),
        ]
        return TileSet(
            title=layer.title, data_type="vector", crs=WEB_MERCATOR, tile_matrix_set_uri=WEB_MERCATOR_QUAD, links=links
        )

    def _describe(self, layer: Layer, box: Box | None) -> Collection:
        links = [
            _link(self._layer(layer), "self", JSON),
            _link(self._items(layer), "items", GEOJSON, layer.title),
            _link(f"{self._layer(layer)}/tiles", TILESETS, JSON),
        ]
        extent = Extent(spatial=SpatialExtent(bbox=[list(box or WHERE_WE_MAP)], crs=WGS84))
        return Collection(
            id=layer.name,
            title=layer.title,
            description=layer.description,
            extent=extent,
            item_type="feature",
            crs=[WGS84],
            links=links,
        )

    def _layer(self, layer: Layer) -> str:
        return f"{self.base}/collections/{layer.name}"

    def _items(self, layer: Layer) -> str:
        return f"{self._layer(layer)}/items"

    def _link_page(self, layer: Layer, rel: str, bbox: str | None, limit: int, offset: int) -> LayerLink:
        asked: dict[str, Any] = {"bbox": bbox} if bbox else {}
        asked |= {"limit": limit, "offset": offset}
        return _link(f"{self._items(layer)}?{urlencode(asked, safe=',')}", rel, GEOJSON)


def _link(href: str, rel: str, kind: str, title: str | None = None) -> LayerLink:
    return LayerLink(href=href, rel=rel, type=kind, title=title)


def _dump(links: Sequence[LayerLink]) -> str:
    return json.dumps([link.model_dump(**AS_SAID) for link in links], ensure_ascii=False)
