"""Where the residences of the open file are: in which territories, and those that a landlord declared without a place."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import shapely
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from observatoire.sources.placing.territories import Outlines, as_objects, locate_points
from observatoire.sources.storing.known import read_communes, read_latest_generation, read_qpv, read_secteurs
from observatoire.store.base import SRID
from observatoire.store.tables.housing import Residence

_TOLERANCE_M = 200.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The territories of the store, read once for a load."""

    communes: Outlines
    ranks: dict[str, int]
    """place of each commune among the outlines"""
    secteurs: Outlines
    qpv: Outlines
    approximate: frozenset[str]
    """residences that nobody has given a place"""


@dataclass(slots=True)
class Nowhere:
    """Residences put in the middle of their commune."""

    without_place: int = 0
    astray: int = 0


def read_ground(session: Session) -> Ground:
    """Read the territories."""
    communes = read_communes(session)
    return Ground(
        communes,
        {str(code): rank for rank, code in enumerate(communes.codes)},
        read_secteurs(session),
        read_qpv(session, read_latest_generation(session)),
        frozenset(session.scalars(select(Residence.code).where(Residence.lieu_approche))),
    )


def locate(ground: Ground, residences: pl.DataFrame, nowhere: Nowhere) -> pl.DataFrame:
    """Place residences in their territories; those without a place in their commune stand in its middle."""
    rows = np.asarray([ground.ranks[code] for code in residences["DEPCOM"]], dtype=np.int64)
    x, y = (residences[axis].cast(pl.Float64).to_numpy() for axis in ("x", "y"))
    given = ~(np.isnan(x) | np.isnan(y))
    astray = np.zeros(len(rows), dtype=bool)
    points = np.full(len(rows), None, dtype=object)
    points[given] = shapely.points(x[given], y[given])
    astray[given] = shapely.distance(points[given], ground.communes.shapes[rows[given]]) > _TOLERANCE_M
    points[astray] = None
    nowhere.without_place += int((~given).sum())
    nowhere.astray += int(astray.sum())
    secteurs = locate_points(points, ground.secteurs, as_objects(residences["DEPCOM"]))
    qpv = locate_points(points, ground.qpv)
    lost = ~given | astray
    points[lost] = shapely.point_on_surface(ground.communes.shapes[rows[lost]])
    wkb = shapely.to_wkb(shapely.set_srid(points, SRID), hex=True, include_srid=True)
    return residences.with_columns(
        secteur=pl.Series(list(secteurs), dtype=pl.String),
        code_qp=pl.Series(list(qpv), dtype=pl.String),
        lieu_approche=pl.Series(lost),
        geom=pl.Series(list(wkb), dtype=pl.String),
    )


def place_declared(session: Session, ground: Ground, grouped: pl.DataFrame, held: pl.DataFrame) -> int:
    """Give their place to the residences declared without one; how many."""
    wanted = held.filter(pl.col("residence").is_in(list(ground.approximate)))
    if wanted.is_empty():
        return 0
    places = (
        grouped.join(wanted, on=["DEPCOM", "cle"])
        .filter(pl.col("x").is_not_null())
        .group_by("residence", "DEPCOM")
        .agg(pl.col("x", "y").mean())
    )
    points = np.asarray(shapely.points(places["x"].to_numpy(), places["y"].to_numpy()), dtype=object)
    secteurs = locate_points(points, ground.secteurs, as_objects(places["DEPCOM"]))
    qpv = locate_points(points, ground.qpv)
    session.execute(
        text(
            "UPDATE source.residence SET geom = ST_SetSRID(ST_MakePoint(place.x, place.y), 2154), lieu_approche = false,"
            " secteur = place.secteur, code_qp = place.code_qp FROM unnest(CAST(:codes AS text[]), CAST(:x AS float8[]),"
            " CAST(:y AS float8[]), CAST(:secteurs AS text[]), CAST(:qpv AS text[])) AS place (code, x, y, secteur,"
            " code_qp) WHERE residence.code = place.code"
        ),
        {
            "codes": places["residence"].to_list(),
            "x": places["x"].to_list(),
            "y": places["y"].to_list(),
            "secteurs": list(secteurs),
            "qpv": list(qpv),
        },
    )
    return places.height
