"""The printed map, read back from how it is drawn: which class each circle shows, on which residence.

The outlines of the communes, whose places are known, say where a longitude and a latitude fall on the page; the legend says
which colour is which class. It shares nothing with what prints.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from observatoire.audit.beside import Figure, Line, Told
from observatoire.audit.pdf_text import read_pdf_drawings, read_pdf_words

Place = tuple[float, float]

_SHAPE = re.compile(
    r"(?:(?P<fill>[\d.]+ [\d.]+ [\d.]+) rg\n)?/A1\.0 gs\n[\d.]+ [\d.]+ [\d.]+ RG\n[\d.]+ w\n\[[\d. ]*\] 0 d\n0 J\n0 j\n4 M\n"
    r"(?P<path>-?[\d.]+ -?[\d.]+ m\n.*?)\n(?P<end>B|S)\nQ",
    re.DOTALL,
)
_CURVE = re.compile(r"^(-?[\d.]+) (-?[\d.]+) m\n(?:-?[\d.]+ ){4}(-?[\d.]+) (-?[\d.]+) c$", re.MULTILINE)
_CORNER = re.compile(r"(-?[\d.]+) (-?[\d.]+) [ml]\b")
_COUNTED = re.compile(r"([^():]+?) \([−+= ]+\)\s?: (\d+)")
LEGEND = (6.0, 6.0, 5.0)
"""A circle of the legend, in the units of its own drawing."""
NEAR = 0.3
SIGNAL = "signal de"


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of the page; without colour, the ring of a signal or of a decision."""

    x: float
    y: float
    radius: float
    fill: str | None


def read_map(content: bytes, residences: Mapping[str, Any], communes: Mapping[str, Any]) -> list[Line]:
    """What each circle and the legend say.

    Args:
        content: the PDF.
        residences: GeoJSON of the residences, for their places.
        communes: GeoJSON of the communes, whose outlines are on the page.
    """
    drawing = "\n".join(each.decode("latin-1") for each in read_pdf_drawings(content))
    circles, corners = _read_shapes(drawing)
    colours = [each.fill for each in circles if (each.x, each.y, each.radius) == LEGEND and each.fill is not None]
    counted = _COUNTED.findall(read_pdf_words(content).partition("logements. ")[2])
    classes = {fill: len(counted) - 1 - rank for rank, fill in enumerate(colours[: len(counted)])}
    where = _locate(residences, communes, corners)
    drawn = [each for each in circles if (each.x, each.y, each.radius) != LEGEND]
    lines = list(_tell_circles(drawn, classes, where))
    shown = [line for line in lines if not next(iter(line.words)).startswith(SIGNAL)]
    for rank, (label, count) in enumerate(counted):
        position = len(counted) - 1 - rank
        found = sum(position == line.figures[0].value for line in shown)
        # The legend counts what is drawn: a count that says more has no circle to be told by.
        lines += [] if found == int(count) else [Line(frozenset({f"légende {label}"}), (Figure(float(count)),))]
    return lines


def tell_map(residences: Mapping[str, Any], breaks: Sequence[float], index: str) -> Told:
    """The class and the signal of each residence, as the same reader is answered."""
    told: Told = []
    for feature in residences["features"]:
        said = feature["properties"]
        value = said["indices"].get(index, {}).get("value")
        if value is not None:
            told.append((frozenset({said["code"]}), float(sum(value >= each for each in breaks))))
        if said["signal"]:
            told.append((frozenset({f"{SIGNAL} {said['code']}"}), 1.0))
    return told


def _read_shapes(drawing: str) -> tuple[list[Circle], list[Place]]:
    """Circles, and the corners of the outlines."""
    circles, corners = [], []
    for shape in _SHAPE.finditer(drawing):
        curve = _CURVE.search(shape["path"])
        if curve is not None:
            _, _, x, low = map(float, curve.groups())
            y = float(curve.group(2))
            circles.append(Circle(x, y, round(low - y, 3), shape["fill"]))
        elif shape["fill"] is not None and "\nh" in shape["path"]:
            corners += [(float(x), float(y)) for x, y in _CORNER.findall(shape["path"])]
    return circles, corners


def _locate(residences: Mapping[str, Any], communes: Mapping[str, Any], corners: Sequence[Place]) -> dict[str, Place]:
    """Where each residence is on the page: the ends of the outlines on the ground are their ends on paper."""
    ground = [place for feature in communes["features"] for place in _list_corners(feature["geometry"])]
    if not ground or not corners:
        return {}
    (west, south), (east, north) = _find_ends(ground)
    (left, top), (right, bottom) = _find_ends(corners)
    across, down = (right - left) / (east - west), (bottom - top) / (north - south)
    return {
        feature["properties"]["code"]: (
            left + (feature["geometry"]["coordinates"][0] - west) * across,
            top + (north - feature["geometry"]["coordinates"][1]) * down,
        )
        for feature in residences["features"]
        if feature["geometry"]
    }


def _list_corners(geometry: Mapping[str, Any] | None) -> list[Place]:
    if geometry is None:
        return []
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [(point[0], point[1]) for polygon in polygons for point in polygon[0]]


def _find_ends(places: Sequence[Place]) -> tuple[Place, Place]:
    across, along = [x for x, _ in places], [y for _, y in places]
    return (min(across), min(along)), (max(across), max(along))


def _tell_circles(circles: Sequence[Circle], classes: Mapping[str, int], where: Mapping[str, Place]) -> Iterator[Line]:
    """The class of each coloured circle, and each ring of a signal, with the residences that stand there."""
    filled = [each for each in circles if each.fill is not None]
    for circle in circles:
        here = [code for code, (x, y) in where.items() if abs(x - circle.x) <= NEAR and abs(y - circle.y) <= NEAR]
        position = None if circle.fill is None else classes.get(circle.fill)
        if position is not None:
            yield Line(frozenset(here), (Figure(float(position)),))
        elif circle.fill is None and any(_rings(circle, each) for each in filled):
            yield Line(frozenset(f"{SIGNAL} {code}" for code in here), (Figure(1.0),))


def _rings(ring: Circle, circle: Circle) -> bool:
    """Whether a ring is that of a signal around this circle: the one of a decision is farther."""
    return (ring.x, ring.y) == (circle.x, circle.y) and 1 < ring.radius - circle.radius < 3  # noqa: PLR2004
