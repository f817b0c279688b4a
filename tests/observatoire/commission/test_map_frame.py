"""The frame of a printed map: the whole territory, or what the screen was looking at."""

import pytest

from observatoire.commission.map_frame import HEIGHT, MARGIN, WIDTH, MapFrame, MapView, is_inside

BONNEVILLE = (6.4065, 46.0765)
CORNERS = [(6.30, 46.00), (6.55, 46.14)]


def test_whole_territory_fits_inside_the_margins_and_touches_two_of_them():
    places = [MapFrame.around(CORNERS).place(corner) for corner in CORNERS]

    (left, bottom), (right, top) = places
    assert MARGIN - 0.1 <= left < right <= WIDTH - MARGIN + 0.1
    assert MARGIN - 0.1 <= top < bottom <= HEIGHT - MARGIN + 0.1
    assert left == pytest.approx(MARGIN, abs=0.1) or top == pytest.approx(MARGIN, abs=0.1)


def test_view_of_the_screen_is_in_the_middle_of_the_paper_and_as_wide():
    """At zoom 14 in the Alps a pixel is 6.6 m: the 720 of a desk are 4.8 km."""
    frame = MapFrame.of_view(MapView.parse("14/46.0765/6.4065"))

    assert frame.place(BONNEVILLE) == (WIDTH / 2, HEIGHT / 2)
    degree = 111_320 * 0.6937
    edge = frame.place((BONNEVILLE[0] + 2386 / degree, BONNEVILLE[1]))
    assert edge[0] == pytest.approx(WIDTH, abs=2)
    label, length = frame.measure()
    assert (label, length) == ("1 km", 104.8)


def test_nearer_shows_less():
    afar, near = (MapFrame.of_view(MapView.parse(f"{zoom}/46.0765/6.4065")) for zoom in (12, 15))

    assert is_inside(afar.place(CORNERS[0]))
    assert not is_inside(near.place(CORNERS[0]))
