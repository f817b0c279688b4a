"""Residences: placed in their commune, secteur and priority neighbourhood, and told apart from those already known."""

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Table
from sqlalchemy.orm import Session

from observatoire.sources.intake.bailleurs import plan_bailleurs, write_bailleurs
from observatoire.sources.intake.communes_named import resolve_communes
from observatoire.sources.intake.plan import Intake, Plan, as_ewkb
from observatoire.sources.placing.disagreements import TOLERANCE_M, Places, check_communes, say_secteurs
from observatoire.sources.placing.outlines import mend_places
from observatoire.sources.placing.projection import make_points, project_geometries
from observatoire.sources.placing.territories import as_objects, locate_points, represent_places
from observatoire.sources.reading.raw_table import GeometryArray
from observatoire.sources.storing.known import (
    read_absorptions,
    read_bailleurs,
    read_communes,
    read_latest_generation,
    read_places,
    read_qpv,
    read_secteurs,
)
from observatoire.sources.wording import distance, french, named
from observatoire.store.tables.housing import Residence

_OPTIONAL = ("adresse", "mise_en_service", "rehabilitation", "statut")


def plan_residences(intake: Intake) -> Plan:
    """Plan the residences of a file, their landlords and their places."""
    session, frame, lines = intake.session, intake.parsed.frame, intake.parsed.lines
    communes = read_communes(session)
    resolved = resolve_communes(intake, communes, read_absorptions(session))
    geometries = _read_places(intake)
    places = Places(
        codes=as_objects(frame["residence"]),
        points=represent_places(geometries),
        communes=as_objects(resolved),
        lines=lines,
    )
    check_communes(places, communes, intake.problems, intake.notices)
    given = np.asarray([code not in intake.approximate for code in places.codes], dtype=bool)
    located = places.points.copy()
    located[~given] = None
    secteurs = locate_points(located, read_secteurs(session), places.communes)
    _check_declared_secteurs(intake, places, secteurs)
    _compare_with_known(intake, places)
    bailleurs = plan_bailleurs(session, frame, intake.notices)
    table = Residence.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly
    rows = pd.DataFrame(
        {
            "code": frame["residence"],
            "nom": frame["nom"],
            "bailleur_siren": frame["bailleur_siren"],
            "code_insee": resolved,
            "secteur": secteurs,
            "code_qp": locate_points(located, read_qpv(session, read_latest_generation(session))),
            **{name: frame[name] for name in _OPTIONAL if name in frame},
            "lieu_approche": ~given,
            "geom": as_ewkb(geometries),
        }
    )
    if "statut" in rows:
        rows["statut"] = rows["statut"].fillna("active")

    def write_landlords(current: Session) -> None:
        write_bailleurs(current, bailleurs)

    return Plan(table, rows, before=write_landlords)


def _read_places(intake: Intake) -> GeometryArray:
    """Give the place of each residence in Lambert-93: from the geometry of the file, else from its coordinates."""
    parsed = intake.parsed
    if parsed.geometry is not None:
        projected = project_geometries(parsed.geometry, intake.crs, parsed.lines, intake.problems)
        return mend_places(projected, parsed.lines, intake.problems, intake.notices)
    points = make_points(parsed.frame["longitude"].to_numpy(), parsed.frame["latitude"].to_numpy())
    given = ~np.asarray(shapely.is_missing(points))  # a missing coordinate has already been said
    points[given] = project_geometries(points[given], intake.crs, parsed.lines[given], intake.problems)
    return points


def _check_declared_secteurs(intake: Intake, places: Places, found: np.ndarray) -> None:
    frame = intake.parsed.frame
    if "secteur" not in frame:
        return
    known = read_secteurs(intake.session)
    unknown = frame["secteur"].notna() & ~frame["secteur"].isin(known.codes)
    intake.problems.add_each(
        "Le secteur « {value} » n’est pas enregistré.",
        french("Corrigez le code ou laissez vide. Enregistrés : {names}.", names=named(sorted(known.codes)))
        if len(known.codes)
        else "Chargez d’abord les secteurs, ou laissez la colonne vide.",
        lines=intake.lines_of(unknown),
        values=frame["secteur"][unknown],
        column="secteur",
    )
    say_secteurs(places, frame["secteur"].mask(unknown), found, intake.notices)


def _compare_with_known(intake: Intake, places: Places) -> None:
    """Tell residences that moved or changed hands, and refuse a code that another landlord uses elsewhere."""
    frame = intake.parsed.frame
    residences, geometries = read_places(intake.session)
    ranks = residences.index.get_indexer(pd.Index(frame["residence"]))
    already = ranks >= 0
    before = np.full(len(frame), None, dtype=object)
    before[already] = represent_places(geometries)[ranks[already]]
    moved = np.nan_to_num(shapely.distance(before, places.points))
    sirens = np.full(len(frame), None, dtype=object)
    sirens[already] = residences["bailleur_siren"].to_numpy(dtype=object)[ranks[already]]
    bailleurs = read_bailleurs(intake.session)
    same_owner = sirens == as_objects(frame["bailleur_siren"])
    for index in np.flatnonzero(already & (~same_owner | (moved > TOLERANCE_M))):
        same = same_owner[index]
        code, line = str(places.codes[index]), int(places.lines[index])
        owner = bailleurs[sirens[index]]
        if same:
            intake.notices.add(
                french("« {code} » est déplacée de {distance}.", code=code, distance=distance(moved[index])),
                lines=[line],
            )
        elif moved[index] <= TOLERANCE_M:
            intake.notices.add(
                french("« {code} » change de bailleur : elle était à {owner}.", code=code, owner=owner), lines=[line]
            )
        else:
            intake.problems.add(
                french(
                    "Le code « {code} » est déjà celui d’une résidence de {owner}, à {distance} d’ici.",
                    code=code,
                    owner=owner,
                    distance=distance(moved[index]),
                ),
                "Donnez à chaque résidence un code à elle, par exemple précédé des initiales du bailleur.",
                line=line,
                column="residence",
                value=code,
            )
