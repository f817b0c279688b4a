"""What exports read: one level of one publication, as frames."""

import geopandas
import pandas as pd
import shapely
from sqlalchemy import Integer, and_, func, select
from sqlalchemy.orm import Session

from observatoire.errors import NotFoundError
from observatoire.store.base import SRID
from observatoire.store.queries.publications import find_online_number
from observatoire.store.tables.restricted import Respondents
from observatoire.store.tables.results import Component, Publication, Territory, Value

VALUE_NUMBERS = ("value", "interval_low", "interval_high", "p_fragile", "stability")


def get_publication(session: Session, number: int | None) -> Publication:
    """The publication asked for, or the one online.

    Raises:
        NotFoundError: there is none.
    """
    wanted = find_online_number(session) if number is None else number
    publication = None if wanted is None else session.get(Publication, wanted)
    if publication is not None:
        return publication
    if number is None:
        raise NotFoundError(
            "Rien n’a encore été publié. Lancez « observatoire compute » puis « observatoire publish »."
        )
    raise NotFoundError(f"La publication {number} n’existe pas. « observatoire publications » donne les numéros.")


def read_level_values(session: Session, number: int, level: str) -> pd.DataFrame:
    """Indices of a level: `code`, `index`, `status`, `class`, `signal`, and `VALUE_NUMBERS`."""
    texts = (Value.code, Value.index, Value.status, Value.classe)
    numbers = (getattr(Value, name) for name in VALUE_NUMBERS)
    rows = session.execute(
        select(*texts, Value.signal, *numbers).where(Value.publication == number, Value.level == level)
    ).all()
    names = ["code", "index", "status", "class"]
    untold = _repeat_untold(session, number, level, "indices", "index").assign(signal=False)
    frame = _append(pd.DataFrame.from_records(rows, columns=[*names, "signal", *VALUE_NUMBERS]), untold)
    return frame.astype({**dict.fromkeys(names, "str"), **dict.fromkeys(VALUE_NUMBERS, "float64"), "signal": "bool"})


def read_level_components(session: Session, number: int, level: str) -> pd.DataFrame:
    """Indicators of a level: `code`, `indicator`, `num`, `den`, `status`, `bound`."""
    columns = ("code", "indicator", "num", "den", "status", "bound")
    rows = session.execute(
        select(*(getattr(Component, name) for name in columns)).where(
            Component.publication == number, Component.level == level
        )
    ).all()
    types = {"code": "str", "indicator": "str", "num": "Int64", "den": "Int64", "status": "str"}
    untold = _repeat_untold(session, number, level, "indicators", "indicator")
    return _append(pd.DataFrame.from_records(rows, columns=list(columns)), untold).astype(types)


def read_level_territories(session: Session, number: int, level: str) -> pd.DataFrame:
    """Territories of a level: `code`, `nom`, `logements`, `repondants`."""
    rows = session.execute(
        select(Territory.code, Territory.nom, Territory.logements, Respondents.repondants)
        .outerjoin(
            Respondents,
            and_(
                Respondents.publication == Territory.publication,
                Respondents.level == Territory.level,
                Respondents.code == Territory.code,
            ),
        )
        .where(Territory.publication == number, Territory.level == level)
    ).all()
    frame = pd.DataFrame.from_records(rows, columns=["code", "nom", "logements", "repondants"])
    return frame.astype({"code": "str", "nom": "str", "logements": "Int64", "repondants": "Int64"})


def read_generations(session: Session, number: int) -> pd.Series:
    """Read the year in which each priority neighbourhood of a publication was drawn, by code."""
    year = Territory.facts["generation"].astext.cast(Integer)
    rows = session.execute(
        select(Territory.code, year).where(Territory.publication == number, Territory.level == "qpv")
    ).all()
    return pd.DataFrame.from_records(rows, columns=["code", "year"]).set_index("code")["year"].astype("Int64")


def read_level_layer(session: Session, number: int, level: str) -> geopandas.GeoDataFrame:
    """Outlines of a level in EPSG:2154, ordered by code, with parents and facts; `geometry` may be missing."""
    columns = ["code", "nom", "code_insee", "secteur", "epci", "code_qp", "bailleur_siren", "logements", "facts"]
    statement = select(*(Territory.__table__.c[name] for name in columns), func.ST_AsBinary(Territory.geom)).where(
        Territory.publication == number, Territory.level == level
    )
    rows = session.execute(statement.order_by(Territory.code.collate("C"))).all()
    frame = pd.DataFrame.from_records(rows, columns=[*columns, "geometry"]).astype({"logements": "Int64"})
    outlines = shapely.from_wkb([None if each is None else bytes(each) for each in frame.pop("geometry")])
    return geopandas.GeoDataFrame(frame, geometry=list(outlines), crs=SRID)


def _repeat_untold(session: Session, number: int, level: str, kind: str, name: str) -> pd.DataFrame:
    """The figures that no residence of a publication has, of each residence: its code, the figure, its status."""
    untold = list(session.get_one(Publication, number).untold.get(kind, ())) if level == "residence" else []
    if not untold:
        return pd.DataFrame({"code": [], name: [], "status": []}, dtype="str")
    codes = session.scalars(
        select(Territory.code).where(Territory.publication == number, Territory.level == level)
    ).all()
    rows = pd.MultiIndex.from_product([codes, untold], names=["code", name]).to_frame(index=False)
    return rows.assign(status="non_transmis")


def _append(rows: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    return rows if more.empty else pd.concat([rows, more.reindex(columns=rows.columns)], ignore_index=True)
