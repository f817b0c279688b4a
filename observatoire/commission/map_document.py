"""The map of the residences on one A4 page: outlines, circles, legend, scale, source and millésime."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from observatoire.commission.documents import read_dates
from observatoire.commission.map_filters import INDICES, MapFilters
from observatoire.commission.map_frame import HEIGHT, WIDTH, MapFrame, MapView, Position, is_inside
from observatoire.commission.map_names import place_names
from observatoire.printing import render_pdf

COLOURS = ("#08404a", "#377f8c", "#8ac2d0", "#f2ede1", "#f3b17a", "#b35b1b", "#6f1b0d")
"""From little vigilance to much, as on the screen; the middle one holds 100."""
SIGNS = ("− − −", "− −", "−", "=", "+", "+ +", "+ + +")
MIDDLE = 3
SOMEWHERE = ((6.0, 46.0), (6.5, 46.2))
LARGEST_GROWTH = 2.5
"""How much larger circles are drawn near than from afar, as on the screen."""


def print_map(
    residences: Mapping[str, Any],
    communes: Mapping[str, Any],
    breaks: Sequence[float],
    vigilant: Iterable[str],
    filters: MapFilters,
    view: MapView | None = None,
) -> bytes:
    """The map as PDF.

    Args:
        residences: GeoJSON of the residences, as the API gives it to this visitor.
        communes: GeoJSON of the communes.
        breaks: breaks of the map classes, from the method of the publication.
        vigilant: residences under vigilance.
        filters: which residences are drawn, and by which index.
        view: what the screen was looking at; the whole territory by default.
    """
    rings = [ring for feature in communes["features"] for ring in _list_rings(feature["geometry"])]
    codes = frozenset(vigilant)
    kept = [each for each in residences["features"] if filters.keeps(each["properties"], codes, breaks)]
    points = [each for each in kept if each["geometry"]]
    whole = MapFrame.around([(x, y) for ring in rings for x, y in ring] or SOMEWHERE)
    frame = whole if view is None else MapFrame.of_view(view)
    growth = min(LARGEST_GROWTH, max(1.0, math.sqrt(frame.scale / whole.scale)))
    drawn = [_draw(each, frame, growth, breaks, codes, filters.index) for each in points]
    circles = [each for each in drawn if is_inside((each["x"], each["y"]))]
    label, length = frame.measure()
    placed = [
        (feature["properties"]["nom"], [[frame.place(each) for each in ring] for ring in rings_of])
        for feature in communes["features"]
        if (rings_of := _list_rings(feature["geometry"]))
    ]
    publication = read_dates(residences["publication"])
    return render_pdf(
        "map.html",
        publication=publication,
        index=INDICES[filters.index],
        filters=filters.describe([each["properties"] for each in kept]),
        count=len(kept),
        total=len(residences["features"]),
        seen=None if view is None else len(circles),
        names=place_names(placed, circles),
        outlines=[" ".join(f"{x},{y}" for x, y in ring) for _, rings_of in placed for ring in rings_of],
        circles=sorted(circles, key=lambda each: -each["radius"]),
        classes=_list_classes(breaks, circles),
        vigilant=sum(each["vigilant"] for each in circles),
        scale={"label": label, "length": length},
        size=(WIDTH, HEIGHT),
        fictif=publication["fictif"],
    )


def _list_rings(geometry: Mapping[str, Any] | None) -> list[list[Position]]:
    if geometry is None:
        return []
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(point[0], point[1]) for point in polygon[0]] for polygon in polygons]


def _draw(
    feature: Mapping[str, Any],
    frame: MapFrame,
    growth: float,
    breaks: Sequence[float],
    vigilant: frozenset[str],
    index: str,
) -> dict[str, Any]:
    said = feature["properties"]
    x, y = frame.place(feature["geometry"]["coordinates"])
    value = said["indices"].get(index, {}).get("value")
    position = None if value is None else sum(value >= each for each in breaks)
    return {
        "x": x,
        "y": y,
        "radius": round(growth * max(2.2, 0.75 * math.sqrt(said["logements"] or 0)), 1),
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
