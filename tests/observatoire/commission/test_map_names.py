"""Names on a printed map stand inside their commune and beside the residences."""

from shapely.geometry import Point, Polygon

from observatoire.commission.map_names import place_names

SQUARE = [(100.0, 100.0), (300.0, 100.0), (300.0, 300.0), (100.0, 300.0)]


def test_name_makes_room_for_the_residences_and_stays_inside():
    crowd = [{"x": 200.0 + dx, "y": 200.0, "radius": 6.0} for dx in (-20, 0, 20)]
    (name,) = place_names([("Bonneville", [SQUARE])], crowd)

    assert Polygon(SQUARE).contains(Point(name["x"], name["y"]))
    assert abs(name["y"] - 200) > 10


def test_commune_outside_the_page_has_no_name():
    beyond = [(x + 2000, y) for x, y in SQUARE]

    assert place_names([("Ailleurs", [beyond])], []) == []
