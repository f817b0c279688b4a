"""Overseas France in a national file of outlines: left aside and said, since the observatory is drawn in Lambert-93."""

from dataclasses import replace

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from observatoire.sources.intake.plan import Intake
from observatoire.sources.wording import counted, french

_PLACES = (
    (-63.5, 2.0, -51.0, 18.5),
    (-57.0, 46.5, -56.0, 47.5),
    (44.5, -22.0, 56.5, -12.0),
    (-155.0, -28.5, -134.0, -7.0),
    (158.0, -23.5, 169.0, -18.0),
    (-179.0, -15.0, -175.0, -12.5),
)
"""West, south, east, north in degrees: Antilles and Guyane, Saint-Pierre, La Réunion and Mayotte, the Pacific."""


def leave_overseas_aside(intake: Intake) -> Intake:
    """Give the file without what is overseas. Whatever else is out of place stays, and will be refused."""
    geometry = intake.parsed.geometry
    if geometry is None or not len(geometry):
        return intake
    overseas = _are_overseas(shapely.bounds(geometry), intake.crs)
    if not overseas.any():
        return intake
    intake.notices.add(
        french(
            "{count} outre-mer, {aside} : l’observatoire est en France métropolitaine.",
            count=counted(int(overseas.sum()), "contour"),
            aside="laissés de côté" if overseas.sum() > 1 else "laissé de côté",
        )
    )
    kept = ~overseas
    if not kept.any():
        intake.problems.add(
            "Tous les contours du fichier sont outre-mer.", "Choisissez le fichier de la France métropolitaine."
        )
    parsed = replace(
        intake.parsed,
        frame=intake.parsed.frame[kept].reset_index(drop=True),
        lines=intake.parsed.lines[kept],
        geometry=geometry[kept],
    )
    return replace(intake, parsed=parsed)


def _are_overseas(bounds: np.ndarray, crs: str) -> np.ndarray:
    """Tell which rectangles are whole in one of the places; one in no known system is in none."""
    try:
        transformer = Transformer.from_crs(CRS.from_user_input(crs), 4326, always_xy=True)
    except CRSError:
        return np.zeros(len(bounds), dtype=bool)
    west, south = transformer.transform(bounds[:, 0], bounds[:, 1])
    east, north = transformer.transform(bounds[:, 2], bounds[:, 3])
    held = [(west >= w) & (south >= s) & (east <= e) & (north <= n) for w, s, e, n in _PLACES]
    return np.asarray(np.logical_or.reduce(held), dtype=bool)
