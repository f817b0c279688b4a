"""Writing the public part of the demand: the last year that is loaded, withheld and rounded."""

from dataclasses import asdict

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from observatoire.convention.demand import Demand, show_demand
from observatoire.store.tables.following import Demande
from observatoire.store.tables.public import PublicDemand
from observatoire.store.tables.results import Publication


def write_public_demand(session: Session, number: int) -> None:
    """Write what anyone may read of the demand, under the threshold of respondents of the publication."""
    minimum = session.scalars(select(Publication.secrecy).where(Publication.number == number)).one()["repondants"]
    latest = session.scalar(select(func.max(Demande.millesime)))
    rows = session.scalars(select(Demande).where(Demande.millesime == latest)).all()
    demand = [Demand(row.code_insee, row.typologie, row.demandes, row.attributions, row.attente_mois) for row in rows]
    shown = [asdict(each) | {"millesime": latest} for each in show_demand(demand, minimum)]
    if shown:
        session.execute(insert(PublicDemand), shown)
