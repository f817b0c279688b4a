"""The same quantity from several sources: totals that others give, sums of what was loaded, what was said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, extract, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from observatoire.convention.reservataires import UNKNOWN
from observatoire.store.tables.attributions import Attribution
from observatoire.store.tables.housing import Parc, Residence
from observatoire.store.tables.reconciliation import Explication, Total
from observatoire.store.tables.territories import Commune, Epci

COUNTS = (
    *("logements", "loues", "vacants", "vides", "vacants_3_mois", "offerts_un_an", "emmenages"),
    *("plai", "plus", "pls", "avant_1975"),
)
IN_QPV = "logements_qpv"


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A quantity of a territory in a year."""

    millesime: int
    code: str
    mesure: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What somebody said of a difference between some sources."""

    note: str
    auteur: str
    ecrite_le: datetime
    sources: tuple[str, ...]
    """those that differed when it was said"""
    valeurs: Mapping[str, float] = field(default_factory=dict)
    """what they said then; empty when it was not kept"""


def read_totals(session: Session) -> dict[Quantity, dict[str, float]]:
    """Read what other sources give, by quantity then by source."""
    totals: dict[Quantity, dict[str, float]] = {}
    for row in session.scalars(select(Total).order_by(Total.millesime, Total.code, Total.mesure, Total.source)):
        totals.setdefault(Quantity(row.millesime, row.code, row.mesure), {})[row.source] = row.valeur
    return totals


def read_territory_names(session: Session) -> dict[str, str]:
    """Read the names of communes and EPCI by code."""
    names = dict(session.execute(select(Commune.code_insee, Commune.nom)).all())
    return names | dict(session.execute(select(Epci.siren, Epci.nom)).all())


def sum_stock(session: Session, millesime: int) -> dict[str, dict[str, float]]:
    """Add up the stock of a millésime by commune and by EPCI; a count that some residence lacks is left out."""
    sums: dict[str, dict[str, float]] = {}
    for territory in (Residence.code_insee, Commune.epci_siren):
        whole = [_sum_if_whole(getattr(Parc, name)) for name in COUNTS]
        statement = (
            select(territory, *whole, func.sum(Parc.logements).filter(Residence.code_qp.is_not(None)))
            .select_from(Parc)
            .join(Residence, Residence.code == Parc.residence)
            .join(Commune, Commune.code_insee == Residence.code_insee)
            .where(Parc.millesime == millesime, territory.is_not(None))
            .group_by(territory)
        )
        for code, *values in session.execute(statement):
            pairs = zip((*COUNTS, IN_QPV), values, strict=True)
            sums[str(code)] = {name: float(value) for name, value in pairs if value is not None}
    return sums


def list_epcis(session: Session) -> list[str]:
    """List the EPCI in which there are residences."""
    statement = select(Commune.epci_siren).join(Residence, Residence.code_insee == Commune.code_insee).distinct()
    return [str(siren) for siren in session.scalars(statement) if siren is not None]


def count_attributions(session: Session) -> list[tuple[int, int, int]]:
    """Count the attributions of each year: all of them, then those whose reservation right is known."""
    cancelling = aliased(Attribution)
    year = extract("year", Attribution.date)
    count = func.sum(Attribution.nombre)
    statement = (
        select(year, count, func.coalesce(count.filter(Attribution.reservataire != UNKNOWN), 0))
        .where(
            Attribution.etape == "attribution",
            Attribution.nombre > 0,
            ~select(cancelling.id).where(cancelling.annule == Attribution.id).exists(),
        )
        .group_by(year)
        .order_by(year)
    )
    return [(int(when), int(whole), int(with_right)) for when, whole, with_right in session.execute(statement)]


def _sum_if_whole(column: Any) -> Any:
    return case((func.count(column) == func.count(), func.sum(column)))


def write_total(session: Session, source: str, quantity: Quantity, valeur: float) -> None:
    """Note what a source gives; a source that corrects itself replaces its former value."""
    statement = insert(Total).values(
        source=source, millesime=quantity.millesime, mesure=quantity.mesure, code=quantity.code, valeur=valeur
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["source", "millesime", "mesure", "code"],
            set_={"valeur": statement.excluded.valeur, "depuis": func.now()},
        )
    )


def read_explanations(session: Session) -> dict[Quantity, list[Explanation]]:
    """Read what was said of differences, the latest first."""
    found: dict[Quantity, list[Explanation]] = {}
    for row in session.scalars(select(Explication).order_by(Explication.id.desc())):
        quantity = Quantity(row.millesime, row.code, row.mesure)
        found.setdefault(quantity, []).append(
            Explanation(
                row.note,
                row.auteur,
                row.ecrite_le,
                tuple(row.sources),
                dict(zip(row.sources, row.valeurs, strict=False)),
            )
        )
    return found


def write_explanation(
    session: Session, quantity: Quantity, values: Mapping[str, float], note: str, auteur: str
) -> None:
    """Add what somebody says of a difference; nothing said before is removed."""
    session.add(
        Explication(
            mesure=quantity.mesure,
            millesime=quantity.millesime,
            code=quantity.code,
            sources=list(values),
            valeurs=[float(value) for value in values.values()],
            note=note,
            auteur=auteur,
        )
    )
