# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""What partners read of a publication. These statements run as the partner login, on published rows only.

Every index and indicator travels with its status. No statement filters by role: the policies of the database open to
the visitor, announced at the start of the transaction, the rows that are theirs, and the answer is made of those.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

from observatoire.errors import NotFoundError
from observatoire.store.announcing import announce
from observatoire.store.queries.features import HERE, WHERE_WE_MAP, Box, bind_box
from observatoire.store.queries.fragments import (
    ACCESS,
    BASE_SAID,
    COMPONENTS_BY_CODE,
    INDICES_BY_CODE,
    PUBLICATION_SAID,
    RESIDENCE_MEMBERS,
    RESIDENCE_PARENTS,
    RESPONDENTS,
    write_bounds_by_code,
    write_indices_by_code,
)
from observatoire.store.queries.online import ONLINE
from observatoire.store.queries.reading import Edition, Snapshot, connect_read_only, refuse_without_edition

MOST_ON_A_MAP = 20_000
"""Residences that a browser draws and moves at ease; beyond, one comes nearer."""

_EDITION = f"""
select o.number as online, o.id::text as stamp, p.number, {PUBLICATION_SAID}::text as publication
from {ONLINE} o
left join partner.publication p on p.number = coalesce(cast(:asked as integer), o.number)
"""

_PUBLICATIONS = """
select coalesce(json_agg(row_to_json((select line from (select
    number,
    to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as published_at,
    note, ops, rpls,
    json_build_object('code', reference, 'nom', reference_nom) as reference,
    number = :online as online,
    coalesce(r.summary, '{}') as summary
  ) line)) order by number desc), '[]')::text
from partner.publication
left join partner.publication_report r on r.publication = number
"""

_METHOD = """
select '"method":' || method::text || ',"secrecy":' || json_build_object(
  'logements', secrecy -> 'logements', 'repondants', secrecy -> 'repondants')::text
from partner.publication where number = :number
"""

_ANALYSIS = """
select '"analysis":' || coalesce((select analysis from partner.publication_report where publication = :number), '{}')::text
"""

_BASE = f"select {BASE_SAID}::text from partner.publication e where e.number = :number"

_TERRITORIES = f"""
with indices as ({INDICES_BY_CODE})
select string_agg(
  '{{"type":"Feature","geometry":'
  || coalesce(ST_AsGeoJSON(ST_ForcePolygonCCW(ST_Transform(t.geom, 4326)), 6), 'null')
  || ',"properties":'
  || left(row_to_json((select p from (select
       t.level, t.code, t.nom, t.code_insee, t.epci, t.logements, n.repondants, t.facts) p))::text, -1)
  || ',"indices":' || coalesce(i.indices, '{{}}')
  || '}}}}',
  ',' order by t.code collate "C")
from partner.territory t
left join indices i using (code)
{RESPONDENTS}
where t.publication = :number and t.level = :level
"""

_NEAR = f"t.publication = :number and t.level = 'residence' and t.geom && {HERE}"
_CROWD = f"select count(*)::text from (select 1 from partner.territory t where {_NEAR} limit :most + 1) seen"
_KEPT = f"shown.code in (select t.code from partner.territory t where {_NEAR})"


def _write_residences(kept: str, near: str) -> str:
    """A residence is drawn as a point, whatever outline its landlord declared."""
    return f"""
with indices as ({write_indices_by_code(kept)}), bounds as ({write_bounds_by_code(kept)})
select string_agg(
  '{{"type":"Feature","geometry":'
  || coalesce(ST_AsGeoJSON(ST_Transform(ST_PointOnSurface(t.geom), 4326), 6), 'null')
  || ',"properties":'
  || left(row_to_json((select p from (select {RESIDENCE_MEMBERS}) p))::text, -1)
  || ',"indices":' || coalesce(i.indices, '{{}}')
  || ',"signal":' || coalesce(i.signal, false)::text
  || ',"signal_solidite":' || coalesce('"' || i.signal_solidite || '"', 'null')
  || ',"access":"' || {ACCESS} || '"'
  || coalesce(',"bounds":' || b.bounds, '')
  || '}}}}',
  ',' order by t.code collate "C")
from partner.territory t
left join indices i using (code)
left join bounds b using (code)
{RESIDENCE_PARENTS}
where t.publication = :number and t.level = :level and {near}
"""


_RESIDENCES = _write_residences("true", "true")
_RESIDENCES_NEAR = _write_residences(_KEPT, _NEAR)

_VALUES = f"""
with indices as ({INDICES_BY_CODE}), components as ({COMPONENTS_BY_CODE}), intervals as (
  select code, json_object_agg(index, json_build_array(round(interval_low::numeric, 3), round(interval_high::numeric, 3)))
    as intervals
  from partner.value
  where publication = :number and level = :level and interval_low is not null group by code
), evolutions as (
  select code, json_object_agg(index, json_build_object('value', round(fixed::numeric, 1), 'change', change)) as evolution
  from partner.value
  where publication = :number and level = :level and fixed is not null group by code
)
select '[' || coalesce(string_agg(
  left(row_to_json((select p from (select t.code, t.nom, t.code_insee, t.logements, n.repondants) p))::text, -1)
  || ',"indices":' || coalesce(i.indices, '{{}}')
  || ',"components":' || coalesce(c.components, '{{}}')
  || ',"intervals":' || coalesce(v.intervals::text, '{{}}')
  || ',"evolution":' || coalesce(e.evolution::text, '{{}}')
  || ',"signal":' || coalesce(i.signal, false)::text
  || ',"access":"' || {ACCESS} || '"'
  || '}}',
  ',' order by t.code collate "C"), '') || ']'
from partner.territory t
left join indices i using (code)
left join components c using (code)
left join intervals v using (code)
left join evolutions e using (code)
{RESPONDENTS}
where t.publication = :number and t.level = :level
"""


@contextmanager
def open_snapshot(engine: Engine, publication: int | None, *, secret: str) -> Iterator[Snapshot]:
    """The publication online, or the one asked for, as the visitor who holds `secret` may read it, for one request.

    Raises:
        NotFoundError: nothing was ever published, or not under this number.
    """
    with connect_read_only(engine) as connection:
        announce(connection, secret)
        row = connection.execute(text(_EDITION), {"asked": publication}).one_or_none()
        if row is None:
            raise refuse_without_edition()
        if row.number is None:
            raise NotFoundError(
                f"La publication {publication} n’existe pas. La liste est à l’adresse /api/v1/partner/publications."
            )
        edition = Edition(number=row.online, stamp=row.stamp)
        yield Snapshot(connection, edition, number=row.number, publication=row.publication)


def read_publications(snapshot: Snapshot) -> str:
    """Every publication, newest first, and which is online."""
    lines = snapshot.read_text(_PUBLICATIONS, online=snapshot.edition.number)
    return snapshot.wrap(f'"publications":{lines}')


def read_method(snapshot: Snapshot) -> str:
    """The method of the publication, and the thresholds of secrecy that were in force."""
    return snapshot.wrap(str(snapshot.read_text(_METHOD)))


def read_analysis(snapshot: Snapshot) -> str:
    """What is said once for the publication of how solid its figures are."""
    return snapshot.wrap(str(snapshot.read_text(_ANALYSIS)))


def read_territories(snapshot: Snapshot, *, level: str) -> str:
    """Outlines of a level with facts and indices, as GeoJSON. A QPV is an outline only."""
    return snapshot.wrap_features(snapshot.read_level(_TERRITORIES, level=level))


def read_residences(snapshot: Snapshot) -> str:
    """Every residence as a point with facts, indices and signal, as GeoJSON."""
    return snapshot.wrap_features(snapshot.read_level(_RESIDENCES, level="residence"), too_many=False)


def read_residences_framed(snapshot: Snapshot, *, box: Box | None) -> str:
    """The same for a map: those of a window, and none but that they are too many beyond `MOST_ON_A_MAP`."""
    window = bind_box(box or WHERE_WE_MAP)
    crowd = snapshot.read_text(_CROWD, **window, most=MOST_ON_A_MAP)
    too_many = int(crowd or 0) > MOST_ON_A_MAP
    if box is None and not too_many:
        return read_residences(snapshot)
    features = None if too_many else snapshot.read_level(_RESIDENCES_NEAR, level="residence", **window)
    return snapshot.wrap_features(features, too_many=too_many)


def read_values(snapshot: Snapshot, *, level: str) -> str:
    """Indices and indicators of every territory of a level, ordered by code."""
    values = snapshot.read_level(_VALUES, level=level)
    base = snapshot.read_text(_BASE)
    return snapshot.wrap(f'"level":"{level}","base":{base},"values":{values}')
