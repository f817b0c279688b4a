# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""Pieces of SQL that several answers share. Constants only: what comes from a request is always a bound parameter."""

PUBLICATION_SAID = """row_to_json((select said from (select
    p.number,
    to_char(p.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as published_at,
    p.ops, p.rpls,
    json_build_object('code', p.reference, 'nom', p.reference_nom) as reference,
    p.fictif,
    p.method ->> 'version' as method_version
  ) said))"""
"""What every answer says of the publication `p` it was read from."""

INDICES_OBJECT = """json_object_agg(v.index, row_to_json((select x from (select
    v.value, v.status, v.classe as class, v.coverage, v.missing) x))
  order by array_position(array['occupation', 'attractivite', 'fragilite'], v.index), v.index)"""
"""The indices `v` of one territory, by name."""

INDICES_BY_CODE = f"""
  select v.code, {INDICES_OBJECT} as indices, bool_or(v.signal) as signal
  from partner.value v
  where v.publication = :number and v.level = :level
  group by v.code
"""

COUNT_HIDDEN = "(:hide_counts and c.level = 'residence' and c.indicator like 'occ%')"
"""The commission reads shares and contributions of a residence, not the number of its households in a situation."""

COMPONENT_COLUMNS = f"""case when not {COUNT_HIDDEN} then c.num end as num,
    case when not {COUNT_HIDDEN} then c.den end as den,
    c.rate, c.ratio, c.weight, c.contribution, c.status, c.coverage"""

COMPONENTS_BY_CODE = f"""
  select c.code, json_object_agg(c.indicator, row_to_json((select x from (select {COMPONENT_COLUMNS}) x))
    order by left(c.indicator, 3) desc, c.indicator) as components
  from partner.component c
  where c.publication = :number and c.level = :level
  group by c.code
"""
