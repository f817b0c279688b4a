"""Residences around another that could welcome: near, alike in rents and types, and with room. Published rows only."""

from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.sheets import refuse_unknown

RING_M = 5000
"""Around a residence: the distance of the convention (article 13 bis of the law of 1948)."""
RENT_GAP = 0.15
"""Rents are alike within this part of the rent of the residence."""
COMMON_TYPES = 0.5
"""Types are alike when the two residences share at least this part of their dwellings, type by type."""
NEIGHBOURS = 6

_NEIGHBOURS = """
with here as (
  select t.publication, t.code, t.geom, (t.facts ->> 'loyer_m2')::float8 as rent, t.facts
  from partner.territory t
  where t.publication = :number and t.level = 'residence' and t.code = :code
)
select '"rent":' || coalesce(here.rent::text, 'null') || ',"neighbours":' || (
  select coalesce(json_agg(row_to_json(found) order by found.margin desc, found.distance_m), '[]')::text
  from (
    select t.code, t.nom, c.nom as commune, t.facts ->> 'bailleur' as bailleur,
      round(ST_Distance(t.geom, here.geom))::int as distance_m, t.logements,
      (t.facts ->> 'loyer_m2')::float8 as rent, a.alike::float8 as types_alike, f.margin, v.value, v.classe as class
    from partner.territory t
    join partner.residence_profile f on f.publication = t.publication and f.code = t.code
    join partner.value v on v.publication = t.publication and v.level = 'residence' and v.code = t.code
      and v.index = 'fragilite'
    left join partner.territory c on c.publication = t.publication and c.level = 'commune' and c.code = t.code_insee
    cross join lateral (
      select round(sum(least(o.share, n.share))::numeric, 2) as alike
      from (values ('t1'), ('t2'), ('t3'), ('t4'), ('t5')) type(name)
      cross join lateral (select (here.facts ->> name)::float8 / nullif(
        (select sum((here.facts ->> each)::float8) from unnest(array['t1', 't2', 't3', 't4', 't5']) each), 0) as share) o
      cross join lateral (select (t.facts ->> name)::float8 / nullif(
        (select sum((t.facts ->> each)::float8) from unnest(array['t1', 't2', 't3', 't4', 't5']) each), 0) as share) n
    ) a
    where t.publication = here.publication and t.level = 'residence' and t.code <> here.code
      and ST_DWithin(t.geom, here.geom, :ring)
      and f.margin > 0 and v.classe <> 'fragile'
      and coalesce(t.facts ->> 'statut', 'active') = 'active'
      and abs((t.facts ->> 'loyer_m2')::float8 - here.rent) <= :rent_gap * here.rent
      and a.alike >= :common_types
    order by f.margin desc, distance_m
    limit :limit
  ) found
)
from here
"""


def read_neighbours(snapshot: Snapshot, *, code: str) -> str:
    """Residences within the ring that could welcome, those with most room first.

    Raises:
        NotFoundError: this publication has no such residence.
    """
    found = snapshot.read_text(
        _NEIGHBOURS, code=code, ring=RING_M, rent_gap=RENT_GAP, common_types=COMMON_TYPES, limit=NEIGHBOURS
    )
    if found is None:
        raise refuse_unknown(snapshot, level="residence", code=code)
    return snapshot.wrap(found)
