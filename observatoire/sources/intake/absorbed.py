"""Communes of before a merger, in a file of outlines: joined to the one that absorbed them, so that an old file still serves."""

from collections import defaultdict

import numpy as np
import pandas as pd
import shapely

from observatoire.sources.intake.plan import Intake
from observatoire.sources.placing.territories import Outlines
from observatoire.sources.reading.raw_table import GeometryArray
from observatoire.sources.storing.known import Absorption, read_absorptions
from observatoire.sources.wording import french, named


def join_absorbed(intake: Intake, outlines: GeometryArray, known: Outlines) -> tuple[pd.DataFrame, GeometryArray]:
    """Give the rows and the outlines of today's communes.

    A commune absorbed by another of the file goes into the outline of that one, which keeps the name that the store knows;
    without the other, its outline is only a part of a commune, and that is a problem.
    """
    frame = intake.parsed.frame
    absorptions = read_absorptions(intake.session)
    absorbed = frame["code_insee"].isin(absorptions).to_numpy(dtype=bool)
    if not absorbed.any():
        return frame, outlines
    joined, names = outlines.copy(), frame["nom"].copy()
    today = dict(zip(known.codes, known.names, strict=True))
    for code, parts in _group_by_successor(frame, absorbed, absorptions).items():
        ranks = np.flatnonzero((frame["code_insee"] == code).fillna(value=False))
        if not len(ranks):
            _refuse_parts(intake, parts, absorptions)
            continue
        joined[ranks[0]] = _unite(outlines[[ranks[0], *parts]])
        names.iloc[ranks[0]] = today.get(code, names.iloc[ranks[0]])
        _say_joined(intake, parts, absorptions, f"{names.iloc[ranks[0]]} ({code})")
    return frame.assign(nom=names).loc[~absorbed], joined[~absorbed]


def _group_by_successor(
    frame: pd.DataFrame, absorbed: np.ndarray, absorptions: dict[str, Absorption]
) -> dict[str, list[int]]:
    parts = defaultdict(list)
    for rank in np.flatnonzero(absorbed):
        parts[absorptions[str(frame["code_insee"].iloc[rank])].code_insee].append(int(rank))
    return parts


def _unite(outlines: GeometryArray) -> shapely.Geometry:
    return shapely.MultiPolygon(list(shapely.get_parts(shapely.union_all(outlines))))


def _refuse_parts(intake: Intake, parts: list[int], absorptions: dict[str, Absorption]) -> None:
    for rank in parts:
        code = str(intake.parsed.frame["code_insee"].iloc[rank])
        absorption = absorptions[code]
        intake.problems.add(
            french(
                "{name} ({former}) n’est plus une commune depuis {day} : elle fait partie de {code}, que le fichier ne contient pas.",
                name=absorption.ancien_nom,
                former=code,
                day=absorption.since,
                code=absorption.code_insee,
            ),
            "Retirez-la, et fournissez le contour de la commune d’aujourd’hui, ou les contours de toutes ses parties.",
            line=int(intake.parsed.lines[rank]),
            column="code_insee",
            value=code,
        )


def _say_joined(intake: Intake, parts: list[int], absorptions: dict[str, Absorption], successor: str) -> None:
    codes = [str(intake.parsed.frame["code_insee"].iloc[rank]) for rank in parts]
    intake.notices.add(
        french(
            "{parts} : le contour a été réuni à celui de {successor}, qui l’a absorbée. Vérifiez le nom de cette commune.",
            parts=named(f"{absorptions[code].ancien_nom} ({code})" for code in codes),
            successor=successor,
        ),
        column="code_insee",
        lines=[int(intake.parsed.lines[rank]) for rank in parts],
    )
