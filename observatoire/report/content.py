# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""What the report says, read once: the same functions as the screen, on what the reader may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from observatoire.convention.following import describe_demand, describe_relocation, describe_supply, middle_of
from observatoire.convention.rules import Convention
from observatoire.convention.statement import Statement
from observatoire.errors import NotFoundError
from observatoire.exports.flows import name_rights
from observatoire.report.effects import EvaluatedMeasure, read_evaluation
from observatoire.store.queries import evaluations, following, objectives
from observatoire.store.queries.attributions import Reading
from observatoire.store.queries.online import ONLINE_NUMBER

_ONLINE = f"""
select p.number, p.ops, p.rpls, p.fictif, p.reference_nom from partner.publication p
where p.number = {ONLINE_NUMBER}
"""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The content of the report of a year."""

    statement: Statement
    territory: str
    publication: int
    ops: int
    rpls: int
    fictif: bool
    written: date
    spread: list[dict[str, Any]]
    above: list[dict[str, Any]]
    relocation: dict[str, Any] | None
    supply: dict[str, Any]
    demand: list[dict[str, Any]]
    flows: list[dict[str, Any]]
    rights: list[dict[str, Any]]
    """the same by reservation right"""
    measures: list[EvaluatedMeasure]
    reader: str | None
    """who reads a part of the attributions only: the report then says so, and is not that of the whole territory"""


def read_report(
    reading: Reading, convention: Convention, year: int, today: date, *, reader: str | None = None
) -> ReportContent:
    """Read the content of a year; `reader` names who reads a part of the attributions only.

    Raises:
        NotFoundError: nothing is published, or nothing was attributed that year.
    """
    online = reading.execute(text(_ONLINE)).mappings().one_or_none()
    if online is None:
        raise NotFoundError("Rien n’est publié : le rapport nomme les bailleurs et le parc de la publication en ligne.")
    number = int(online["number"])
    read = objectives.read_year(reading, year, None, today)
    if not read.groups:
        raise NotFoundError(
            f"Aucune attribution n’est enregistrée pour {year}. Chargez-les avec « observatoire load attributions »."
        )
    counted = [each for each in following.read_relocation_years(reading) if each <= year]
    buildings = following.read_buildings(reading, number, counted[-1]) if counted else []
    told = [(each.code, each.nom, each.phase, each.counts, each.place) for each in buildings]
    site = middle_of([each.place for each in buildings])
    communes = following.read_communes(reading, number)
    return ReportContent(
        statement=objectives.read_statement(reading, number, convention, read),
        territory=str(online["reference_nom"]),
        publication=number,
        ops=int(online["ops"] or 0),
        rpls=int(online["rpls"]),
        fictif=bool(online["fictif"]),
        written=today,
        spread=following.read_spread(reading, number),
        above=following.read_residences_above(reading, number),
        relocation=describe_relocation(convention, counted[-1], told) if told else None,
        supply=describe_supply(convention, following.read_operations(reading), communes, site),
        demand=describe_demand(following.read_demand(reading, number, None)),
        flows=name_rights(following.read_flows(reading, number, year)),
        rights=name_rights(following.read_rights(reading, year)),
        measures=[read_evaluation(*kept) for kept in evaluations.read_latest(reading, number)],
        reader=reader,
    )
