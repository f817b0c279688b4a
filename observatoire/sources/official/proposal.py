"""The residences that a file of dwellings makes: what is proposed before anything is written, and shown on a map."""

import json
from dataclasses import dataclass
from typing import Any

import polars as pl
import shapely
from pyproj import Transformer

from observatoire.sources.reading.raw_table import GeometryArray
from observatoire.store.base import SRID

COLUMNS = ("residence", "nom", "code_insee", "cle", "adresse", "adresses", "logements", "origine", "lieu")
"""What is said of each proposed residence: its code, its name, why it is this one, how its place is known."""
GIVEN, STORED, MIDDLE = "donné par le fichier", "déjà connu", "à placer (milieu de la commune)"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Residences of a file: the columns `COLUMNS`, the counts of each, `line`; and its place, in the same order."""

    residences: pl.DataFrame
    places: GeometryArray
    """points or outlines in Lambert-93"""
    keys: pl.DataFrame
    """`DEPCOM`, `cle`, `residence`, `origine`: what is remembered once it is accepted"""
    address_keys: pl.DataFrame
    """`DEPCOM`, `cle`, `residence`, for each address"""
    siren: str
    """the landlord who declares them"""

    @property
    def approximate(self) -> frozenset[str]:
        """Codes of the residences whose place nobody gave."""
        return frozenset(self.residences.filter(pl.col("lieu") == MIDDLE)["residence"])


def write_geojson(proposal: Proposal) -> str:
    """Write a proposal as GeoJSON, to be shown on a map, corrected in QGIS (`residence`), and given back."""
    return json.dumps(describe_residences(proposal), ensure_ascii=False)


def describe_residences(proposal: Proposal) -> dict[str, Any]:
    """The proposed residences as a collection of points."""
    points = shapely.get_coordinates(shapely.point_on_surface(proposal.places))
    longitudes, latitudes = Transformer.from_crs(SRID, 4326, always_xy=True).transform(points[:, 0], points[:, 1])
    features = [
        _feature(row, float(longitude), float(latitude))
        for row, longitude, latitude in zip(
            proposal.residences.select(COLUMNS).iter_rows(named=True), longitudes, latitudes, strict=True
        )
    ]
    return {"type": "FeatureCollection", "features": features}


def _feature(properties: dict[str, Any], longitude: float, latitude: float) -> dict[str, Any]:
    coordinates = [round(longitude, 6), round(latitude, 6)]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": coordinates},
    }
