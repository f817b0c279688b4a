"""The same outline in another projection is the same: what it moves by is rounding, and would be told as a change."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

import numpy as np
import shapely

from observatoire.sources.reading.raw_table import GeometryArray

Key = TypeVar("Key", bound=Hashable)
SAME_M = 0.05
"""Metres within which two drawings of a point are one: degrees written with seven decimals are as coarse."""


def keep_known(keys: Iterable[Key], shapes: GeometryArray, known: Mapping[Key, shapely.Geometry]) -> GeometryArray:
    """Give the known geometry back wherever the new one has the same points, to within `SAME_M`, whatever their order."""
    kept = shapes.copy()
    for rank, key in enumerate(keys):
        before = known.get(key)
        if before is not None and _is_same(shapes[rank], before):
            kept[rank] = before
    return kept


def _is_same(one: shapely.Geometry | None, other: shapely.Geometry) -> bool:
    if one is None or shapely.get_type_id(one) != shapely.get_type_id(other):
        return False
    mine, theirs = shapely.get_coordinates(one), shapely.get_coordinates(other)
    if mine.shape != theirs.shape:
        return False
    if np.abs(mine - theirs).max(initial=0) <= SAME_M:
        return True
    # Formats turn rings their own way, and begin them where they like: a Shapefile clockwise, GeoJSON the other way.
    return bool(shapely.hausdorff_distance(one, other) <= SAME_M)
