"""EPCI outlines: which commune is in which intercommunalité, and what it is called. The outline itself is that of its communes."""

import pandas as pd
from sqlalchemy import Table, func, update
from sqlalchemy.orm import Session

from observatoire.sources.intake.communes import read_outlines_of
from observatoire.sources.intake.overseas import leave_overseas_aside
from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.placing.territories import Outlines, as_objects, locate_points, represent_places
from observatoire.sources.storing.known import read_communes
from observatoire.sources.wording import counted, french, named
from observatoire.store.tables.territories import Commune, Epci


def plan_epci(intake: Intake) -> Plan:
    """Plan the EPCI of a file that hold known communes, and the attachment of these; the others are left aside."""
    intake = leave_overseas_aside(intake)
    frame = intake.parsed.frame
    codes = as_objects(frame["epci_siren"])
    outlines = Outlines(codes, as_objects(frame["epci_nom"]), read_outlines_of(intake), codes)
    communes = read_communes(intake.session)
    if not len(communes.codes):
        intake.problems.add("Aucune commune n’est enregistrée.", "Chargez d’abord les communes.")
    found = pd.Series(locate_points(represent_places(communes.shapes), outlines), index=communes.codes, dtype=object)
    outside = [str(name) for name, siren in zip(communes.names, found, strict=True) if siren is None]
    if outside:
        intake.notices.add(french("Communes dans aucun EPCI du fichier, inchangées : {names}.", names=named(outside)))
    kept = frame["epci_siren"].isin(found.dropna())
    if not kept.all():
        intake.notices.add(
            french(
                "{count} sans commune enregistrée, laissés de côté.", count=counted(int((~kept).sum()), "EPCI", "EPCI")
            )
        )
    table = Epci.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly

    def attach(session: Session) -> None:
        for siren, members in found.dropna().groupby(found.dropna()):
            session.execute(
                update(Commune)
                .where(Commune.code_insee == func.any(list(members.index)))
                .values(epci_siren=str(siren))
                .execution_options(synchronize_session=False)
            )

    rows = frame.loc[kept, ["epci_siren", "epci_nom"]].set_axis(["siren", "nom"], axis="columns")
    return Plan(table, rows.reset_index(drop=True), after=attach)
