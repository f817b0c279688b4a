"""Where residences say they are against where they are found."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from observatoire.sources.placing.territories import Outlines, StrArray, as_objects, locate_points
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import GeometryArray, IntArray
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import distance, french, named

TOLERANCE_M = 200.0
"""Outlines are simplified and points are put on streets: nearer than this, the declared commune is believed."""


@dataclass(frozen=True, slots=True)
class Places:
    """Residences of a file, row by row: their codes, the point that stands for each, the commune of each."""

    codes: StrArray
    points: GeometryArray
    communes: StrArray
    lines: IntArray


def check_communes(places: Places, communes: Outlines, problems: ProblemList, notices: NoticeList) -> None:
    """Compare the commune declared with the one found: told when the place is near, refused when it is far."""
    ranks = {code: rank for rank, code in enumerate(communes.codes)}
    shapes = np.asarray(
        [communes.shapes[ranks[code]] if code in ranks else None for code in places.communes], dtype=object
    )
    distances = np.nan_to_num(shapely.distance(places.points, shapes))
    outside = np.flatnonzero(distances > 0)
    if not outside.size:
        return
    names = dict(zip(communes.codes, communes.names, strict=True))
    found = locate_points(places.points[outside], communes)
    near: dict[tuple[str, str | None], list[int]] = {}
    for index, code in zip(outside, found, strict=True):
        declared = places.communes[index]
        if distances[index] <= TOLERANCE_M:
            near.setdefault((declared, code), []).append(int(index))
            continue
        problems.add(
            french(
                "Le lieu est {where}, à {distance} de la commune déclarée, {declared}.",
                where=f"à {_label(names, code)}" if code else "hors de toutes les communes enregistrées",
                distance=distance(distances[index]),
                declared=_label(names, declared),
            ),
            "Corrigez la commune, ou la longitude et la latitude.",
            line=int(places.lines[index]),
            column="code_insee",
            value=str(declared),
        )
    for (declared, code), indices in near.items():
        notices.add(
            french(
                "Commune déclarée : {declared} ; lieu {where}, à {distance} au plus. Gardée pour {codes}.",
                declared=_label(names, declared),
                where=f"à {_label(names, code)}" if code else "hors de toute commune",
                distance=distance(max(distances[indices])),
                codes=named(places.codes[indices]),
            ),
            column="code_insee",
            lines=places.lines[indices],
        )


def say_secteurs(places: Places, declared: pd.Series, found: StrArray, notices: NoticeList) -> None:
    """Tell where the secteur declared is not the one found; the geometry decides."""
    stated: npt.NDArray[np.object_] = as_objects(declared)
    differs = np.asarray([mine is not None and mine != other for mine, other in zip(stated, found, strict=True)])
    pairs = pd.DataFrame({"declared": stated[differs], "found": found[differs], "index": np.flatnonzero(differs)})
    for (mine, other), group in pairs.groupby(["declared", "found"], dropna=False, sort=True):
        indices = group["index"].to_numpy()
        notices.add(
            french(
                "Secteur déclaré : « {declared} » ; lieu {where}. La géométrie fait foi pour {codes}.",
                declared=mine,
                where=french("dans « {found} »", found=other) if isinstance(other, str) else "hors de tout secteur",
                codes=named(places.codes[indices]),
            ),
            column="secteur",
            lines=places.lines[indices],
        )


def _label(names: dict[str, str], code: str) -> str:
    return f"{names[code]} ({code})"
