# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""What the convention follows beside attributions, as partners read it: relocation, supply, demand, spread, flows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from observatoire.convention.relocation import COUNTS
from observatoire.convention.supply import Operation

_BUILDINGS = f"""
select r.residence, coalesce(t.nom, r.residence) as nom, r.phase, {", ".join(f"r.{name}" for name in COUNTS)},
  ST_X(p.point) as longitude, ST_Y(p.point) as latitude
from partner.relogement r
left join partner.territory t on t.publication = :number and t.level = 'residence' and t.code = r.residence
left join lateral (select ST_Transform(ST_PointOnSurface(t.geom), 4326) as point) p on true
where r.millesime = :year order by r.phase, r.residence
"""
_RELOCATION_YEARS = "select distinct millesime from partner.relogement order by 1"

_OPERATIONS = """
select code, nature, code_insee, adresse, bailleur, plai, plus, pls, modalite, livraison, annee, longitude, latitude
from partner.programme order by nature, code_insee, adresse, code
"""

_DEMAND = """
select d.code_insee, coalesce(t.nom, d.code_insee) as commune, d.typologie, d.millesime, d.demandes, d.mutations,
  d.attributions, d.attente_mois
from partner.demande d
left join partner.territory t on t.publication = :number and t.level = 'commune' and t.code = d.code_insee
where d.millesime = coalesce(cast(:year as integer), (select max(millesime) from partner.demande))
order by commune, d.typologie = 'toutes' desc, d.typologie
"""

_COMMUNES = "select code, nom from partner.territory where publication = :number and level = 'commune'"

_SPREAD = """
select h.perimetre, coalesce(t.nom, h.perimetre) as nom, h.computed_at at time zone 'UTC' as computed_at, h.annee_debut, h.annee_fin, h.status,
  h.attributions, h.residences, h.gini, h.gini_attendu, h.gini_bas, h.gini_haut, h.gini_p, h.hhi, h.hhi_attendu
from partner.homogeneite h
left join partner.territory t on t.publication = :number and t.level = 'commune' and t.code = h.perimetre
order by h.perimetre = 'ensemble' desc, nom
"""
_ABOVE = """
select h.residence, coalesce(t.nom, h.residence) as nom, coalesce(t.facts ->> 'bailleur', h.bailleur_siren) as bailleur,
  coalesce(c.nom, h.code_insee) as commune
from partner.homogeneite_residence h
left join partner.territory t on t.publication = :number and t.level = 'residence' and t.code = h.residence
left join partner.territory c on c.publication = :number and c.level = 'commune' and c.code = h.code_insee
order by nom
"""

FEW = 11
"""Attributions under which it is not told how many of the households were priority ones."""

# A right whose small cells hold fewer than that together, or none but priority households, would give them by subtraction.
_FLOWS = """
with cells as (
select a.reservataire, coalesce(a.typologie, 'non précisé') as typologie,
  coalesce(a.financement, 'non précisé') as financement, a.qpv, coalesce(c.nom, a.code_insee) as commune,
  case when m.service is null then 'non précisée' when m.service < 1975 then 'avant 1975'
    when m.service < 2000 then '1975-1999' else '2000 et après' end as periode,
  sum(a.nombre)::int as attributions, sum(a.prioritaire)::int as prioritaires
from partner.attribution a
left join partner.territory t on t.publication = :number and t.level = 'residence' and t.code = a.residence
left join lateral (select (t.facts ->> 'mise_en_service')::int as service) m on true
left join partner.territory c on c.publication = :number and c.level = 'commune' and c.code = a.code_insee
where a.etape = 'attribution' and a.nombre > 0 and extract(year from a.date) = :year
  and not exists (select from partner.attribution x where x.annule = a.id)
group by 1, 2, 3, 4, 5, 6
), rights as (
  select reservataire, sum(attributions) filter (where attributions < :few) as few,
    sum(prioritaires) filter (where attributions < :few) as among
  from cells group by 1
)
select c.reservataire, typologie, financement, qpv, commune, periode, attributions,
  case when attributions >= :few and (few is null or few >= :few and among > 0 and among < few) then prioritaires end
    as prioritaires
from cells c join rights using (reservataire)
order by 1, 5, 4, 2, 3, 6
"""
# What a right counts in all is what its gauge says to the same reader, even of few: withheld here, it would be read there.
_RIGHTS = """
select a.reservataire, sum(a.nombre)::int as attributions, sum(a.prioritaire)::int as prioritaires
from partner.attribution a
where a.etape = 'attribution' and a.nombre > 0 and extract(year from a.date) = :year
  and not exists (select from partner.attribution x where x.annule = a.id)
group by 1 order by 1
"""


Reading = Connection | Session


@dataclass(frozen=True, slots=True)
class Building:
    """A building whose households move, and where it stands."""

    code: str
    nom: str
    phase: int
    counts: Mapping[str, int]
    place: tuple[float, float] | None


def read_relocation_years(connection: Reading) -> list[int]:
    """The years in which relocation was counted."""
    return list(connection.execute(text(_RELOCATION_YEARS)).scalars())


def read_buildings(connection: Reading, number: int, year: int) -> list[Building]:
    """The buildings of a year."""
    rows = connection.execute(text(_BUILDINGS), {"number": number, "year": year}).mappings()
    return [
        Building(
            code=row["residence"],
            nom=row["nom"],
            phase=row["phase"],
            counts={name: row[name] for name in COUNTS},
            place=None if row["longitude"] is None else (row["longitude"], row["latitude"]),
        )
        for row in rows
    ]


def read_communes(connection: Reading, number: int) -> dict[str, str]:
    """The names of the communes of a publication."""
    return {str(code): str(nom) for code, nom in connection.execute(text(_COMMUNES), {"number": number})}


def read_operations(connection: Reading) -> list[Operation]:
    """Every operation of new supply."""
    return [Operation(*row) for row in connection.execute(text(_OPERATIONS))]


def read_demand(connection: Reading, number: int, year: int | None) -> list[dict[str, Any]]:
    """The demand of a year, the last one unless told otherwise."""
    return _read(connection, _DEMAND, number=number, year=year)


def read_spread(connection: Reading, number: int) -> list[dict[str, Any]]:
    """The spread of first-quartile attributions, by perimeter."""
    return _read(connection, _SPREAD, number=number)


def read_residences_above(connection: Reading, number: int) -> list[dict[str, Any]]:
    """The residences that received more than their share."""
    return _read(connection, _ABOVE, number=number)


def read_flows(connection: Reading, number: int, year: int) -> list[dict[str, Any]]:
    """The attributions of a year by reservation right, type, financing, place and period of construction."""
    return _read(connection, _FLOWS, number=number, year=year, few=FEW)


def read_rights(connection: Reading, year: int) -> list[dict[str, Any]]:
    """The attributions of a year by reservation right."""
    return _read(connection, _RIGHTS, year=year)


def _read(connection: Reading, statement: str, **values: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(text(statement), values).mappings()]
