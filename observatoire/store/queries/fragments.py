# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""Pieces of SQL that several answers share. Constants only: what comes from a request is always a bound parameter.

A level has tens of thousands of indices and indicators. Their JSON is written by `format`, which costs PostgreSQL half
of what an object of its own for each would. That is sound because their words are closed lists (names, statuses,
classes) and the rest are numbers; names given by people always go through `row_to_json`.
"""

PUBLICATION_SAID = """row_to_json((select said from (select
    p.number,
    to_char(p.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as published_at,
    p.ops, p.rpls,
    json_build_object('code', p.reference, 'nom', p.reference_nom) as reference,
    p.fictif,
    p.method ->> 'version' as method_version
  ) said))"""
"""What every answer says of the publication `p` it was read from."""

BASE_SAID = """(
  select json_build_object('number', b.number, 'ops', b.ops, 'rpls', b.rpls) from partner.publication b
  where b.number = coalesce(e.base, e.number)
)"""
"""The publication whose reference is worth 100 in the evolution of the edition `e`, its own where it names none."""

INDICES_OBJECT = """'{' || string_agg(format(
    '"%s":{"value":%s,"status":"%s","class":%s,"coverage":%s,"missing":%s}',
    v.index, coalesce(v.value::text, 'null'), v.status, coalesce('"' || v.classe || '"', 'null'),
    coalesce(v.coverage::text, 'null'), case v.missing when '{}' then '[]' else array_to_json(v.missing)::text end
  ), ',') || '}'"""
"""The indices `v` of one territory, by name, in the order in which they are read."""

# Sets made row by row and a list looked up by hash: a join on the number of the publication would be a nested loop.
_UNTOLD_SOMEWHERE = """
  (r.publication in (select p.number from partner.publication p where p.untold <> '{}')) is true"""

_UNTOLD_INDICES = """
  jsonb_each((select p.untold -> 'indices' from partner.publication p where p.number = r.publication))"""

_UNTOLD_VALUES = f"""
  select publication, 'residence', code, (figure).key, null::double precision, 'non_transmis', null, null::double precision,
    array(select jsonb_array_elements_text((figure).value)), false, null
  from (
    select r.publication, r.code, {_UNTOLD_INDICES} as figure
    from partner.residence_profile r where {_UNTOLD_SOMEWHERE}
  ) untold"""
"""The indices that no residence has, as rows of `partner.value`: a profile is read by who reads the indices of its residence."""

VALUES_SHOWN = f"""(
  select publication, level, code, index, value, status, classe, coverage, missing, signal, signal_solidite,
    'full' as access
  from partner.value
  union all
  select publication, level, code, index, null, status, classe, null, '{{}}', false, null, 'class'
  from partner.value_class
  union all
  select publication, level, code, index, value, status, classe, coverage, missing, signal, signal_solidite, 'full'
  from ({_UNTOLD_VALUES}
  ) u (publication, level, code, index, value, status, classe, coverage, missing, signal, signal_solidite)
  union all
  select publication, 'residence', code, (figure).key, null, 'non_transmis', null, null, '{{}}', false, null, 'class'
  from (
    select r.publication, r.code, {_UNTOLD_INDICES} as figure
    from partner.territory r
    where r.level = 'residence' and {_UNTOLD_SOMEWHERE} and (select partner.visitor_role()) = 'bailleur'
      and not r.bailleur_siren = any ((select partner.visitor_bailleurs())::text[])
  ) untold
  where (figure).key = 'fragilite'
)"""
"""Indices as the policies let the visitor read them: whole, or their class alone, never both."""

VALUES_TOLD = f"""(
  select publication, level, code, index, value, status, classe, signal, interval_low, interval_high, p_fragile, solidite,
    stability
  from partner.value
  union all
  select publication, level, code, index, value, status, classe, signal, null, null, null, null, null
  from ({_UNTOLD_VALUES}
  ) u (publication, level, code, index, value, status, classe, coverage, missing, signal, signal_solidite)
)"""
"""The same for who reads values or nothing."""

COMPONENTS_SHOWN = f"""(
  select publication, level, code, indicator, num, den, rate, ratio, weight, contribution, status, coverage, bound
  from partner.component
  union all
  select publication, level, code, indicator, null, null, rate, ratio, weight, contribution, status, coverage, bound
  from partner.component_share
  union all
  select publication, 'residence', code, indicator, null, null, null, null, null, null, 'non_transmis', null, null
  from (
    select r.publication, r.code, jsonb_array_elements_text((
      select p.untold -> 'indicators' from partner.publication p where p.number = r.publication)) as indicator
    from partner.residence_profile r where {_UNTOLD_SOMEWHERE}
  ) untold
)"""
"""Indicators as the policies let the visitor read them: with their counts, or as rounded shares, never both."""

ACCESS = "coalesce(i.access, case t.level when 'residence' then 'none' else 'full' end)"
"""How much the visitor reads of the indices `i` of the territory `t`: `full`, their `class` alone, or `none`."""


def write_indices_by_code(kept: str = "true") -> str:
    """The indices of each territory `shown` that a condition keeps."""
    return f"""
  select v.code, {INDICES_OBJECT} as indices, bool_or(v.signal) as signal,
    max(v.signal_solidite) filter (where v.signal) as signal_solidite, max(v.access) as access
  from (
    select * from {VALUES_SHOWN} shown where publication = :number and level = :level and {kept} order by code, index
  ) v
  group by v.code
"""


INDICES_BY_CODE = write_indices_by_code()

COMPONENT_FORMAT = (
    '"%s":{"num":%s,"den":%s,"rate":%s,"ratio":%s,"weight":%s,"contribution":%s,"coverage":%s,"status":"%s"%s'
)
COMPONENT_VALUES = """
    c.indicator,
    coalesce(c.num::text, 'null'), coalesce(c.den::text, 'null'),
    coalesce(c.rate::text, 'null'), coalesce(c.ratio::text, 'null'), coalesce(c.weight::text, 'null'),
    coalesce(c.contribution::text, 'null'), coalesce(c.coverage::text, 'null'), c.status,
    coalesce(',"bound":"' || c.bound || '"', '')"""
"""The indicator `c` of a territory: what `COMPONENT_FORMAT` takes. The object is left open, for what a sheet adds."""

COMPONENTS_BY_CODE = f"""
  select c.code,
    '{{' || string_agg(format('{COMPONENT_FORMAT}}}', {COMPONENT_VALUES}), ',') || '}}' as components
  from (
    select * from {COMPONENTS_SHOWN} shown where publication = :number and level = :level order by code, indicator
  ) c
  group by c.code
"""


def write_bounds_by_code(kept: str = "true") -> str:
    """What is said of the shares that are secret for being nearly all, or nearly none, where a condition keeps them."""
    return f"""
  select code, json_object_agg(indicator, bound order by indicator)::text as bounds
  from {COMPONENTS_SHOWN} shown
  where publication = :number and level = :level and bound is not null and {kept}
  group by code
"""


BOUNDS_BY_CODE = write_bounds_by_code()

RESIDENCE_MEMBERS = """
    t.code, t.nom, t.code_insee, c.nom as commune, t.secteur, s.nom as secteur_nom, t.code_qp, q.nom as qpv_nom,
    t.bailleur_siren, t.facts ->> 'bailleur' as bailleur, t.logements, f.margin, f.departures, f.family,
    t.facts"""
"""What is said of the residence `t` on a map, its indices apart."""

RESIDENCE_PARENTS = """
left join partner.territory c on c.publication = t.publication and c.level = 'commune' and c.code = t.code_insee
left join partner.territory s on s.publication = t.publication and s.level = 'secteur' and s.code = t.secteur
left join partner.territory q on q.publication = t.publication and q.level = 'qpv' and q.code = t.code_qp
left join partner.residence_profile f on f.publication = t.publication and t.level = 'residence' and f.code = t.code"""
"""The territories that name where the residence `t` is, and what is said of it beside its indices."""

RESPONDENTS = """
left join partner.respondents n on n.publication = t.publication and n.level = t.level and n.code = t.code"""
"""How many answered the survey in the territory `t`, for who may know."""
