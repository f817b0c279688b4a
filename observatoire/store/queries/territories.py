"""The territories of `source`: names and parents, without outlines."""

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

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


def read_qpvs(session: Session) -> pd.DataFrame:
    """Index `code_qp`; `nom`. The latest generation only: the older one no longer has effect."""
    latest = select(func.max(Qpv.generation)).scalar_subquery()
    statement = select(Qpv.code_qp, Qpv.lib_qp).where(Qpv.generation == latest).order_by(Qpv.code_qp)
    rows = session.execute(statement).all()
    return pd.DataFrame.from_records(rows, columns=["code_qp", "nom"]).astype("str").set_index("code_qp")
