# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""The layers that mapping software reads (OGC API): one flat row a feature, as GeoJSON or as vector tiles.

They show what the API shows, feature by feature, from the same tables and under the same policies: nothing is counted
or pooled by window.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from observatoire.store.queries.fragments import COMPONENTS_SHOWN, VALUES_SHOWN
from observatoire.store.queries.reading import Snapshot

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

WHERE_WE_MAP: Box = (-20.0, 35.0, 25.0, 60.0)
"""Beyond, Lambert-93 has no meaning and the projection fails; every window is cut to it."""

HERE = "ST_Transform(ST_MakeEnvelope(:west, :south, :east, :north, 4326), 2154)"
"""The window that `bind_box` binds."""

_FLAT = """coalesce((
  select jsonb_object_agg(o.key || '_' || m.key, m.value) from jsonb_each({0}) o, jsonb_each(o.value) m
), '{{}}')"""

_POINT = "ST_PointOnSurface(t.geom)"
"""A residence is drawn as a point, whatever outline its landlord declared."""

_PUBLIC_TERRITORY = (
    "jsonb_build_object('code', t.code, 'nom', t.nom, 'code_insee', t.code_insee, 'logements', t.logements)"
    f" || (t.facts - 'bailleurs') || {_FLAT.format('t.indices')} || {_FLAT.format('t.shares')}"
)

_PUBLIC_RESIDENCE = """jsonb_build_object(
    'code', t.code, 'nom', t.nom, 'bailleur', t.bailleur, 'code_insee', t.code_insee, 'adresse', t.adresse,
    'logements', t.logements, 'mise_en_service', t.mise_en_service) || t.facts"""

_FIGURES = "(t.facts - 'bailleurs') || coalesce(i.indices, '{}') || coalesce(c.components, '{}')"

_PARTNER_TERRITORY = f"""jsonb_build_object(
    'code', t.code, 'nom', t.nom, 'code_insee', t.code_insee, 'logements', t.logements) || {_FIGURES}"""

_PARTNER_RESIDENCE = f"""jsonb_build_object(
    'code', t.code, 'nom', t.nom, 'code_insee', t.code_insee, 'logements', t.logements, 'secteur', t.secteur,
    'code_qp', t.code_qp, 'bailleur_siren', t.bailleur_siren) || {_FIGURES}"""

_PARTNER_JOINS = f"""
  left join lateral (
    select jsonb_object_agg(e.key, e.value) as indices
    from {VALUES_SHOWN} v
    cross join lateral (values
      (v.index || '_value', to_jsonb(v.value)), (v.index || '_status', to_jsonb(v.status)),
      (v.index || '_class', to_jsonb(v.classe)),
      (case when v.index = 'fragilite' then 'signal' end, to_jsonb(v.signal)),
      (case when v.index = 'fragilite' then 'signal_solidite' end, to_jsonb(v.signal_solidite))
    ) e (key, value)
    where v.publication = t.publication and v.level = t.level and v.code = t.code and e.key is not null
  ) i on true
  left join lateral (
    select jsonb_object_agg(e.key, e.value) as components
    from {COMPONENTS_SHOWN} w
    cross join lateral (values
      (w.indicator || '_rate', to_jsonb(w.rate)), (w.indicator || '_status', to_jsonb(w.status)),
      (case when w.bound is not null then w.indicator || '_bound' end, to_jsonb(w.bound))
    ) e (key, value)
    where w.publication = t.publication and w.level = t.level and w.code = t.code and e.key is not null
  ) c on true"""

_WINDOW = f" and t.geom && {HERE} and ST_Intersects(t.geom, {HERE})"
_PAGE = ' order by t.code collate "C" limit :limit offset :offset'


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of one tier: a table, what limits it, and what is said of each feature."""

    name: str
    title: str
    description: str
    level: str
    source: str
    where: str
    properties: str
    shape: str = "t.geom"
    joins: str = ""

    def select(self, narrowing: str = "") -> str:
        """The features: code, geometry and properties. Rows are chosen before their figures are looked up."""
        rows = f"select * from {self.source} t where {self.where}{narrowing}"
        return f"select t.code, {self.shape} as geom, {self.properties} as properties from ({rows}) t{self.joins}"


def _public_territory(name: str, level: str, title: str, description: str) -> Layer:
    return Layer(
        name, title, description, level, "public_view.territory", "t.level = :level", properties=_PUBLIC_TERRITORY
    )


def _partner_layer(
    name: str, level: str, title: str, description: str, *, properties: str = _PARTNER_TERRITORY, shape: str = "t.geom"
) -> Layer:
    return Layer(
        name,
        title,
        description,
        level,
        "partner.territory",
        "t.publication = :number and t.level = :level",
        properties=properties,
        shape=shape,
        joins=_PARTNER_JOINS,
    )


_OPENED = "indices, indicateurs et statuts tels que la clé les ouvre"

PUBLIC_LAYERS: Mapping[str, Layer] = {
    layer.name: layer
    for layer in (
        _public_territory(
            "epci", "epci", "L’intercommunalité", "Contour, parc, classes des indices s’ils sont ouverts."
        ),
        _public_territory(
            "communes", "commune", "Les communes", "Contours, parc, classes des indices s’ils sont ouverts."
        ),
        _public_territory("qpv", "qpv", "Les quartiers prioritaires", "Contours."),
        Layer(
            "residences",
            "Les résidences",
            "Un point par résidence, et les faits de son parc. Aucun indice.",
            "residence",
            "public_view.residence",
            "true",
            properties=_PUBLIC_RESIDENCE,
            shape=_POINT,
        ),
    )
}

PARTNER_LAYERS: Mapping[str, Layer] = {
    layer.name: layer
    for layer in (
        _partner_layer("epci", "epci", "L’intercommunalité", f"Contour, parc, {_OPENED}."),
        _partner_layer("communes", "commune", "Les communes", f"Contours, parc, {_OPENED}."),
        _partner_layer("secteurs", "secteur", "Les secteurs", f"Contours, parc, {_OPENED}."),
        _partner_layer("qpv", "qpv", "Les quartiers prioritaires", "Contours."),
        _partner_layer(
            "residences",
            "residence",
            "Les résidences",
            f"Un point par résidence : parc, {_OPENED}.",
            properties=_PARTNER_RESIDENCE,
            shape=_POINT,
        ),
    )
}

_FEATURE = """
  '{"type":"Feature","id":' || to_json(f.code)::text
  || ',"geometry":' || coalesce(ST_AsGeoJSON(ST_ForcePolygonCCW(ST_Transform(f.geom, 4326)), 6), 'null')
  || ',"properties":' || f.properties::text || '}'"""


@dataclass(frozen=True, slots=True)
class Page:
    """Some features of a layer, as text, and how many there are in all."""

    features: str
    matched: int
    returned: int


def read_page(snapshot: Snapshot, layer: Layer, *, box: Box | None, limit: int, offset: int) -> Page:
    """Features in the order of their codes, those that meet the box when there is one."""
    values: dict[str, Any] = {"level": layer.level, **bind_box(box)}
    window = _WINDOW if box else ""
    count = f"select count(*) from {layer.source} t where {layer.where}{window}"
    matched = int(snapshot.read_text(count, **values) or 0)
    features = (
        f"""select string_agg({_FEATURE}, ',' order by f.code collate "C") from ({layer.select(window + _PAGE)}) f"""
    )
    found = snapshot.read_text(features, limit=limit, offset=offset, **values)
    return Page(found or "", matched, max(0, min(limit, matched - offset)))


def read_feature(snapshot: Snapshot, layer: Layer, code: str) -> str | None:
    """One feature, or nothing."""
    statement = f"select {_FEATURE} from ({layer.select(' and t.code = :code')}) f"
    return snapshot.read_text(statement, level=layer.level, code=code)


def read_extent(snapshot: Snapshot, layer: Layer) -> Box | None:
    """The box around a layer, or nothing when it is empty."""
    statement = f"""
    select ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)
    from (select ST_Extent(ST_Transform(t.geom, 4326)) as box from {layer.source} t where {layer.where}) e"""
    west, south, east, north = snapshot.connection.execute(text(statement), _of(snapshot, layer)).one()
    return None if west is None else (west, south, east, north)


def read_tile(snapshot: Snapshot, layer: Layer, *, z: int, x: int, y: int, box: Box) -> bytes:
    """A vector tile of the layer; empty where there is nothing. `box` is what the tile covers."""
    statement = f"""
    select ST_AsMVT(tile, :layer, 4096, 'shape') from (
      select ST_AsMVTGeom(ST_Transform(f.geom, 3857), ST_TileEnvelope(:z, :x, :y), 4096, 64, true) as shape, f.properties
      from ({layer.select(_WINDOW)}) f
    ) tile where shape is not null"""
    values = {**_of(snapshot, layer), "layer": layer.name, "z": z, "x": x, "y": y, **bind_box(box)}
    return bytes(snapshot.connection.execute(text(statement), values).scalar() or b"")


def _of(snapshot: Snapshot, layer: Layer) -> dict[str, Any]:
    return {"number": snapshot.number, "level": layer.level}


def bind_box(box: Box | None) -> dict[str, float]:
    """What a statement that says `HERE` takes."""
    if box is None:
        return {}
    west, south, east, north = (
        max(box[0], WHERE_WE_MAP[0]),
        max(box[1], WHERE_WE_MAP[1]),
        min(box[2], WHERE_WE_MAP[2]),
        min(box[3], WHERE_WE_MAP[3]),
    )
    if west >= east or south >= north:  # all of it is elsewhere: a window where there is nothing
        west, south, east, north = (WHERE_WE_MAP[0], WHERE_WE_MAP[1], WHERE_WE_MAP[0] + 1e-6, WHERE_WE_MAP[1] + 1e-6)
    return {"west": west, "south": south, "east": east, "north": north}
