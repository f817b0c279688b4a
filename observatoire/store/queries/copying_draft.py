# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""From the draft to the published tables: each figure goes to the table that its readers open, with whose it is.

Set-based copies; nothing is computed but what rounding takes away.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.store.queries.written_at_once import WORK_MEMORY
from observatoire.store.tables.housing import UNKNOWN_LANDLORD
from observatoire.store.tables.results import DraftComponent, DraftValue, Territory
from observatoire.territories.fact_names import MOVEMENTS

# A territory of which one residence alone gave the figures is that residence under another name: the policies must
# see whose it is. Where two such residences would be told at once, the empty text is nobody's.
_SUBJECTS = """
create temporary table published_subject on commit drop as
with recursive part(index, name) as (
    select recipe.key, jsonb_object_keys(recipe.value -> 'composantes')
    from source.draft d, jsonb_each(d.method -> 'indices') recipe
  union
    select part.index, jsonb_object_keys(d.method -> 'indices' -> part.name -> 'composantes')
    from part, source.draft d
), counted as (
    select r.code_insee, r.secteur, r.epci, c.indicator, count(*) as residences, min(r.code) as residence,
        min(r.bailleur_siren) as bailleur_siren
    from source.draft_component c
    join source.draft_territory r on r.level = 'residence' and r.code = c.code
    where c.level = 'residence' and c.status not in ('non_transmis', 'sans_objet')
    group by r.code_insee, r.secteur, r.epci, c.indicator
), alone as (
    select up.level, up.code, c.indicator, min(c.code_insee) as code_insee, min(c.bailleur_siren) as bailleur_siren,
        min(c.residence) as residence
    from counted c, lateral (values
        ('secteur', c.secteur), ('commune', c.code_insee), ('epci', c.epci)
    ) up(level, code)
    where up.code is not null
    group by up.level, up.code, c.indicator
    having sum(c.residences) = 1
)
select level, code, indicator as figure, code_insee, bailleur_siren from alone
union all
select alone.level, alone.code, part.index,
    case when min(residence) = max(residence) then min(code_insee) else '' end,
    case when min(residence) = max(residence) then min(bailleur_siren) else '' end
from alone join part on part.name = alone.indicator
group by alone.level, alone.code, part.index
union all
select level, code, 'repondants',
    case when min(residence) = max(residence) then min(code_insee) else '' end,
    case when min(residence) = max(residence) then min(bailleur_siren) else '' end
from alone where indicator like 'occ%'
group by level, code
"""
"""The figures of wider territories that are those of one residence."""

_TERRITORY_COLUMNS = tuple(
    each.name for each in Territory.__table__.columns if each.name not in ("publication", "facts")
)
_VALUE_COLUMNS = tuple(DraftValue.__table__.columns.keys())
_COMPONENT_COLUMNS = tuple(DraftComponent.__table__.columns.keys())


def _copy_with_subject(target: str, source: str, columns: tuple[str, ...], figure: str, kept: str = "true") -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    read = ", ".join(f'd."{name}"' for name in columns)
    return f"""
insert into partner.{target} (publication, {names}, code_insee, bailleur_siren)
select :number, {read}, r.code_insee, r.bailleur_siren
from source.{source} d
left join source.draft_territory r on r.level = 'residence' and r.code = d.code
where d.level = 'residence' and {kept}
union all
select :number, {read}, s.code_insee, s.bailleur_siren
from source.{source} d
left join published_subject s on s.level = d.level and s.code = d.code and s.figure = {figure}
where d.level <> 'residence' and {kept}
"""


_COPIES = (
    # The counts behind the indicators of a territory told by one residence alone are facts of that residence.
    f"""
insert into partner.territory (publication, {", ".join(_TERRITORY_COLUMNS)}, facts)
select :number, {", ".join(_TERRITORY_COLUMNS)}, case when exists (
    select from published_subject s
    where s.level <> 'residence' and s.level = d.level and s.code = d.code and s.figure like 'att%'
) then d.facts - array[{", ".join(f"'{name}'" for name in MOVEMENTS)}] else d.facts end
from source.draft_territory d
""",
    """
insert into partner.residence_profile
    (publication, code, code_insee, bailleur_siren, margin, departures, family, family_before)
select :number, code, code_insee, bailleur_siren, margin, departures, family, family_before
from source.draft_territory where level = 'residence'
""",
    # Centres found by this very draft take its number; those that were kept have one.
    """
insert into partner.typology (publication, document)
select :number, jsonb_set(typology, '{publication}', coalesce(nullif(typology -> 'publication', 'null'), to_jsonb(:number)))
from source.draft where typology is not null
""",
    _copy_with_subject(
        "respondents", "draft_territory", ("level", "code", "repondants"), "'repondants'", "d.repondants is not null"
    ),
    _copy_with_subject("value", "draft_value", _VALUE_COLUMNS, "d.index"),
    _copy_with_subject("component", "draft_component", _COMPONENT_COLUMNS, "d.indicator"),
    """
insert into partner.value_class (publication, level, code, index, code_insee, bailleur_siren, status, classe)
select publication, level, code, index, code_insee, bailleur_siren, status, classe
from partner.value where publication = :number and bailleur_siren is not null and index = 'fragilite'
""",
    # From the rounded share alone, so that nothing of the exact one remains in what is derived from it.
    """
insert into partner.component_share
    (publication, level, code, indicator, code_insee, bailleur_siren, rate, ratio, weight, contribution, status, coverage,
     bound)
select c.publication, c.level, c.code, c.indicator, c.code_insee, c.bailleur_siren, r.rate, r.ratio, c.weight,
    c.weight * (r.ratio - 100), c.status, c.coverage, c.bound
from partner.component c
join source.draft d on true
left join source.draft_component reference on reference.level in ('commune', 'epci') and reference.code = d.reference
    and reference.indicator = c.indicator,
lateral (select round(c.rate::numeric, 2)::double precision as rate,
    100 * round(c.rate::numeric, 2)::double precision / nullif(reference.rate, 0) as ratio) r
where c.publication = :number and c.bailleur_siren is not null and c.indicator like 'occ%'
""",
    # One more household tells how many there are: whole points and percents only.
    """
insert into partner.designation_effect_rounded (publication, code, menage, code_insee, bailleur_siren, occupation,
    occupation_classe, fragilite, fragilite_classe, margin, components)
select :number, code, menage, code_insee, bailleur_siren, round(occupation), occupation_classe, round(fragilite),
    fragilite_classe, margin, coalesce((
        select jsonb_object_agg(key, jsonb_build_object('rate', round((value ->> 'rate')::numeric, 2)))
        from jsonb_each(components)
    ), '{}')
from source.draft_designation_effect
""",
    """
insert into partner.construction
    (publication, code, index, construction, code_insee, bailleur_siren, classe, value, contributions)
select :number, d.code, d.index, d.construction, t.code_insee, t.bailleur_siren, d.classe, d.value, d.contributions
from source.draft_construction d
join source.draft_territory t on t.level = 'residence' and t.code = d.code
""",
    """
insert into partner.construction_class (publication, code, index, construction, code_insee, bailleur_siren, classe)
select publication, code, index, construction, code_insee, bailleur_siren, classe
from partner.construction where publication = :number and index <> 'attractivite'
""",
    # What nobody in particular transmitted is nobody's to read.
    """
insert into partner.own_count (publication, code, indicator, bailleur_siren, num, den)
select :number, o.code, o.indicator, t.bailleur_siren, o.num, o.den
from source.draft_own_count o
join source.draft_territory t on t.level = 'residence' and t.code = o.code
join source.draft_component c on c.level = 'residence' and c.code = o.code and c.indicator = o.indicator
where c.status = 'secret' and t.bailleur_siren <> :nobody
""",
)


def copy_rows(session: Session, number: int) -> None:
    """Copy every row of the draft under a number that was just given."""
    # The draft may be in no statistics yet, see `Snapshot.read_level`, and what is published now is in none either: until
    # the end of the transaction, PostgreSQL would compare each of its rows with every other.
    session.execute(text("set local enable_nestloop = off"))
    session.execute(text(_SUBJECTS))
    # Joins that spill would scatter the rows, and what reads them in this transaction sorts as many.
    session.execute(text(f"set local work_mem = '{WORK_MEMORY}'"))
    given = {"number": number, "nobody": UNKNOWN_LANDLORD}
    for statement in _COPIES:
        session.execute(text(statement), {name: each for name, each in given.items() if f":{name}" in statement})
    session.execute(text("drop table published_subject"))
