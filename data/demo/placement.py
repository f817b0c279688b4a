"""Place residences in their zone: schematic points, spread out and drawn from the seed."""

import random
from math import cos, radians

from shapely import Point, Polygon
from shapely.affinity import scale

CANDIDATES = 200
INNER_SHARE = 0.86
"""points, and the QPV, stay in the zone shrunk to this share, well away from the outline of the secteur"""
QPV_SHARE = 0.93


def place_points(zone_code: str, polygon: Polygon, count: int, seed: str) -> list[Point]:
    """Draw `count` points inside the polygon, each as far as it can be from those before it."""
    random_source = random.Random(f"{seed}|placement|{zone_code}")
    inner = shrink(polygon, INNER_SHARE)
    points: list[Point] = []
    for _ in range(count):
        candidates = [_draw_point(inner, random_source) for _ in range(CANDIDATES)]
        points.append(max(candidates, key=lambda candidate: _measure_gap(candidate, points)))
    return points


def shrink(polygon: Polygon, share: float) -> Polygon:
    """Scale a polygon about its centroid."""
    return scale(polygon, xfact=share, yfact=share, origin="centroid")


def _draw_point(polygon: Polygon, random_source: random.Random) -> Point:
    west, south, east, north = polygon.bounds
    while True:
        point = Point(
            round(random_source.uniform(west, east), 6),
            round(random_source.uniform(south, north), 6),
        )
        if polygon.contains(point):
            return point


def _measure_gap(candidate: Point, points: list[Point]) -> float:
    """Return the squared distance to the nearest point, in degrees of latitude."""
    stretch = cos(radians(46.08))
    return min(
        (((candidate.x - point.x) * stretch) ** 2 + (candidate.y - point.y) ** 2 for point in points),
        default=0.0,
    )
