# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""The sheet of one territory for partners: what, how much, why, against which reference, and since when."""

from observatoire.errors import NotFoundError, UnionRefusedError
from observatoire.store.queries.comparability import BREAK, EDITIONS, IN_SERIES
from observatoire.store.queries.fragments import (
    BASE_SAID,
    COMPONENT_FORMAT,
    COMPONENT_VALUES,
    COMPONENTS_SHOWN,
    INDICES_OBJECT,
    RESIDENCE_MEMBERS,
    RESIDENCE_PARENTS,
    RESPONDENTS,
    VALUES_SHOWN,
)
from observatoire.store.queries.reading import Snapshot
from observatoire.territories.declared import looks_like_union, refuse_union

LEVEL_NAMES = {"residence": "La résidence", "secteur": "Le secteur", "commune": "La commune", "epci": "L’EPCI"}

_INDICES = f"""(
  select coalesce({INDICES_OBJECT}, '{{}}')
  from (
    select * from {VALUES_SHOWN} shown
    where publication = t.publication and level = t.level and code = t.code
    order by index
  ) v
)"""

_SIGNAL = """(
  select coalesce(bool_or(v.signal), false)::text
  from partner.value v
  where v.publication = t.publication and v.level = t.level and v.code = t.code
)"""

_SIGNAL_SOLIDITY = """(
  select coalesce(to_json(max(v.signal_solidite) filter (where v.signal))::text, 'null')
  from partner.value v
  where v.publication = t.publication and v.level = t.level and v.code = t.code
)"""

# Rows without a value have nothing to say of its solidity, and are not there.
_SOLIDITY = """(
  select coalesce(json_object_agg(v.index, row_to_json((select x from (select
      v.smoothed, v.interval_low, v.interval_high, v.p_fragile, v.solidite, v.stability, v.recipes,
      v.rank_low, v.rank_high, v.other_class, v.flip, v.evolution, v.change) x)) order by v.index), '{}')::text
  from partner.value v
  where v.publication = t.publication and v.level = t.level and v.code = t.code and v.solidite is not null
)"""

_COMPONENTS_SOLIDITY = """(
  select coalesce(json_object_agg(c.indicator, row_to_json((select x from (select
      c.smoothed, c.low, c.high, c.unit_points, c.alone, c.funnel) x))
    order by c.indicator), '{}')::text
  from partner.component c
  where c.publication = t.publication and c.level = t.level and c.code = t.code and c.smoothed is not null
)"""

_COMPONENTS = f"""(
  select coalesce('{{' || string_agg(format(
    '{COMPONENT_FORMAT},"reference":%s}}', {COMPONENT_VALUES}, coalesce(c.reference_rate::text, 'null')
  ), ',') || '}}', '{{}}')
  from (
    select c.*, r.rate as reference_rate
    from {COMPONENTS_SHOWN} c
    join partner.publication p on p.number = c.publication
    left join partner.component r on r.publication = c.publication and r.level in ('commune', 'epci')
      and r.code = p.reference and r.indicator = c.indicator
    where c.publication = t.publication and c.level = t.level and c.code = t.code
    order by c.indicator
  ) c
)"""

# A secret cell has no number for anyone but the landlord that transmitted its counts.
_OWN_COUNTS = """(
  select coalesce(json_object_agg(o.indicator, json_build_object('num', o.num, 'den', o.den) order by o.indicator), '{}')
    ::text
  from partner.own_count o
  where o.publication = t.publication and t.level = 'residence' and o.code = t.code
)"""

# Whole for who reads the counts; the class alone of what rests on the survey, for who reads rounded shares.
_CONSTRUCTIONS = """(
  select coalesce(json_object_agg(x.index, x.said order by x.index), '{}')::text
  from (
    select c.index, json_agg(json_build_object('construction', c.construction, 'class', c.classe, 'value', c.value,
      'contributions', c.contributions) order by c.construction) as said
    from (
      select publication, code, index, construction, classe, value, contributions from partner.construction
      union all
      select publication, code, index, construction, classe, null, null from partner.construction_class
    ) c
    where c.publication = t.publication and t.level = 'residence' and c.code = t.code
    group by c.index
  ) x
)"""

_ACCESS = f"""(
  select coalesce(max(v.access), 'none') from {VALUES_SHOWN} v
  where v.publication = t.publication and v.level = t.level and v.code = t.code
)"""

_LABELS = """(
  select coalesce(json_object_agg(l.code, l.named ->> 'libelle'), '{}')
  from partner.publication p, lateral (
    select * from jsonb_each(p.method -> 'indices') union all select * from jsonb_each(p.method -> 'indicateurs')
  ) l(code, named)
  where p.number = t.publication
)"""

_EVOLUTION = """(
  select coalesce(json_object_agg(v.index, json_build_object('value', v.fixed, 'change', v.change) order by v.index), '{}')
    ::text
  from partner.value v
  where v.publication = t.publication and v.level = t.level and v.code = t.code and v.fixed is not null
)"""

# One entry a couple of millésimes: the latest publication of it, as things stood at the publication that is read. A
# publication withdrawn by a rollback is therefore out of the series of the one that is online again.
_SERIES_OF = f"""
  select '[' || string_agg(years.said, ',' order by years.ops, years.rpls) || ']'
  from (
    select distinct on (e.ops, e.rpls) e.ops, e.rpls,
      left(row_to_json((select x from (select
        t.publication as number, e.ops, e.rpls, t.code, break.said as rupture,
        json_build_object('code', e.reference, 'nom', e.reference_nom) as reference,
        {BASE_SAID} as base) x))::text, -1)
      || ',"indices":' || {_INDICES} || ',"evolution":' || {_EVOLUTION} || '}}' as said
    from partner.territory t
    join {EDITIONS} e on e.number = t.publication
    left join partner.territory n on n.publication = :number and n.level = t.level and n.code = :code
    {BREAK}
    where t.level = :level and (t.code = :code or {IN_SERIES})
    order by e.ops, e.rpls, t.code = :code desc
  ) years
"""

_TAIL = f"""
  || ',"indices":' || {_INDICES}
  || ',"signal":' || {_SIGNAL}
  || ',"components":' || {_COMPONENTS}
  || ',"series":' || ({_SERIES_OF})
  || ',"method_labels":' || {_LABELS}::text
from partner.territory t
"""

_RESIDENCE = f"""
select '"residence":'
  || left(row_to_json((select p from (select {RESIDENCE_MEMBERS},
       f.family_before, n.repondants, t.facts ->> 'adresse' as adresse, t.facts -> 'mise_en_service' as mise_en_service,
       t.facts ->> 'statut' as statut, (q.facts ->> 'generation')::int as qpv_generation,
       ST_AsGeoJSON(ST_Transform(ST_PointOnSurface(t.geom), 4326), 6)::json -> 'coordinates' as point) p))::text, -1)
  || ',"indices":' || {_INDICES} || ',"signal":' || {_SIGNAL} || ',"signal_solidite":' || {_SIGNAL_SOLIDITY}
  || ',"access":"' || {_ACCESS} || '"}}'
  || ',"own_counts":' || {_OWN_COUNTS}
  || ',"solidity":' || {_SOLIDITY}
  || ',"components_solidity":' || {_COMPONENTS_SOLIDITY}
  || ',"constructions":' || {_CONSTRUCTIONS}
{_TAIL}
{RESIDENCE_PARENTS}
{RESPONDENTS}
where t.publication = :number and t.level = :level and t.code = :code
"""

_TERRITORY = f"""
select '"territory":'
  || left(row_to_json((select p from (select
       t.level, t.code, t.nom, t.code_insee, t.epci, t.logements, n.repondants, t.facts) p))::text, -1)
  || ',"indices":' || {_INDICES} || '}}'
{_TAIL}
{RESPONDENTS}
where t.publication = :number and t.level = :level and t.code = :code
"""


def read_residence_sheet(snapshot: Snapshot, *, code: str) -> str:
    """The sheet of a residence. Raises `NotFoundError` when this publication has no such residence."""
    sheet = snapshot.read_text(_RESIDENCE, level="residence", code=code)
    if sheet is None:
        raise refuse_unknown(snapshot, level="residence", code=code)
    return snapshot.wrap(sheet)


def read_territory_sheet(snapshot: Snapshot, *, level: str, code: str) -> str:
    """The sheet of a secteur, a commune or an EPCI. Raises `NotFoundError` when this publication has none."""
    sheet = snapshot.read_text(_TERRITORY, level=level, code=code)
    if sheet is None:
        raise refuse_unknown(snapshot, level=level, code=code)
    return snapshot.wrap(sheet)


def read_series(snapshot: Snapshot, *, level: str, code: str) -> str:
    """The indices of a territory, millésime after millésime. Raises `NotFoundError` when it was never published."""
    series = snapshot.read_text(_SERIES_OF, level=level, code=code)
    if series is None:
        raise refuse_unknown(snapshot, level=level, code=code)
    return snapshot.wrap(f'"series":{series}')


def refuse_unknown(snapshot: Snapshot, *, level: str, code: str) -> NotFoundError | UnionRefusedError:
    """The problem of a territory that this publication does not have, or not for this reader; of several at once."""
    if looks_like_union(code):
        return refuse_union(code)
    return NotFoundError(
        f"{LEVEL_NAMES[level]} « {code} » n’est pas dans la publication {snapshot.number}. "
        f"Les codes publiés sont à l’adresse /api/v1/partner/values?level={level}."
    )
