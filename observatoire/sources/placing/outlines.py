"""Polygons made sound: what can be mended without changing the place is mended and said, the rest is refused."""

import numpy as np
import numpy.typing as npt
import shapely

from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import GeometryArray, IntArray
from observatoire.sources.report import NoticeList

_POLYGON, _MULTIPOINT, _MULTIPOLYGON = 3, 4, 6
_POLYGONS = (_POLYGON, _MULTIPOLYGON)
_POINT = 0
LARGEST_CHANGE = 0.01
"""Share of its area that a polygon may win or lose when it is mended."""


def mend_outlines(
    geometries: GeometryArray, lines: IntArray, problems: ProblemList, notices: NoticeList
) -> GeometryArray:
    """Make multipolygons of outlines in Lambert-93; None where they cannot be."""
    present = ~np.asarray(shapely.is_missing(geometries))
    wrong = present & ~np.isin(shapely.get_type_id(geometries), _POLYGONS)
    problems.add_each(
        "L’objet n’est pas un polygone ({value}).",
        "Fournissez les contours sous forme de polygones.",
        lines=lines[wrong],
        values=_type_names(geometries[wrong]),
    )
    return _as_multipolygons(_mend(geometries, present & ~wrong, lines, problems, notices))


def mend_places(
    geometries: GeometryArray, lines: IntArray, problems: ProblemList, notices: NoticeList
) -> GeometryArray:
    """Accept points, and polygons as outlines; a multipoint of one point is that point."""
    places = geometries.copy()
    types = shapely.get_type_id(places)
    single = (types == _MULTIPOINT) & (shapely.get_num_geometries(places) == 1)
    places[single] = shapely.get_geometry(places[single], 0)
    types = shapely.get_type_id(places)
    wrong = ~np.asarray(shapely.is_missing(places)) & ~np.isin(types, (_POINT, *_POLYGONS))
    problems.add_each(
        "L’objet n’est ni un point ni un polygone ({value}).",
        "Placez la résidence par un seul point, ou par l’emprise de ses bâtiments.",
        lines=lines[wrong],
        values=_type_names(places[wrong]),
    )
    places[wrong] = None
    outlines = np.isin(types, _POLYGONS)
    mended = _as_multipolygons(_mend(places, outlines, lines, problems, notices))
    places[outlines] = mended[outlines]
    return places


def _mend(
    geometries: GeometryArray,
    outlines: npt.NDArray[np.bool_],
    lines: IntArray,
    problems: ProblemList,
    notices: NoticeList,
) -> GeometryArray:
    """Keep the outlines only; untangle those that cross themselves."""
    mended = geometries.copy()
    mended[~outlines] = None
    tangled = outlines & ~np.asarray(shapely.is_valid(mended))
    if not tangled.any():
        return mended
    before = mended[tangled]
    after = shapely.make_valid(before, method="structure")
    area = shapely.area(before)
    same = np.isin(shapely.get_type_id(after), _POLYGONS) & (
        np.abs(shapely.area(after) - area) <= LARGEST_CHANGE * area
    )
    problems.add_each(
        "Le contour se croise lui-même (vers {value}) et ne peut pas être réparé sans le changer.",
        "Corrigez-le dans QGIS (Vérifier la validité), puis enregistrez la couche.",
        lines=lines[tangled][~same],
        values=[_say_where(reason) for reason in shapely.is_valid_reason(before[~same])],
    )
    if same.any():
        notices.add(
            "Des contours se croisaient légèrement eux-mêmes : ils ont été réparés.", lines=lines[tangled][same]
        )
    after[~same] = None
    mended[tangled] = after
    return mended


def _say_where(reason: str) -> str:
    """Give the place in Lambert-93 that the library tells, after an English word."""
    x, y = reason.partition("[")[2].rstrip("]").split()
    return f"{float(x):.0f} ; {float(y):.0f}"


def _as_multipolygons(geometries: GeometryArray) -> GeometryArray:
    simple = shapely.get_type_id(geometries) == _POLYGON
    made: GeometryArray = geometries.copy()
    for index in np.flatnonzero(simple):
        made[index] = shapely.multipolygons([geometries[index]])
    return made


def _type_names(geometries: GeometryArray) -> list[str]:
    return [geometry.geom_type for geometry in geometries]
