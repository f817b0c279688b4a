"""Where the residences of the open file are: in which territories, and those that a landlord declared without a place."""

import struct
from dataclasses import dataclass

import numpy as np
import polars as pl
import shapely
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from observatoire.sources.placing.territories import Outlines, StrArray, as_objects, locate_points
from observatoire.sources.storing.known import read_communes, read_latest_generation, read_qpv, read_secteurs
from observatoire.store.base import SRID
from observatoire.store.tables.housing import Residence

_TOLERANCE_M = 200.0
_POINT_HEADER = struct.pack("<BII", 1, 0x20000001, SRID)
"""Of a little-endian EWKB point that tells its system of coordinates."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The territories of the store, read once for a load."""

    communes: Outlines
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
    shapely.prepare(communes.shapes)
    return Ground(
        communes,
        read_secteurs(session),
        read_qpv(session, read_latest_generation(session)),
        frozenset(session.scalars(select(Residence.code).where(Residence.lieu_approche))),
    )


def locate(ground: Ground, residences: pl.DataFrame, nowhere: Nowhere) -> pl.DataFrame:
    """Place residences in their territories; those without a place in their commune stand in its middle."""
    rows = residences["DEPCOM"].replace_strict(ground.communes.codes, range(len(ground.communes.codes))).to_numpy()
    xy = residences.select(pl.col("x", "y").cast(pl.Float64)).to_numpy(order="c")
    given = ~np.isnan(xy).any(axis=1)
    outlines = ground.communes.shapes[rows]
    astray = given & ~shapely.contains_xy(outlines, *xy.T)
    astray[astray] = shapely.distance(shapely.points(xy[astray]), outlines[astray]) > _TOLERANCE_M
    nowhere.without_place += int((~given).sum())
    nowhere.astray += int(astray.sum())
    lost = ~given | astray
    secteurs, qpv = _find_zones(ground, residences, xy, lost)
    xy[lost] = shapely.get_coordinates(shapely.point_on_surface(outlines[lost]))
    return residences.with_columns(
        secteur=pl.Series(list(secteurs), dtype=pl.String),
        code_qp=pl.Series(list(qpv), dtype=pl.String),
        lieu_approche=pl.Series(lost),
        geom=_write_points(xy),
    )


def _find_zones(
    ground: Ground, residences: pl.DataFrame, xy: np.ndarray, lost: np.ndarray
) -> tuple[StrArray, StrArray]:
    """Find the secteur and the priority neighbourhood of each residence that has a place."""
    points = np.full(len(xy), None, dtype=object)
    if len(ground.secteurs.codes) or len(ground.qpv.codes):
        points[~lost] = shapely.points(xy[~lost])
    communes = as_objects(residences["DEPCOM"])
    return locate_points(points, ground.secteurs, communes), locate_points(points, ground.qpv)


def _write_points(xy: np.ndarray) -> pl.Series:
    """Write points in Lambert-93 as PostGIS reads them, all at once: one object each would cost as much as the rest."""
    rows = np.empty((len(xy), len(_POINT_HEADER) + 16), dtype=np.uint8)
    rows[:, : len(_POINT_HEADER)] = np.frombuffer(_POINT_HEADER, dtype=np.uint8)
    rows[:, len(_POINT_HEADER) :] = np.ascontiguousarray(xy, dtype="<f8").view(np.uint8)
    digits = rows.tobytes().hex().encode()
    return pl.Series(np.frombuffer(digits, dtype=f"S{2 * rows.shape[1]}"), dtype=pl.Binary).cast(pl.String)


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
