"""Where the names of communes stand on a printed map: inside what the page shows of them, beside the residences."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shapely.geometry import Point, Polygon, box

from observatoire.commission.map_frame import HEIGHT, WIDTH, Position

SIZE = 10.0
LETTER = 0.56
"""Width of a letter beside its height, on average."""
STEP = 12.0
REACH = 9
LEAST_AREA = 400.0
"""A sliver of a commune at the edge of the page needs no name."""


def place_names(
    communes: Sequence[tuple[str, Sequence[Sequence[Position]]]], circles: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Name each commune that the page shows.

    Args:
        communes: name and rings of each, in units of the page.
        circles: residences, with `x`, `y` and `radius`.
    """
    page = box(0, 0, WIDTH, HEIGHT)
    named = []
    for nom, rings in communes:
        largest = max((Polygon(ring).buffer(0).intersection(page) for ring in rings), key=lambda each: each.area)
        if largest.area < LEAST_AREA:
            continue
        first = largest.representative_point()
        free = (
            spot
            for spot in _look_around((first.x, first.y))
            if largest.contains(Point(spot)) and not _covers(spot, nom, circles)
        )
        x, y = next(free, (first.x, first.y))
        named.append({"x": round(x, 1), "y": round(y, 1), "nom": nom})
    return named


def _look_around(middle: Position) -> Iterator[Position]:
    """The middle, then farther and farther from it."""
    steps = range(-REACH, REACH + 1)
    moves = sorted(((dx, dy) for dx in steps for dy in steps), key=lambda move: (move[0] ** 2 + move[1] ** 2, move))
    return ((middle[0] + dx * STEP, middle[1] + dy * STEP) for dx, dy in moves)


def _covers(spot: Position, nom: str, circles: Sequence[Mapping[str, Any]]) -> bool:
    half = len(nom) * SIZE * LETTER / 2
    return any(
        abs(each["x"] - spot[0]) < half + each["radius"] + 2
        and abs(each["y"] - (spot[1] - SIZE / 3)) < SIZE / 2 + each["radius"] + 2
        for each in circles
    )
