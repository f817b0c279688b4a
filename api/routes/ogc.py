"""OGC API Features and Tiles: QGIS, GDAL and other mapping software read the layers by themselves.

`/ogc` is open to all; `/ogc/partner` is the same with an access key, and shows what that key opens.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MethodType
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api import ogc_documents
from api.answering import GeoJsonText, JsonText, Read, TileBytes, answer_partner, answer_public
from api.ogc_documents import Place, bound_tile, read_box
from api.parameters import Code, Nothing
from api.routes.partner import PARTNER_DEPENDENCIES
from api.schemas.ogc import Collection, Collections, Conformance, Items, Landing, LinkedItem, TileSet, TileSets
from api.security import LAYERS_ADDRESS, PARTNER_LAYERS_ADDRESS
from observatoire.errors import NotFoundError
from observatoire.store.queries import features
from observatoire.store.queries.features import Layer
from observatoire.store.queries.reading import Snapshot

PAGE_SIZE = 1_000
LARGEST_PAGE = 10_000
DEEPEST_ZOOM = 22
TAG = "Logiciels de cartographie"

LayerName = Annotated[str, Path(max_length=40, description="nom de la couche")]
Zoom = Annotated[int, Path(ge=0, le=DEEPEST_ZOOM, description="niveau de zoom")]
Row = Annotated[int, Path(ge=0, lt=2**DEEPEST_ZOOM, description="ligne de la tuile")]
Column = Annotated[int, Path(ge=0, lt=2**DEEPEST_ZOOM, description="colonne de la tuile")]


class ItemsQuery(BaseModel):
    """Which features of a layer: those of a window, some at a time."""

    model_config = ConfigDict(extra="forbid")

    bbox: Annotated[
        str | None,
        Field(
            max_length=200,
            pattern=r"^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}(,-?\d+(\.\d+)?,-?\d+(\.\d+)?)?$",
            description="fenêtre : ouest,sud,est,nord en degrés (WGS 84)",
        ),
    ] = None
    datetime: Annotated[
        str | None, Field(max_length=100, description="sans effet : une publication n’a qu’une date")
    ] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="éléments par page")] = PAGE_SIZE
    offset: Annotated[int, Field(ge=0, le=2**31 - 1, description="éléments déjà lus")] = 0


OfItems = Annotated[ItemsQuery, Query()]


@dataclass(frozen=True, slots=True)
class Door:
    """One of the two ways in: which layers, and how their answers are read. Each method is a route."""

    prefix: str
    title: str
    layers: Mapping[str, Layer]
    answer: Callable[[Request, Read, type[JsonText]], Response]

    def read_landing(self, request: Request, _: Nothing) -> Response:
        """Où sont les couches, le contrat et les normes suivies."""
        place = self._place(request)
        return self.answer(request, lambda _: place.describe_landing(self.title), JsonText)

    def read_conformance(self, request: Request, _: Nothing) -> Response:
        """OGC API Features (partie 1) et OGC API Tiles (partie 1)."""
        return self.answer(request, lambda _: ogc_documents.CONFORMANCE, JsonText)

    def list_collections(self, request: Request, _: Nothing) -> Response:
        """Chaque couche, ce qu’elle montre et où elle est."""
        place = self._place(request)

        def read(snapshot: Snapshot) -> str:
            return place.describe_collections(
                [(layer, features.read_extent(snapshot, layer)) for layer in self.layers.values()]
            )

        return self.answer(request, read, JsonText)

    def read_collection(self, request: Request, layer: LayerName, _: Nothing) -> Response:
        """Ce qu’elle montre, où elle est, et où la lire."""
        found, place = self._find_layer(layer), self._place(request)
        return self.answer(
            request, lambda snapshot: place.describe_collection(found, features.read_extent(snapshot, found)), JsonText
        )

    def list_items(self, request: Request, layer: LayerName, query: OfItems) -> Response:
        """Page par page, dans l’ordre des codes. Une fenêtre choisit des éléments ; elle n’en additionne pas."""
        found, place = self._find_layer(layer), self._place(request)
        box = read_box(query.bbox)

        def read(snapshot: Snapshot) -> str:
            page = features.read_page(snapshot, found, box=box, limit=query.limit, offset=query.offset)
            return place.describe_items(found, page, bbox=query.bbox, limit=query.limit, offset=query.offset)

        return self.answer(request, read, GeoJsonText)

    def read_item(self, request: Request, layer: LayerName, code: Code, _: Nothing) -> Response:
        """Un territoire ou une résidence, par son code."""
        found, place = self._find_layer(layer), self._place(request)

        def read(snapshot: Snapshot) -> str:
            feature = features.read_feature(snapshot, found, code)
            if feature is None:
                raise NotFoundError("Aucun élément de cette couche ne porte ce code.")
            return place.describe_item(found, code, feature)

        return self.answer(request, read, GeoJsonText)

    def list_tilesets(self, request: Request, layer: LayerName, _: Nothing) -> Response:
        """Les découpages en tuiles vectorielles."""
        found, place = self._find_layer(layer), self._place(request)
        return self.answer(request, lambda _: place.describe_tilesets(found), JsonText)

    def read_tileset(self, request: Request, layer: LayerName, _: Nothing) -> Response:
        """L’adresse des tuiles, à compléter de {tileMatrix}, {tileRow} et {tileCol}."""
        found, place = self._find_layer(layer), self._place(request)
        return self.answer(request, lambda _: place.describe_tileset(found), JsonText)

    def read_tile(self, request: Request, layer: LayerName, z: Zoom, y: Row, x: Column, _: Nothing) -> Response:
        """Les éléments de la couche dans cette tuile (Mapbox Vector Tile). Elle peut être vide."""
        found, box = self._find_layer(layer), bound_tile(z, x, y)
        if box is None:
            raise NotFoundError("Cette tuile n’existe pas à ce niveau de zoom.")
        return self.answer(
            request, lambda snapshot: features.read_tile(snapshot, found, z=z, x=x, y=y, box=box), TileBytes
        )

    def _find_layer(self, name: str) -> Layer:
        if name not in self.layers:
            raise NotFoundError(f"Aucune couche ne porte ce nom. Les couches sont : {', '.join(self.layers)}.")
        return self.layers[name]

    def _place(self, request: Request) -> Place:
        return Place(ogc_documents.find_origin(request) + self.prefix)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that both doors have."""

    path: str
    route: Callable[..., Response]
    summary: str
    model: type[BaseModel] | None
    kind: type[JsonText] = JsonText


LAYER = "/collections/{layer}"
TILES = f"{LAYER}/tiles/WebMercatorQuad"
ADDRESSES = (
    Address("", Door.read_landing, "L’entrée", Landing),
    Address("/conformance", Door.read_conformance, "Les normes suivies", Conformance),
    Address("/collections", Door.list_collections, "Les couches", Collections),
    Address(LAYER, Door.read_collection, "Une couche", Collection),
    Address(f"{LAYER}/items", Door.list_items, "Les éléments d’une couche", Items, GeoJsonText),
    Address(f"{LAYER}/items/{{code}}", Door.read_item, "Un élément d’une couche", LinkedItem, GeoJsonText),
    Address(f"{LAYER}/tiles", Door.list_tilesets, "Les tuiles d’une couche", TileSets),
    Address(TILES, Door.read_tileset, "Le découpage des cartes du web", TileSet),
    Address(f"{TILES}/{{z}}/{{y}}/{{x}}", Door.read_tile, "Une tuile vectorielle", None, TileBytes),
)


def _answer_partner(request: Request, read: Read, kind: type[JsonText]) -> Response:
    return answer_partner(request, None, read, kind)


def _build_router(door: Door, audience: str, dependencies: Sequence[Any] = ()) -> APIRouter:
    built = APIRouter(prefix=door.prefix, tags=[TAG], dependencies=dependencies)
    for address in ADDRESSES:
        built.add_api_route(
            address.path,
            MethodType(address.route, door),
            name=f"{address.route.__name__}_for_{audience}",
            summary=address.summary,
            response_model=address.model,
            response_class=address.kind,
        )
    return built


PUBLIC = Door(LAYERS_ADDRESS, "Observatoire du parc social : couches ouvertes", features.PUBLIC_LAYERS, answer_public)
PARTNER = Door(
    PARTNER_LAYERS_ADDRESS,
    "Observatoire du parc social : couches des partenaires",
    features.PARTNER_LAYERS,
    _answer_partner,
)
public_router = _build_router(PUBLIC, "all")
partner_router = _build_router(PARTNER, "partners", PARTNER_DEPENDENCIES)
