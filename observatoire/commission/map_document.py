"""The map of the residences on one A4 page: outlines, circles, legend, scale, source and millésime."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from observatoire.commission.documents import read_dates
from observatoire.commission.map_filters import INDICES, MapFilters
from observatoire.printing import render_pdf

COLOURS = ("#08404a", "#377f8c", "#8ac2d0", "#f2ede1", "#f3b17a", "#b35b1b", "#6f1b0d")
"""From little vigilance to much, as on the screen; the middle one holds 100."""
SIGNS = ("− − −", "− −", "−", "=", "+", "+ +", "+ + +")
MIDDLE = 3
WIDTH, HEIGHT = 500.0, 560.0
MARGIN = 12.0
METRES_PER_DEGREE = 111_320.0
METRES_A_KM = 1000
STEPS = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)

Position = tuple[float, float]


class _Frame:
    """From degrees to the page: equirectangular around the middle, which is enough for an intercommunalité."""

    def __init__(self, positions: Sequence[Position]) -> None:
        west, east = min(x for x, _ in positions), max(x for x, _ in positions)
        south, self._north = min(y for _, y in positions), max(y for _, y in positions)
        self._west = west
        self._squeeze = math.cos(math.radians((south + self._north) / 2))
        wide, high = (east - west) * self._squeeze, self._north - south
        self.scale = min((WIDTH - 2 * MARGIN) / max(wide, 1e-9), (HEIGHT - 2 * MARGIN) / max(high, 1e-9))

    def place(self, position: Sequence[float]) -> Position:
        """Where a longitude and a latitude are on the page."""
        x = MARGIN + (position[0] - self._west) * self._squeeze * self.scale
        y = MARGIN + (self._north - position[1]) * self.scale
        return round(x, 1), round(y, 1)

    def measure(self) -> tuple[int, float]:
        """A round distance in metres, about a fifth of the page, and its length."""
        per_metre = self.scale / METRES_PER_DEGREE
        metres = max((step for step in STEPS if step * per_metre <= WIDTH / 4), default=STEPS[0])
        return metres, round(metres * per_metre, 1)


def print_map(
    residences: Mapping[str, Any],
    communes: Mapping[str, Any],
    breaks: Sequence[float],
    vigilant: Iterable[str],
    filters: MapFilters,
) -> bytes:
    """The map as PDF.

    Args:
        residences: GeoJSON of the residences, as the API gives it to this visitor.
        communes: GeoJSON of the communes.
        breaks: breaks of the map classes, from the method of the publication.
        vigilant: residences under vigilance.
        filters: which residences are drawn, and by which index.
    """
    rings = [ring for feature in communes["features"] for ring in _list_rings(feature["geometry"])]
    codes = frozenset(vigilant)
    kept = [each for each in residences["features"] if filters.keeps(each["properties"], codes, breaks)]
    points = [each for each in kept if each["geometry"]]
    frame = _Frame([(x, y) for ring in rings for x, y in ring] or [(6.0, 46.0), (6.5, 46.2)])
    circles = [_draw(each, frame, breaks, codes, filters.index) for each in points]
    metres, length = frame.measure()
    publication = read_dates(residences["publication"])
    return render_pdf(
        "map.html",
        publication=publication,
        index=INDICES[filters.index],
        filters=filters.describe([each["properties"] for each in kept]),
        count=len(kept),
        total=len(residences["features"]),
        outlines=[" ".join(f"{x},{y}" for x, y in map(frame.place, ring)) for ring in rings],
        circles=sorted(circles, key=lambda each: -each["radius"]),
        classes=_list_classes(breaks, circles),
        vigilant=sum(each["vigilant"] for each in circles),
        scale={"label": f"{metres // 1000} km" if metres >= METRES_A_KM else f"{metres} m", "length": length},
        size=(WIDTH, HEIGHT),
        fictif=publication["fictif"],
    )


def _list_rings(geometry: Mapping[str, Any] | None) -> list[list[Position]]:
    if geometry is None:
        return []
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(point[0], point[1]) for point in polygon[0]] for polygon in polygons]


def _draw(
    feature: Mapping[str, Any], frame: _Frame, breaks: Sequence[float], vigilant: frozenset[str], index: str
) -> dict[str, Any]:
    said = feature["properties"]
    x, y = frame.place(feature["geometry"]["coordinates"])
    value = said["indices"].get(index, {}).get("value")
    position = None if value is None else sum(value >= each for each in breaks)
    return {
        "x": x,
        "y": y,
        "radius": round(max(2.2, 0.75 * math.sqrt(said["logements"] or 0)), 1),
        "colour": "#ffffff" if position is None else _colour_of(position, breaks),
        "classe": position,
        "ink": "#ffffff" if position is not None and abs(_offset(position, breaks)) > 1 else "#1d2433",
        "above": position is not None and _offset(position, breaks) > 0,
        "signal": said["signal"],
        "vigilant": said["code"] in vigilant,
    }


def _list_classes(breaks: Sequence[float], circles: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    bounds = [f"{each:g}" for each in breaks]
    labels = [
        f"moins de {bounds[0]}",
        *(f"{low} à {high}" for low, high in pairwise(bounds)),
        f"{bounds[-1]} et plus",
    ]
    return [
        {
            "label": label,
            "colour": _colour_of(position, breaks),
            "above": _offset(position, breaks) > 0,
            "sign": SIGNS[_offset(position, breaks) + MIDDLE],
            "count": sum(each["classe"] == position for each in circles),
        }
        for position, label in enumerate(labels)
    ][::-1]


def _colour_of(position: int, breaks: Sequence[float]) -> str:
    return COLOURS[_offset(position, breaks) + MIDDLE]


def _offset(position: int, breaks: Sequence[float]) -> int:
    centre = sum(each <= 100 for each in breaks)  # noqa: PLR2004 (the reference)
    return max(-MIDDLE, min(MIDDLE, position - centre))
