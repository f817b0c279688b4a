"""The territories of `source`: names and parents, without outlines."""

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from observatoire.store.tables.housing import Residence
from observatoire.store.tables.territories import Commune, Epci, Qpv, Secteur


def read_communes(session: Session) -> pd.DataFrame:
    """Index `code_insee`; `nom`, `epci`, `epci_nom` (missing where the commune has no EPCI)."""
    statement = (
        select(Commune.code_insee, Commune.nom, Commune.epci_siren, Epci.nom)
        .outerjoin(Epci, Epci.siren == Commune.epci_siren)
        .order_by(Commune.code_insee)
    )
    rows = session.execute(statement).all()
    frame = pd.DataFrame.from_records(rows, columns=["code_insee", "nom", "epci", "epci_nom"])
    return frame.astype("str").set_index("code_insee")


def read_secteurs(session: Session) -> pd.DataFrame:
    """Index `code`; `nom`, `code_insee`."""
    rows = session.execute(select(Secteur.code, Secteur.nom, Secteur.code_insee).order_by(Secteur.code)).all()
    return pd.DataFrame.from_records(rows, columns=["code", "nom", "code_insee"]).astype("str").set_index("code")


def find_generation(session: Session, millesime: int) -> int | None:
    """Find the generation of priority neighbourhoods in force in a year; the oldest loaded when none yet was.

    Perimeters of 2015 and of 2024 have effect from the first of January of their year.
    """
    in_force = select(func.max(Qpv.generation)).where(Qpv.generation <= millesime)
    return session.scalar(in_force) or session.scalar(select(func.min(Qpv.generation)))


def read_residence_qpvs(session: Session, generation: int | None) -> pd.Series:
    """Read the priority neighbourhood of each residence in one generation: `code_qp`, indexed by residence.

    The store places residences in the latest generation; in another, their place says it again.
    """
    latest = session.scalar(select(func.max(Qpv.generation)))
    point = func.ST_PointOnSurface(Residence.geom)
    inside = (
        select(Residence.code, func.min(Qpv.code_qp))
        .join(Qpv, (Qpv.generation == generation) & func.ST_Intersects(Qpv.geom, point))
        .where(~Residence.lieu_approche)
        .group_by(Residence.code)
    )
    known = select(Residence.code, Residence.code_qp).where(Residence.code_qp.is_not(None))
    rows = session.execute(known if generation == latest else inside).all()
    return (
        pd.DataFrame.from_records(rows, columns=["residence", "code_qp"])
        .astype("str")
        .set_index("residence")["code_qp"]
    )


def read_qpvs(session: Session, generation: int | None) -> pd.DataFrame:
    """Index `code_qp`; `nom`, `generation`, of one generation."""
    statement = (
        select(Qpv.code_qp, Qpv.lib_qp, Qpv.generation).where(Qpv.generation == generation).order_by(Qpv.code_qp)
    )
    rows = session.execute(statement).all()
    return (
        pd.DataFrame.from_records(rows, columns=["code_qp", "nom", "generation"])
        .astype({"code_qp": "str", "nom": "str"})
        .set_index("code_qp")
    )
