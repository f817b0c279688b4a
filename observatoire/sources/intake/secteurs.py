"""Secteurs: each inside its commune, none over another; a new drawing takes the place of the one it covers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Table, delete
from sqlalchemy.orm import Session

from observatoire.sources.intake.attachment import find_moves, write_moves
from observatoire.sources.intake.communes import read_outlines_of
from observatoire.sources.intake.communes_named import resolve_communes
from observatoire.sources.intake.plan import Intake, Plan, as_ewkb
from observatoire.sources.placing.same_outlines import keep_known
from observatoire.sources.placing.territories import Outlines, as_objects
from observatoire.sources.reading.raw_table import GeometryArray
from observatoire.sources.storing.known import (
    read_absorptions,
    read_communes,
    read_latest_generation,
    read_qpv,
    read_secteurs,
)
from observatoire.sources.wording import french, named, number
from observatoire.store.tables.territories import Secteur

LARGEST_OUTSIDE = 0.05
"""Share of a secteur that may stick out of its commune: outlines of communes are simplified."""
LARGEST_OVERLAP = 0.01
"""Share of the smaller of two secteurs that may be common to both: drawings by hand never fit exactly."""
COVERED = 0.5
"""A stored secteur, absent from the file, that is covered beyond this share has been drawn anew."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The secteurs as they would be, and which of the stored ones the file replaces."""

    after: Outlines
    removed: tuple[str, ...]


def plan_secteurs(intake: Intake) -> Plan:
    """Plan the secteurs of a file, and the residences that they hold from now on."""
    session = intake.session
    communes = read_communes(session)
    known = read_secteurs(session).by_code()
    outlines = keep_known(intake.parsed.frame["code"], read_outlines_of(intake), known)
    frame = intake.parsed.frame.assign(code_insee=resolve_communes(intake, communes, read_absorptions(session)))
    _check_inside(intake, frame["code_insee"], outlines, communes)
    drawing = _compare_drawings(intake, frame, outlines)
    qpv = read_qpv(session, read_latest_generation(session))
    moves = find_moves(session, intake.notices, secteurs=drawing.after, qpv=qpv)
    table = Secteur.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly

    def attach_and_remove(current: Session) -> None:
        write_moves(current, moves)
        if drawing.removed:
            current.execute(delete(Secteur).where(Secteur.code.in_(drawing.removed)))

    return Plan(
        table,
        frame[["code", "nom", "code_insee"]].assign(geom=as_ewkb(outlines)),
        after=attach_and_remove,
        removed=drawing.removed,
    )


def _check_inside(intake: Intake, declared: pd.Series, outlines: GeometryArray, communes: Outlines) -> None:
    shapes = dict(zip(communes.codes, communes.shapes, strict=True))
    names = dict(zip(communes.codes, communes.names, strict=True))
    mine = np.asarray([shapes.get(code) for code in declared], dtype=object)
    outside = np.nan_to_num(shapely.area(shapely.difference(outlines, mine)) / shapely.area(outlines))
    for index in np.flatnonzero(outside > LARGEST_OUTSIDE):
        code = declared.iloc[index]
        intake.problems.add(
            french(
                "{share} % du secteur est hors de sa commune, {name} ({code}).",
                share=number(100 * outside[index]),
                name=names[code],
                code=code,
            ),
            "Corrigez la commune déclarée ou le contour : un secteur tient dans une seule commune.",
            line=int(intake.parsed.lines[index]),
            column="code_insee",
            value=str(code),
        )


def _compare_drawings(intake: Intake, frame: pd.DataFrame, outlines: GeometryArray) -> _Drawing:
    """Refuse overlaps, but for stored secteurs that the new drawing covers: those are replaced."""
    stored = read_secteurs(intake.session)
    codes = as_objects(frame["code"])
    parents = as_objects(frame["code_insee"])
    names = as_objects(frame["nom"])
    after = stored.replaced_by(Outlines(codes, names, outlines, parents))
    lines = dict(zip(codes, intake.parsed.lines, strict=True))
    areas = shapely.area(after.shapes)
    removed: list[str] = []
    first, second = shapely.STRtree(after.shapes).query(after.shapes, predicate="intersects")
    for one, other in zip(first, second, strict=True):
        mine, theirs = after.codes[one], after.codes[other]
        doubly_seen = theirs in lines and one >= other
        if mine not in lines or doubly_seen or mine == theirs or after.parents[one] != after.parents[other]:
            continue
        common = shapely.area(shapely.intersection(after.shapes[one], after.shapes[other]))
        if theirs not in lines and common > COVERED * areas[other]:
            removed.append(theirs)
        elif common > LARGEST_OVERLAP * min(areas[one], areas[other]):
            intake.problems.add(
                french(
                    "Le secteur « {mine} » recouvre « {theirs} » sur {share} % du plus petit.",
                    mine=mine,
                    theirs=theirs,
                    share=number(100 * common / min(areas[one], areas[other])),
                ),
                "Corrigez les contours pour qu’ils se touchent sans se recouvrir."
                if theirs in lines
                else "Donnez aussi dans le fichier le nouveau contour du secteur recouvert.",
                line=int(max(lines[mine], lines.get(theirs, 0))),
                column="code",
                value=str(mine),
            )
    replaced = tuple(sorted(set(removed)))
    if replaced:
        intake.notices.add(
            french(
                "Ces secteurs, absents du fichier et redessinés par lui, sont retirés : {names}.", names=named(replaced)
            )
        )
    return _Drawing(after.without(replaced), replaced)
