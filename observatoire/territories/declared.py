"""One door: figures are given of the territories that were declared, one at a time, never of a union made to measure.

A union chosen by who asks is a difference that no audit has tried: two of them that differ by one residence give it away.
"""

from observatoire.errors import Problem, UnionRefusedError

SEPARATORS = (",", ";", "|", "+")
"""What a person or a program would put between two codes."""

UNION_WORDS = frozenset(
    {
        *("code", "codes", "ids", "id", "residence", "residences", "secteur", "secteurs", "commune", "communes"),
        *("territoire", "territoires", "code_insee", "codes_insee", "insee", "qpv", "qpvs", "bailleur", "bailleurs"),
        *("union", "groupe", "group", "group_by", "liste", "selection", "filter", "filtre", "cql", "where"),
        *("bbox", "polygon", "polygone", "polygons", "wkt", "geom", "geometry", "geometrie", "contour", "zone"),
        *("intersects", "within", "rayon", "radius", "buffer", "lon", "lat", "x", "y"),
    }
)
"""Parameters by which other services let one choose a part of the territory; no address of ours has them unless it says so."""

REASON = (
    "Une union libre de résidences ou de lieux ne peut pas être demandée : seuls les territoires déclarés se lisent."
)
REMEDY = (
    "Demandez un seul territoire (résidence, secteur, commune, EPCI), ou le niveau entier. Retranchée d’un total publié, "
    "une union choisie donnerait une valeur secrète."
)


def looks_like_union(code: str) -> bool:
    """Whether a code that nothing bears reads as several."""
    return any(mark in code.strip("".join(SEPARATORS)) for mark in SEPARATORS)


def refuse_union(code: str) -> UnionRefusedError:
    """The refusal of several codes in the place of one."""
    return UnionRefusedError(REASON, [Problem(REASON, REMEDY, value=code[:80])])
