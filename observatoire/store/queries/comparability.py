# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""Which earlier years compare with the last one: a territory may have been merged, split or drawn again since."""

# Outlines alike to two hundredths are one perimeter drawn twice: official outlines are simplified more or less.
_REDRAWN = """(
  abs(ST_Area(t.geom) - ST_Area(n.geom)) > 0.02 * ST_Area(n.geom)
  or ST_Distance(ST_Centroid(t.geom), ST_Centroid(n.geom)) > 0.02 * sqrt(ST_Area(n.geom))
)"""

# A commune is another perimeter when it was published on the former communes: counts are placed again in those of today.
# What happened on a day that nobody gave is neither comparable nor not: it is to be looked at.
BREAK = f"""
left join lateral (
  select json_build_object('nature', b.nature, 'depuis', b.depuis, 'certaine', b.certaine) as said,
    b.nature, b.depuis, b.certaine
  from (
    select 1 as rank, p.part ->> 'nature' as nature, p.part ->> 'depuis' as depuis, true as certaine
    from jsonb_array_elements(coalesce(n.facts -> 'suite', '[]')) p(part)
    where p.part ->> 'nature' <> 'renommee' and (p.part ->> 'depuis')::date > case t.level
      when 'commune' then (e.published_at at time zone 'Europe/Paris')::date else make_date(e.rpls, 1, 1) end
    union all
    select 2, 'perimetre', null, true
    where t.level <> 'residence' and t.publication < n.publication and {_REDRAWN}
    union all
    select 3, p.part ->> 'nature', null, false
    from jsonb_array_elements(coalesce(n.facts -> 'suite', '[]')) p(part)
    where p.part ->> 'depuis' is null and t.publication < n.publication
  ) b order by b.rank, b.depuis limit 1
) break on true
"""
"""Why the territory `t` of the edition `e` does not compare with itself in the edition read, `n`; nothing when it does."""

IN_SERIES = """(t.code = n.code or exists (
  select from jsonb_array_elements(coalesce(n.facts -> 'suite', '[]')) p(part)
  where p.part ->> 'nature' = 'renommee' and p.part ->> 'code' = t.code
))"""
"""Whether `t` is `n` under its code or a former name: a series follows a residence through its names."""

EDITIONS = """(
  select distinct on (ops, rpls) number, ops, rpls, reference, reference_nom, base, published_at
  from partner.publication where number <= :number
  order by ops, rpls, number desc
)"""
"""The latest publication of each couple of millésimes, as things stood at the one that is read."""
