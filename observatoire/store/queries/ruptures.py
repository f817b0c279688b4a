# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""Which territories of a level do not compare with their earlier years, or were published under another code."""

import pandas as pd
from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.store.queries.comparability import BREAK, EDITIONS
from observatoire.store.queries.reading import Snapshot

# A join on equality, twice, where `IN_SERIES` would try every pair of residences.
_EARLIER = f"""
from partner.territory n
join lateral (
  select n.code as code
  union all
  select p.part ->> 'code' from jsonb_array_elements(coalesce(n.facts -> 'suite', '[]')) p(part)
  where p.part ->> 'nature' = 'renommee'
) former on true
join partner.territory t on t.level = n.level and t.code = former.code
join {EDITIONS} e on e.number = t.publication
{BREAK}
where n.publication = :number and n.level = :level
"""

_RUPTURES = f"""
select coalesce(json_agg(json_build_object(
  'number', e.number, 'ops', e.ops, 'rpls', e.rpls, 'code', n.code, 'nom', n.nom, 'code_publie', t.code,
  'rupture', break.said) order by e.ops, e.rpls, n.code collate "C"), '[]')::text
{_EARLIER} and e.number <> :number and (break.certaine is not null or t.code <> n.code)
"""

_GENERATIONS = f"""
select coalesce(json_agg(json_build_object('number', g.number, 'ops', g.ops, 'rpls', g.rpls, 'generation', g.generation)
  order by g.ops, g.rpls), '[]')::text
from (
  select e.number, e.ops, e.rpls, max((q.facts ->> 'generation')::int) as generation
  from {EDITIONS} e join partner.territory q on q.publication = e.number and q.level = 'qpv'
  group by e.number, e.ops, e.rpls
) g where g.generation is not null
"""

_SINCE = f"""
select distinct on (n.code) n.code, break.nature, break.depuis,
  case when break.certaine then 'non' else 'à vérifier' end as comparable
{_EARLIER} and break.certaine is not null
order by n.code, break.certaine desc, e.ops desc, e.rpls desc
"""

_COMPARABLE = f"""
select n.code, min(e.rpls) {_EARLIER} and break.certaine is null group by n.code
"""


def read_ruptures(snapshot: Snapshot, *, level: str) -> str:
    """What does not compare with the publication that is read, by earlier publication; generations of the QPV too."""
    ruptures = snapshot.read_text(_RUPTURES, level=level)
    generations = snapshot.read_text(_GENERATIONS)
    return snapshot.wrap(f'"ruptures":{ruptures},"qpv":{generations}')


def read_comparable_since(session: Session, number: int, level: str) -> pd.DataFrame:
    """Read since when each territory compares with itself: `comparable_depuis`, `rupture`, `rupture_le`. Index `code`."""
    values = {"number": number, "level": level}
    since = pd.DataFrame.from_records(
        session.execute(text(_COMPARABLE), values).all(), columns=["code", "comparable_depuis"]
    ).astype({"code": "str", "comparable_depuis": "Int64"})
    broken = pd.DataFrame.from_records(
        [row[:3] for row in session.execute(text(_SINCE), values).all()], columns=["code", "rupture", "rupture_le"]
    ).astype({"code": "str"})
    return since.merge(broken, on="code", how="left")
