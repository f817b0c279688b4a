"""Relocation, new supply and demand: each row joined to the residence, the landlord or the commune that it names."""

import pandas as pd
from sqlalchemy import Table

from observatoire.convention.reservataires import fold
from observatoire.sources.intake.communes_named import resolve_communes
from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.storing.known import (
    read_absorptions,
    read_aliases,
    read_bailleurs,
    read_communes,
    read_places,
)
from observatoire.sources.wording import french
from observatoire.store.tables.following import Demande, Programme, Relogement


def plan_relocation(intake: Intake) -> Plan:
    """Plan the relocation of buildings, all of them registered residences."""
    frame = intake.parsed.frame
    places, _ = read_places(intake.session)
    known = frame["residence"].isin(places.index)
    wrong = frame["residence"].notna() & ~known
    intake.problems.add_each(
        "La résidence « {value} » n’est pas enregistrée.",
        "Corrigez le code, ou chargez d’abord le fichier de résidences qui la contient.",
        lines=intake.lines_of(wrong),
        values=frame["residence"][wrong],
        column="residence",
    )
    joined = frame.assign(
        millesime=intake.millesime,
        bailleur_siren=frame["residence"].map(places["bailleur_siren"]),
        code_insee=frame["residence"].map(places["code_insee"]),
    )
    return Plan(_table_of(Relogement), joined)


def plan_supply(intake: Intake) -> Plan:
    """Plan operations. A landlord without stock yet is kept by its name."""
    frame = intake.parsed.frame
    codes = {fold(name): siren for siren, name in sorted(read_aliases(intake.session))}
    codes |= {fold(name): siren for siren, name in read_bailleurs(intake.session).items()}
    sirens = frame["bailleur"].map(lambda name: codes.get(fold(name)), na_action="ignore")
    unknown = frame["bailleur"].notna() & sirens.isna()
    if unknown.any():
        intake.notices.add(
            french("Ces bailleurs n’ont pas encore de résidence enregistrée : leur nom seul est gardé."),
            column="bailleur",
            lines=intake.lines_of(unknown),
        )
    return Plan(_table_of(Programme), frame.assign(code_insee=_resolve(intake), bailleur_siren=sirens))


def plan_demand(intake: Intake) -> Plan:
    """Plan the demand of communes."""
    names = [column.name for column in intake.kind.columns]
    frame = intake.parsed.frame.reindex(columns=names)
    return Plan(_table_of(Demande), frame.assign(code_insee=_resolve(intake), millesime=intake.millesime))


def _resolve(intake: Intake) -> pd.Series:
    return resolve_communes(intake, read_communes(intake.session), read_absorptions(intake.session))


def _table_of(model: type[Relogement] | type[Programme] | type[Demande]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly
    return table
