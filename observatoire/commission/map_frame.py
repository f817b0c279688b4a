"""From degrees to the page of a printed map: the whole territory, or what the screen was looking at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 500.0, 560.0
MARGIN = 12.0
METRES_PER_DEGREE = 111_320.0
METRES_A_KM = 1000
STEPS = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
SCREEN_WIDTH = 720.0
"""Pixels across the map of a desk: what the paper shows of it."""
METRES_PER_PIXEL = 156_543.034
"""At the equator and at zoom 0, as slippy maps count."""

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapView:
    """Where the screen was looking, as its address says: `13.5/46.08/6.41`."""

    zoom: float
    latitude: float
    longitude: float

    @classmethod
    def parse(cls, text: str) -> "MapView":
        """Read it from an address whose form was checked."""
        zoom, latitude, longitude = (float(part) for part in text.split("/"))
        return cls(zoom, latitude, longitude)


class MapFrame:
    """Equirectangular around its middle, which is enough for an intercommunalité.

    Args:
        middle: longitude and latitude.
        scale: units of the page in a degree of latitude.
    """

    def __init__(self, middle: Position, scale: float) -> None:
        self._longitude, self._latitude = middle
        self._squeeze = math.cos(math.radians(self._latitude))
        self.scale = scale

    @classmethod
    def around(cls, positions: Sequence[Position]) -> "MapFrame":
        """What holds every position."""
        west, east = min(x for x, _ in positions), max(x for x, _ in positions)
        south, north = min(y for _, y in positions), max(y for _, y in positions)
        middle = ((west + east) / 2, (south + north) / 2)
        wide, high = (east - west) * math.cos(math.radians(middle[1])), north - south
        return cls(middle, min((WIDTH - 2 * MARGIN) / max(wide, 1e-9), (HEIGHT - 2 * MARGIN) / max(high, 1e-9)))

    @classmethod
    def of_view(cls, view: MapView) -> "MapFrame":
        """What a screen showed, whose middle and zoom are in its address."""
        metres = SCREEN_WIDTH * METRES_PER_PIXEL * math.cos(math.radians(view.latitude)) / 2**view.zoom
        return cls((view.longitude, view.latitude), WIDTH / metres * METRES_PER_DEGREE)

    def place(self, position: Sequence[float]) -> Position:
        """Where a longitude and a latitude are on the page."""
        x = WIDTH / 2 + (position[0] - self._longitude) * self._squeeze * self.scale
        y = HEIGHT / 2 - (position[1] - self._latitude) * self.scale
        return round(x, 1), round(y, 1)

    def measure(self) -> tuple[str, float]:
        """A round distance, about a fifth of the page, and its length."""
        per_metre = self.scale / METRES_PER_DEGREE
        metres = max((step for step in STEPS if step * per_metre <= WIDTH / 4), default=STEPS[0])
        label = f"{metres // METRES_A_KM} km" if metres >= METRES_A_KM else f"{metres} m"
        return label, round(metres * per_metre, 1)


def is_inside(place: Position) -> bool:
    """Whether a place of the page is on its map."""
    return 0 <= place[0] <= WIDTH and 0 <= place[1] <= HEIGHT
