# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""What the store holds of one landlord: its residences, and the counts of two millésimes. Reads `source` only."""

from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from observatoire.store.queries.online import ONLINE_NUMBER
from observatoire.store.tables.housing import Bailleur, Occupation, Parc, Residence
from observatoire.store.tables.territories import Commune

Counts: TypeAlias = type[Parc] | type[Occupation]
TABLES: dict[str, Counts] = {"parc": Parc, "occupation": Occupation}
_KEYS = ("residence", "millesime")
_REFERENCE = f"""
select c.indicator, c.rate from partner.component c
join partner.publication p on p.number = c.publication and p.reference = c.code
where c.level in ('commune', 'epci') and c.rate is not null
    and p.number = {ONLINE_NUMBER}
"""
_REFERENCE_NAME = f"""
select reference_nom from partner.publication
where number = {ONLINE_NUMBER}
"""


@dataclass(frozen=True, slots=True)
class OnlineReference:
    """What is worth 100 in the publication online: published, so known to every landlord."""

    nom: str
    rates: dict[str, float]


def read_landlord_name(session: Session, siren: str) -> str | None:
    """The present name of a landlord; nothing when the store does not know it."""
    return session.scalar(select(Bailleur.nom).where(Bailleur.siren == siren))


def read_landlord_residences(session: Session, siren: str) -> pd.DataFrame:
    """Every residence of a landlord: index `residence`; `nom`, `commune`, `code_insee`, `statut`, `lieu_approche`."""
    columns = (
        *(Residence.code, Residence.nom, Commune.nom, Residence.code_insee),
        *(Residence.statut, Residence.lieu_approche),
    )
    statement = (
        select(*columns)
        .join(Commune, Commune.code_insee == Residence.code_insee)
        .where(Residence.bailleur_siren == siren)
        .order_by(Commune.nom, Residence.nom, Residence.code)
    )
    rows = [tuple(row) for row in session.execute(statement)]
    names = ["residence", "nom", "commune", "code_insee", "statut", "lieu_approche"]
    return pd.DataFrame.from_records(rows, columns=names).set_index("residence")


def list_landlord_millesimes(session: Session, siren: str, source: str) -> list[int]:
    """The years that a source describes of a landlord, newest first."""
    table = TABLES[source]
    statement = (
        select(table.millesime)
        .distinct()
        .join(Residence, Residence.code == table.residence)
        .where(Residence.bailleur_siren == siren)
        .order_by(table.millesime.desc())
    )
    return list(session.scalars(statement))


def read_landlord_counts(session: Session, siren: str, source: str, millesime: int) -> pd.DataFrame:
    """The counts of a landlord's residences in a year: index `residence`, numbers as floats, missing ones as NaN."""
    table = TABLES[source]
    names = [each.name for each in table.__table__.columns if each.name not in _KEYS]
    statement = (
        select(table.residence, *(getattr(table, name) for name in names))
        .join(Residence, Residence.code == table.residence)
        .where(Residence.bailleur_siren == siren, table.millesime == millesime)
    )
    rows = [tuple(row) for row in session.execute(statement)]
    return pd.DataFrame.from_records(rows, columns=["residence", *names]).set_index("residence").astype("float64")


def read_online_reference(session: Session) -> OnlineReference | None:
    """The shares of what is worth 100, as published; nothing before the first publication."""
    nom = session.scalar(text(_REFERENCE_NAME))
    if nom is None:
        return None
    return OnlineReference(str(nom), {str(code): float(rate) for code, rate in session.execute(text(_REFERENCE))})


def list_landlords(session: Session) -> dict[str, str]:
    """Every landlord that the store knows: name by SIREN, in the order of names."""
    rows = session.execute(select(Bailleur.siren, Bailleur.nom).order_by(Bailleur.nom))
    return {str(siren): str(nom) for siren, nom in rows}
