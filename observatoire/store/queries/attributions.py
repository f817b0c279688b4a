# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""Attributions as partners read and write them: counted by kind, listed one by one, entered, corrected.

Statements run as the partner login, under the policies of the table: each reader counts what they may see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from observatoire.convention.gauges import Group
from observatoire.errors import ConflictError, NotFoundError

Reading = Connection | Session

IN_FORCE = "a.nombre > 0 and not exists (select from partner.attribution c where c.annule = a.id)"
"""The entries `a` that nothing has cancelled."""

_GROUPS = f"""
select etape, bailleur_siren, reservataire, code_insee, qpv, quartile, bail_signe, sum(nombre)::int,
  sum(dalo)::int, sum(prioritaire)::int, sum(relogement_ru)::int, sum(mutation)::int
from partner.attribution a
where {IN_FORCE} and date between make_date(:year, 1, 1) and :until
group by etape, bailleur_siren, reservataire, code_insee, qpv, quartile, bail_signe
order by 1, 2, 3, 4, 5, 6, 7
"""

_YEARS = f"""
select extract(year from date)::int as year, max(date) as last from partner.attribution a
where {IN_FORCE} group by 1 order by 1
"""

_ENTRIES = """
select coalesce(json_agg(row_to_json(line) order by line.date desc, line.id desc), '[]')::text from (
  select a.id, to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as recorded_at,
    a.recorded_by, a.origine, a.etape, a.date::text as date, a.bailleur_siren, a.reservataire, a.code_insee, a.qpv,
    a.quartile, a.bail_signe, a.nombre, a.dalo, a.prioritaire, a.relogement_ru, a.mutation, a.residence, a.typologie,
    a.financement, a.corrige,
    c.id is not null as annulee, c.recorded_by as annulee_par,
    to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as annulee_le
  from partner.attribution a
  left join partner.attribution c on c.annule = a.id
  where a.nombre > 0 and a.date between make_date(:year, 1, 1) and make_date(:year, 12, 31)
    and (cast(:cancelled as boolean) or c.id is null)
  order by a.date desc, a.id desc limit :limit
) line
"""

_CHOICES = """
select json_build_object(
  'bailleurs', (select coalesce(json_agg(b order by b.nom), '[]') from (
    select distinct on (bailleur_siren) bailleur_siren as siren, facts ->> 'bailleur' as nom
    from partner.territory where publication = :number and level = 'residence') b),
  'communes', (select coalesce(json_agg(c order by c.nom), '[]') from (
    select code, nom from partner.territory where publication = :number and level = 'commune') c),
  'residences', (select coalesce(json_agg(r order by r.nom), '[]') from (
    select code, nom, bailleur_siren, code_insee, code_qp is not null as qpv
    from partner.territory where publication = :number and level = 'residence') r)
)::text
"""

_BAILLEURS = """
select bailleur_siren, max(facts ->> 'bailleur') from partner.territory
where publication = :number and level = 'residence' and bailleur_siren is not null
group by bailleur_siren order by sum(logements) desc nulls last
"""

_STOCK = """
select t.logements, p.rpls from partner.publication p
join partner.territory t on t.publication = p.number and t.level = 'epci' and t.code = :territory
where p.number = :number
"""

_READABLE = """
select coalesce((select partner.visitor_role()) in ('commission', 'reservataire', 'epci')
  or :code_insee = any ((select partner.visitor_communes())::text[])
  or :bailleur = any ((select partner.visitor_bailleurs())::text[]), false)
"""

WRITTEN = (
    "recorded_by", "origine", "annule", "corrige", "etape", "date", "bailleur_siren", "reservataire", "code_insee",
    "qpv", "quartile", "bail_signe", "nombre", "dalo", "prioritaire", "relogement_ru", "mutation", "residence",
    "typologie", "financement",
)  # fmt: skip

_INSERT = f"""
insert into partner.attribution ({", ".join(WRITTEN)}) values ({", ".join(f":{name}" for name in WRITTEN)})
returning id
"""

_CANCEL = f"""
insert into partner.attribution ({", ".join(WRITTEN)})
select :author, 'saisie', id, null, etape, date, bailleur_siren, reservataire, code_insee, qpv, quartile, bail_signe,
  0, 0, 0, 0, 0, residence, typologie, financement
from partner.attribution where id = :id and nombre > 0
returning id
"""


@dataclass(frozen=True, slots=True)
class RecordedYear:
    """A year that has attributions, and the day of the last one."""

    year: int
    last: date


def read_years(connection: Reading) -> list[RecordedYear]:
    """The years that have attributions, oldest first."""
    return [RecordedYear(*row) for row in connection.execute(text(_YEARS))]


def read_groups(connection: Reading, year: int, until: date) -> list[Group]:
    """The attributions and proposals of a year, up to a day, counted by kind."""
    return [Group(*row) for row in connection.execute(text(_GROUPS), {"year": year, "until": until})]


def reads_attributions_of(connection: Reading, bailleur: str, code_insee: str) -> bool:
    """Whether the visitor reads the attributions of a landlord in a commune: a gauge without them would say nothing."""
    values = {"bailleur": bailleur, "code_insee": code_insee}
    return bool(connection.execute(text(_READABLE), values).scalar_one())


def read_bailleurs(connection: Reading, number: int) -> dict[str, str]:
    """The landlords of a publication, the largest first."""
    rows = connection.execute(text(_BAILLEURS), {"number": number})
    return {str(siren): str(name or siren) for siren, name in rows}


def read_stock(connection: Reading, number: int, territory: str) -> tuple[int | None, int | None]:
    """The dwellings of a territory in a publication, and their millésime."""
    row = connection.execute(text(_STOCK), {"number": number, "territory": territory}).one_or_none()
    return (None, None) if row is None else (row.logements, row.rpls)


def read_entries(connection: Reading, year: int, *, cancelled: bool, limit: int) -> str:
    """The entries of a year as JSON, the latest first; those that were cancelled too when asked."""
    values = {"year": year, "cancelled": cancelled, "limit": limit}
    return str(connection.execute(text(_ENTRIES), values).scalar_one())


def read_choices(connection: Reading, number: int) -> str:
    """What an entry may name, as JSON: landlords, communes, residences of a publication."""
    return str(connection.execute(text(_CHOICES), {"number": number}).scalar_one())


def record_entry(writing: Session, values: Mapping[str, Any]) -> int:
    """Append an entry and give its number."""
    row = dict.fromkeys(WRITTEN) | dict(values)
    return int(writing.execute(text(_INSERT), row).scalar_one())


def cancel_entry(writing: Session, entry: int, author: str) -> None:
    """Append the cancellation of an entry.

    Raises:
        NotFoundError: there is no such entry, or none that the asker may know of.
        ConflictError: it is cancelled already.
    """
    try:
        cancelled = writing.execute(text(_CANCEL), {"id": entry, "author": author}).scalar()
    except IntegrityError as error:
        raise ConflictError("Cette attribution a déjà été corrigée ou annulée. Rechargez la liste.") from error
    if cancelled is None:
        raise NotFoundError("Cette attribution n’existe pas.")
