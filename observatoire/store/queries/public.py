"""What anyone may read. These statements run as the public login, which can open no schema but `public_view`."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from observatoire.store.queries.reading import (
    NOTHING_ONLINE,
    Edition,
    Snapshot,
    connect_for_one_statement,
    connect_read_only,
    refuse_without_edition,
)

# The row is rewritten by each publication and each rollback, with all the others: the transaction that wrote it
# (xmin) is a stamp that moves even when the same number comes back with other public columns.
ONLINE = "select number, xmin::text as stamp from public_view.publication"

_EDITION = """
select number, xmin::text as stamp,
  row_to_json((select said from (select
    number,
    to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as published_at,
    ops, rpls,
    json_build_object('code', reference, 'nom', reference_nom) as reference,
    fictif,
    method ->> 'version' as method_version
  ) said))::text as publication
from public_view.publication
"""

_TERRITORIES = """
select string_agg(
  '{"type":"Feature","geometry":'
  || coalesce(ST_AsGeoJSON(ST_ForcePolygonCCW(ST_Transform(geom, 4326)), 6), 'null')
  || ',"properties":'
  || row_to_json((select p from (select level, code, nom, code_insee, logements, facts, indices, shares) p))::text
  || '}',
  ',' order by code collate "C")
from public_view.territory
where level = :level
"""

# A residence is drawn as a point, whatever outline its landlord declared.
_RESIDENCES = """
select string_agg(
  '{"type":"Feature","geometry":'
  || coalesce(ST_AsGeoJSON(ST_Transform(ST_PointOnSurface(geom), 4326), 6), 'null')
  || ',"properties":'
  || row_to_json((select p from (
       select code, nom, bailleur, code_insee, adresse, logements, mise_en_service, facts) p))::text
  || '}',
  ',' order by code collate "C")
from public_view.residence
"""

_GUICHETS = """
select coalesce(json_agg(row_to_json((select g from (select
    code_insee, nom, adresse, telephone, horaires) g)) order by nom collate "C", code_insee), '[]')::text
from public_view.guichet
"""

_PLACES = """
select t.level, t.code, t.nom, t.logements, t.facts, d.attente_mois from public_view.territory t
left join public_view.demand d on t.level = 'commune' and d.code_insee = t.code and d.typologie = 'toutes'
where t.level in ('epci', 'commune') order by t.level desc, t.nom
"""

_METHOD = """
select '"method":' || method::text || ',"certified_at":' || coalesce(
  to_json(to_char(certified_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))::text, 'null')
from public_view.publication where number = :number
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, as the page without script tells it."""

    code: str
    nom: str
    logements: int | None
    facts: Mapping[str, Any]
    wait: int | None
    """months that those who got a dwelling waited, on average; `None` when it is not published"""


@dataclass(frozen=True, slots=True)
class PublicWords:
    """Everything that a page made without script needs."""

    publication: Mapping[str, Any]
    whole: str
    """name of the whole territory"""
    communes: tuple[Place, ...]
    guichets: tuple[Mapping[str, Any], ...]


@contextmanager
def open_snapshot(engine: Engine) -> Iterator[Snapshot]:
    """The publication online, for the time of one request. Raises `NotFoundError` before the first one."""
    with connect_read_only(engine) as connection:
        row = connection.execute(text(_EDITION)).one_or_none()
        if row is None:
            raise refuse_without_edition()
        edition = Edition(number=row.number, stamp=row.stamp)
        yield Snapshot(connection, edition, number=row.number, publication=row.publication)


def read_edition(engine: Engine) -> Edition:
    """What is online now; `NOTHING_ONLINE` before the first publication."""
    with connect_for_one_statement(engine) as connection:
        row = connection.execute(text(ONLINE)).one_or_none()
    return NOTHING_ONLINE if row is None else Edition(number=row.number, stamp=row.stamp)


def read_publication(snapshot: Snapshot, *, base_map: str) -> str:
    """The publication online, and the street base map that pages may draw (JSON, or `null`)."""
    return snapshot.wrap(f'"base_map":{base_map}')


def read_territories(snapshot: Snapshot, *, level: str) -> str:
    """Outlines of a level with their public facts, classes and rounded shares, as GeoJSON."""
    return snapshot.wrap_features(snapshot.read_text(_TERRITORIES, level=level))


def read_residences(snapshot: Snapshot) -> str:
    """Every residence with the facts of its stock, as GeoJSON."""
    return snapshot.wrap_features(snapshot.read_text(_RESIDENCES))


def read_guichets(snapshot: Snapshot) -> str:
    """Where one applies for a dwelling, in the order of names."""
    return snapshot.wrap(f'"guichets":{snapshot.read_text(_GUICHETS)}')


def read_words(engine: Engine) -> PublicWords:
    """What the page without script says. Raises `NotFoundError` before the first publication."""
    with open_snapshot(engine) as snapshot:
        publication = json.loads(snapshot.publication)
        rows = snapshot.connection.execute(text(_PLACES)).all()
        guichets = json.loads(str(snapshot.read_text(_GUICHETS)))
    places = [
        Place(row.code, row.nom, row.logements, row.facts, row.attente_mois) for row in rows if row.level == "commune"
    ]
    whole = next((row.nom for row in rows if row.level == "epci"), publication["reference"]["nom"])
    return PublicWords(publication, whole, tuple(places), tuple(guichets))


def read_method(snapshot: Snapshot) -> str:
    """The method with which the publication was computed."""
    return snapshot.wrap(str(snapshot.read_text(_METHOD)))
