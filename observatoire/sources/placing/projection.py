"""Coordinates into Lambert-93, refusing those that cannot be where they say."""

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.reading.raw_table import GeometryArray, IntArray
from observatoire.sources.wording import french
from observatoire.store.base import SRID

# Mainland France and Corsica with a wide margin, in metres of Lambert-93.
_WEST, _SOUTH, _EAST, _NORTH = -100_000.0, 5_900_000.0, 1_500_000.0, 7_300_000.0
_AXES = 2
_DEGREES = (-180.0, -90.0, 180.0, 90.0)


def project_geometries(geometries: GeometryArray, crs: str, lines: IntArray, problems: ProblemList) -> GeometryArray:
    """Transform geometries into Lambert-93. One that is missing or cannot be there becomes None, and is a problem.

    Args:
        geometries: in the system `crs`.
        crs: what the file declares.
        lines: line of each geometry.
        problems: receives the geometries that are missing or out of place.
    """
    system = _read_system(crs, problems.file)
    missing = np.asarray(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    problems.add_each(
        "L’objet n’a pas de géométrie.",
        "Dessinez-le, ou retirez cette ligne.",
        lines=lines[missing],
        values=[""] * int(missing.sum()),
    )
    projected = geometries.copy()
    projected[missing] = None
    if system.to_epsg() != SRID:
        projected = _transform(projected, system)
    astray = ~missing & ~_are_in_france(projected)
    _say_astray(geometries, system, astray, lines, problems)
    projected[astray] = None
    return projected


def _read_system(crs: str, file: str) -> CRS:
    try:
        system = CRS.from_user_input(crs)
    except CRSError:
        system = None
    if system is None or not (system.is_geographic or system.is_projected):
        raise refuse(
            file,
            french("Le système de coordonnées du fichier n’est pas reconnu (« {crs} »).", crs=crs[:60]),
            "Enregistrez la couche en GeoPackage depuis QGIS, en choisissant Lambert-93 (EPSG:2154).",
        )
    return system


def _transform(geometries: GeometryArray, system: CRS) -> GeometryArray:
    transformer = Transformer.from_crs(system, SRID, always_xy=True)

    def move(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    moved: GeometryArray = shapely.transform(geometries, move)
    return moved


def _are_in_france(geometries: GeometryArray) -> npt.NDArray[np.bool_]:
    west, south, east, north = shapely.bounds(geometries).T
    return np.asarray((west >= _WEST) & (south >= _SOUTH) & (east <= _EAST) & (north <= _NORTH))


def _are_degrees(geometries: GeometryArray) -> bool:
    bounds = shapely.total_bounds(geometries)
    west, south, east, north = _DEGREES
    return bool((bounds[:_AXES] >= (west, south)).all() and (bounds[_AXES:] <= (east, north)).all())


def _say_astray(
    geometries: GeometryArray, system: CRS, astray: npt.NDArray[np.bool_], lines: IntArray, problems: ProblemList
) -> None:
    """Say which geometries are outside of France, and the usual reason when it can be recognised."""
    if not astray.any():
        return
    remedy = "Vérifiez les coordonnées, et le système déclaré par le fichier."
    first = geometries[astray][:1]
    if system.is_geographic:
        if _are_in_france(first).all():
            remedy = "Ces coordonnées sont en Lambert-93 : déclarez EPSG:2154, ou convertissez-les en degrés."
        elif _are_in_france(_transform(swap_axes(first), system)).all():
            remedy = "La longitude et la latitude sont inversées : échangez-les."
    elif _are_degrees(geometries[astray]):
        remedy = french(
            "Ce sont des degrés, alors que le fichier se dit en « {name} » : déclarez WGS 84 (EPSG:4326), ou reprojetez "
            "la couche.",
            name=system.name,
        )
    elif _are_in_france(_transform(swap_axes(first), system)).all():
        remedy = "Les coordonnées X et Y sont inversées : échangez-les."
    centres = shapely.get_coordinates(shapely.centroid(geometries[astray]))
    problems.add_each(
        "Le lieu ({value}) est hors de la France métropolitaine.",
        remedy,
        lines=lines[astray],
        values=[f"{x:g} ; {y:g}" for x, y in centres],
    )


def swap_axes(geometries: GeometryArray) -> GeometryArray:
    """Exchange the two coordinates."""
    swapped: GeometryArray = shapely.transform(geometries, lambda points: points[:, ::-1])
    return swapped


def make_points(longitudes: npt.NDArray[np.float64], latitudes: npt.NDArray[np.float64]) -> GeometryArray:
    """Make points from degrees; None where a coordinate is missing."""
    points = np.full(len(longitudes), None, dtype=object)
    given = ~(np.isnan(longitudes) | np.isnan(latitudes))
    points[given] = shapely.points(longitudes[given], latitudes[given])
    return points
