"""The first bytes of each geographic format. GDAL looks at contents, not at names: what it may open is said here.

A text that pretends to be a data set can be a program to it: a VRT reads any file of the machine, or another database.
"""

import re

_BEFORE_ROOT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*", re.DOTALL)
_KML_ROOT = re.compile(rb"<(?:\w+:)?kml[\s>]")
_STARTS = {
    ".shp": (b"\x00\x00\x27\x0a",),
    ".gpkg": (b"SQLite format 3\x00",),
    ".fgb": (b"fgb\x03",),
    ".tab": (b"!table",),
    ".mif": (b"version ",),
}

_PROGRAMS = (b"<ogr", b"<vrt", b"<gdal", b"gdal_streamed_alg")
"""What GDAL obeys wherever it stands in the first bytes, whatever comes before."""


def is_kml(head: bytes) -> bool:
    """Whether a text is KML: its root says so, and not something inside it."""
    before = _BEFORE_ROOT.match(head)
    return _KML_ROOT.match(head, before.end() if before else 0) is not None


def is_topojson(head: bytes) -> bool:
    """Whether a text is TopoJSON: outlines by the borders that they share, which GDAL does not open by the name of GeoJSON."""
    return re.search(rb'"type"\s*:\s*"Topology"', head) is not None


def is_what_it_says(head: bytes, suffix: str) -> bool:
    """Whether a data set begins as its name promises. GeoJSON is opened by name, whatever it holds."""
    if suffix in {".json", ".geojson"}:
        return True
    if any(word in head.lower() for word in _PROGRAMS):
        return False
    if suffix == ".kml":
        return is_kml(head)
    starts = _STARTS.get(suffix)
    return starts is None or head.lower().startswith(tuple(each.lower() for each in starts))
