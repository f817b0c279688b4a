"""Which outline holds each point. On a shared border the smallest code wins, so that the answer never depends on chance."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from observatoire.sources.reading.raw_table import GeometryArray

StrArray = npt.NDArray[np.object_]


def as_objects(values: Iterable[Any]) -> StrArray:
    """Make an array of objects, with None for whatever pandas holds to be missing."""
    every = list(values)
    array = np.empty(len(every), dtype=object)
    array[:] = [None if pd.isna(value) else value for value in every]
    return array


@dataclass(frozen=True, slots=True)
class Outlines:
    """Territories of one level, in Lambert-93. `parents` are their communes, for secteurs."""

    codes: StrArray
    names: StrArray
    shapes: GeometryArray
    parents: StrArray

    def by_code(self) -> dict[Hashable, shapely.Geometry]:
        """Give the outline of each code."""
        return dict(zip(self.codes, self.shapes, strict=True))

    def sorted(self) -> "Outlines":
        """Order by code."""
        order = np.argsort(self.codes.astype(str))
        return Outlines(self.codes[order], self.names[order], self.shapes[order], self.parents[order])

    def replaced_by(self, newer: "Outlines") -> "Outlines":
        """Give the outlines once others have come: the same codes are replaced, the rest is kept or added."""
        kept = ~np.isin(self.codes.astype(str), newer.codes.astype(str))
        return Outlines(
            np.concatenate([self.codes[kept], newer.codes]),
            np.concatenate([self.names[kept], newer.names]),
            np.concatenate([self.shapes[kept], newer.shapes]),
            np.concatenate([self.parents[kept], newer.parents]),
        )

    def without(self, codes: Sequence[str]) -> "Outlines":
        """Give the outlines but for some codes."""
        kept = ~np.isin(self.codes.astype(str), list(codes))
        return Outlines(self.codes[kept], self.names[kept], self.shapes[kept], self.parents[kept])


def represent_places(geometries: GeometryArray) -> GeometryArray:
    """Give one point inside each place: itself for a point."""
    points: GeometryArray = shapely.point_on_surface(geometries)
    return points


def locate_points(points: GeometryArray, outlines: Outlines, parents: StrArray | None = None) -> StrArray:
    """Find the code of the outline that holds each point; None when there is none.

    Args:
        points: in Lambert-93; None is nowhere.
        outlines: of one level.
        parents: when given, the commune of each point: only outlines of that commune are considered.
    """
    located = np.full(len(points), None, dtype=object)
    if not len(outlines.codes) or not len(points):
        return located
    ordered = outlines.sorted()
    # A tree of points asked with polygons is twice as fast as the contrary: each polygon is prepared once.
    ranks, found = shapely.STRtree(points).query(ordered.shapes, predicate="intersects")
    if parents is not None:
        same = ordered.parents[ranks] == parents[found]
        ranks, found = ranks[same], found[same]
    smallest = np.full(len(points), len(ordered.codes))
    np.minimum.at(smallest, found, ranks)
    held = smallest < len(ordered.codes)
    located[held] = ordered.codes[smallest[held]]
    return located
