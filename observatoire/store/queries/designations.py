# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""What a designation would change in a residence, and where nearby the same one does better. Published rows only."""

from collections.abc import Sequence

from observatoire.store.queries.fragments import COMPONENTS_SHOWN
from observatoire.store.queries.neighbours import RING_M
from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.sheets import refuse_unknown

NEARBY = 6

# One more household tells how many there are: who may not read counts reads whole points and percents, which stand in a
# table of their own. The policies open one of the two, never both.
_EFFECTS = """(
  select * from partner.designation_effect union all select * from partner.designation_effect_rounded
)"""

_KNOWN = "select code from partner.territory where publication = :number and level = 'residence' and code = :code"

_INDEX = """json_build_object(
      'before', v{0}.value, 'class_before', v{0}.classe,
      'after', {1}, 'class_after', e.{0}_classe)"""

_COMPONENTS = f"""(
  select coalesce(json_object_agg(c.indicator, json_build_object(
      'num_before', c.num, 'den_before', c.den, 'rate_before', c.rate,
      'num_after', (x.after ->> 'num')::float8, 'den_after', (x.after ->> 'den')::float8,
      'rate_after', (x.after ->> 'rate')::numeric
    ) order by c.indicator), '{{}}')
  from {COMPONENTS_SHOWN} c
  cross join lateral (select e.components -> c.indicator as after) x
  where c.publication = t.publication and c.level = 'residence' and c.code = t.code and x.after is not null
)"""

_OWN = f"""
select json_build_object(
  'occupation', {_INDEX.format("occupation", "e.occupation")},
  'fragilite', {_INDEX.format("fragilite", "e.fragilite")},
  'margin_before', f.margin, 'margin_after', e.margin, 'components', {_COMPONENTS})::text
from partner.territory t
left join partner.residence_profile f on f.publication = t.publication and f.code = t.code
join {_EFFECTS} e on e.publication = t.publication and e.code = t.code and e.menage = :menage
join partner.value voccupation on voccupation.publication = t.publication and voccupation.level = 'residence'
  and voccupation.code = t.code and voccupation.index = 'occupation'
join partner.value vfragilite on vfragilite.publication = t.publication and vfragilite.level = 'residence'
  and vfragilite.code = t.code and vfragilite.index = 'fragilite'
where t.publication = :number and t.level = 'residence' and t.code = :code
"""

# « Better » is said in words on the screen: after the same designation the residence stays out of « fragile », keeps
# room, and its index is lower than it would be here.
_NEARBY = f"""
select coalesce(json_agg(row_to_json(found) order by found.fragile_last, found.after, found.distance_m), '[]')::text
from (
  select t.code, t.nom, c.nom as commune, t.facts ->> 'bailleur' as bailleur, s.suited,
    round(ST_Distance(t.geom, here.geom))::int as distance_m,
    v.value as before, e.fragilite as after, v.classe as class_before,
    e.fragilite_classe as class_after, e.margin as margin_after,
    e.fragilite_classe = 'intermédiaire' as fragile_last
  from partner.territory here
  join partner.territory t on t.publication = here.publication and t.level = 'residence' and t.code <> here.code
    and ST_DWithin(t.geom, here.geom, :ring)
  join {_EFFECTS} e on e.publication = t.publication and e.code = t.code and e.menage = :menage
  join partner.value v on v.publication = t.publication and v.level = 'residence' and v.code = t.code
    and v.index = 'fragilite'
  left join {_EFFECTS} own
    on own.publication = here.publication and own.code = here.code and own.menage = :menage
  left join partner.territory c on c.publication = t.publication and c.level = 'commune' and c.code = t.code_insee
  cross join lateral (
    select coalesce(sum((t.facts ->> each)::int), 0)::int as suited from unnest(cast(:dwellings as text[])) each
  ) s
  where here.publication = :number and here.level = 'residence' and here.code = :code
    and e.fragilite_classe <> 'fragile' and e.margin > 0 and s.suited > 0
    and coalesce(t.facts ->> 'statut', 'active') = 'active'
    and e.fragilite < coalesce(own.fragilite, 'infinity')
  order by fragile_last, e.fragilite, distance_m
  limit :nearby
) found
"""


def read_effect(snapshot: Snapshot, *, code: str, menage: str, dwellings: Sequence[str]) -> str:
    """The effect in a residence, `null` where its figures are withheld, and the residences nearby that do better.

    Raises:
        NotFoundError: this publication has no such residence.
    """
    if snapshot.read_text(_KNOWN, code=code) is None:
        raise refuse_unknown(snapshot, level="residence", code=code)
    asked = {"code": code, "menage": menage}
    effect = snapshot.read_text(_OWN, **asked)
    nearby = snapshot.read_text(_NEARBY, **asked, dwellings=list(dwellings), ring=RING_M, nearby=NEARBY)
    return snapshot.wrap(f'"effect":{effect or "null"},"nearby":{nearby}')
