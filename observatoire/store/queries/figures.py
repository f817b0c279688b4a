"""What stands one click behind a figure: funnels, how a commune is made of its residences, evaluations of effects.

Published rows only: what is secret has no row that says anything, and nothing here adds it back.
"""

from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.sheets import refuse_unknown

# The policies give a point to whoever reads the counts of the residence, and the description to whoever reads them all.
_FUNNEL = """
select '"indicator":' || to_json(cast(:indicator as text))::text
  || ',"described":' || coalesce(r.analysis -> 'entonnoirs' -> cast(:indicator as text), 'null')::text
  || ',"points":' || coalesce((
    select json_agg(row_to_json((select x from (select c.code, t.nom, c.den, c.rate, c.funnel) x)) order by c.code)::text
    from partner.component c
    join partner.territory t on t.publication = c.publication and t.level = c.level and t.code = c.code
    where c.publication = p.number and c.level = 'residence' and c.indicator = :indicator and c.funnel is not null
  ), '[]')
from partner.publication p left join partner.publication_report r on r.publication = p.number
where p.number = :number
"""

# A residence brings to the index of its commune what one household or dwelling weighs there, times its own number:
# the sum over all the residences is the index. Those that are withheld are what the others leave.
_PARTS = """
with commune as (
  select t.code, t.nom, t.logements from partner.territory t
  where t.publication = :number and t.level = 'commune' and t.code = :code
), weighed as (
  select c.indicator, c.unit_points, case when c.indicator like 'occ%' then 'occupation' else 'attractivite' end as index
  from partner.component c
  where c.publication = :number and c.level = 'commune' and c.code = :code and c.unit_points is not null
    and not (c.indicator like 'occ%' and (select partner.visitor_role()) in ('commission', 'reservataire'))
), residences as (
  select t.code, t.nom, t.logements from partner.territory t
  where t.publication = :number and t.level = 'residence' and t.code_insee = :code
), parts as (
  select r.code, w.index, sum(w.unit_points * c.num) as points, count(*) as known
  from residences r cross join weighed w
  join partner.component c on c.publication = :number and c.level = 'residence' and c.code = r.code
    and c.indicator = w.indicator and c.num is not null and c.den is not null
  group by r.code, w.index
), wanted as (
  select index, count(*) as indicators from weighed group by index
), whole as (
  select p.* from parts p join wanted n on n.index = p.index and n.indicators = p.known
), told as (
  select v.index, v.value,
    (select count(*) from residences) as residences,
    (select count(*) from residences r where not exists (select 1 from whole w where w.index = v.index and w.code = r.code))
      as withheld,
    (select coalesce(sum(r.logements), 0) from residences r
     where not exists (select 1 from whole w where w.index = v.index and w.code = r.code)) as withheld_dwellings,
    (select coalesce(sum(w.points), 0) from whole w where w.index = v.index) as shown
  from partner.value v join wanted n on n.index = v.index
  where v.publication = :number and v.level = 'commune' and v.code = :code and v.value is not null
)
select '"code":' || to_json(c.code)::text || ',"nom":' || to_json(c.nom)::text
  || ',"hidden":' || ((select partner.visitor_role()) in ('commission', 'reservataire'))::text
  || ',"indices":' || coalesce((
    select json_object_agg(t.index, json_build_object(
      'value', t.value, 'residences', t.residences, 'whole', t.withheld = 0, 'shown', t.safe,
      'plain_mean', case when t.safe and (select partner.visitor_role()) in ('commission', 'reservataire', 'epci') then (
        select avg(v.value) from partner.value v join residences r on r.code = v.code
        where v.publication = :number and v.level = 'residence' and v.index = t.index) end,
      'rest', case when t.safe and t.withheld > 0 then t.value - t.shown end,
      'parts', case when t.safe then (
        select coalesce(json_agg(json_build_object(
            'code', w.code, 'nom', r.nom, 'logements', r.logements, 'value', v.value, 'points', w.points)
          order by w.points desc, w.code), '[]')
        from whole w join residences r on r.code = w.code
        left join partner.value v on v.publication = :number and v.level = 'residence' and v.code = w.code
          and v.index = w.index
        where w.index = t.index) else '[]'::json end
    ) order by t.index)
    from (
      -- What is left must be a group: one residence withheld would be known from the others.
      select told.*, told.withheld = 0 or (told.withheld >= 3 and told.withheld_dwellings >= (
        select (p.secrecy ->> 'logements')::integer from partner.publication p where p.number = :number)) as safe
      from told
    ) t), '{}')::text
from commune c
"""

_EVALUATIONS = """
select '"evaluations":' || coalesce(json_agg(row_to_json((select x from (select
    e.id, e.nom, e.publication, to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created_at,
    e.document) x)) order by e.id desc), '[]')::text
from (
  select distinct on (nom) * from partner.evaluation where publication <= :number order by nom, id desc
) e
"""


def read_funnel(snapshot: Snapshot, *, indicator: str) -> str:
    """The funnel of an indicator: limits, and a point a published residence for whoever may read its counts."""
    return snapshot.wrap(str(snapshot.read_text(_FUNNEL, indicator=indicator)))


def read_parts(snapshot: Snapshot, *, code: str) -> str:
    """How the indices of a commune are made of its residences. Raises `NotFoundError` for an unknown commune."""
    parts = snapshot.read_text(_PARTS, code=code)
    if parts is None:
        raise refuse_unknown(snapshot, level="commune", code=code)
    return snapshot.wrap(parts)


def read_evaluations(snapshot: Snapshot) -> str:
    """The last evaluation of each measure, up to the publication that is read."""
    return snapshot.wrap(str(snapshot.read_text(_EVALUATIONS)))
