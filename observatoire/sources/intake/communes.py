"""Communes: their outlines and names, and the intercommunalités that they make up."""

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from observatoire.sources.intake.absorbed import join_absorbed
from observatoire.sources.intake.overseas import leave_overseas_aside
from observatoire.sources.intake.plan import Intake, Plan, as_ewkb
from observatoire.sources.placing.disagreements import TOLERANCE_M
from observatoire.sources.placing.outlines import mend_outlines
from observatoire.sources.placing.projection import project_geometries
from observatoire.sources.placing.same_outlines import keep_known
from observatoire.sources.placing.territories import Outlines, as_objects, locate_points, represent_places
from observatoire.sources.reading.raw_table import GeometryArray
from observatoire.sources.storing.known import read_communes, read_epcis, read_places
from observatoire.sources.wording import french, named
from observatoire.store.tables.territories import Commune, Epci


def read_outlines_of(intake: Intake) -> GeometryArray:
    """Give the outlines of the file, sound and in Lambert-93."""
    parsed = intake.parsed
    assert parsed.geometry is not None, "the reader refuses outlines without geometry"  # noqa: S101
    projected = project_geometries(parsed.geometry, intake.crs, parsed.lines, intake.problems)
    return mend_outlines(projected, parsed.lines, intake.problems, intake.notices)


def plan_communes(intake: Intake) -> Plan:
    """Plan the communes of a file."""
    intake = leave_overseas_aside(intake)
    known = read_communes(intake.session)
    frame, drawn = join_absorbed(intake, read_outlines_of(intake), known)
    outlines = keep_known(frame["code_insee"], drawn, known.by_code())
    epcis = _read_epcis_of(intake)
    _say_left_out(intake, known, frame["code_insee"], outlines)
    columns = [name for name in ("code_insee", "nom", "epci_siren") if name in frame]
    table = Commune.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly

    def write_epcis(session: Session) -> None:
        if epcis:
            statement = insert(Epci).values([{"siren": siren, "nom": name} for siren, name in epcis.items()])
            session.execute(
                statement.on_conflict_do_update(index_elements=["siren"], set_={"nom": statement.excluded.nom})
            )

    return Plan(table, frame[columns].reset_index(drop=True).assign(geom=as_ewkb(outlines)), before=write_epcis)


def _read_epcis_of(intake: Intake) -> dict[str, str]:
    """Give the name of each intercommunalité of the file; one that nothing names goes by its SIREN."""
    frame = intake.parsed.frame
    if "epci_siren" not in frame:
        return {}
    known = read_epcis(intake.session)
    named_in_file = frame["epci_nom"] if "epci_nom" in frame else pd.Series(None, index=frame.index, dtype="str")
    epcis: dict[str, str] = {}
    for siren in frame["epci_siren"].dropna().unique():
        rows = (frame["epci_siren"] == siren).fillna(value=False)
        names = list(named_in_file[rows].dropna().unique())
        if len(names) > 1:
            intake.problems.add(
                french("L’intercommunalité {siren} a plusieurs noms : {names}.", siren=siren, names=named(names)),
                "Gardez un seul nom pour un même SIREN.",
                line=intake.lines_of(rows)[0],
                column="epci_nom",
                value=str(names[1]),
            )
        elif names:
            epcis[str(siren)] = str(names[0])
        elif siren not in known:
            epcis[str(siren)] = str(siren)
            intake.notices.add(
                french("L’intercommunalité {siren} n’a pas de nom : son SIREN en tient lieu.", siren=siren),
                column="epci_siren",
                lines=intake.lines_of(rows),
            )
    return epcis


def _say_left_out(intake: Intake, known: Outlines, codes: pd.Series, outlines: GeometryArray) -> None:
    """Tell which stored residences the new outlines leave far out of their commune."""
    residences, places = read_places(intake.session)
    shapes = dict(zip(codes, outlines, strict=True))
    mine = np.asarray([shapes.get(code) for code in residences["code_insee"]], dtype=object)
    distances = shapely.distance(represent_places(places), mine)
    left_out = residences.index[np.nan_to_num(distances) > TOLERANCE_M]
    if len(left_out):
        intake.notices.add(
            french(
                "Ces résidences enregistrées sont hors du nouveau contour de leur commune : {names}.",
                names=named(left_out),
            )
        )
    absent = sorted(set(known.codes) - set(codes.dropna()))
    covered = _find_covered(known, absent, codes, outlines)
    if covered:
        intake.notices.add(
            french(
                "Ces communes enregistrées sont dans le contour d’une autre : {names}. Si elle les a absorbées, chargez la "
                "liste des fusions (« passage » : ancien_code, code_insee, date_effet).",
                names=named(covered),
            )
        )
    if absent:
        intake.notices.add(
            french("Ces communes enregistrées ne sont pas dans le fichier, et restent : {names}.", names=named(absent))
        )


def _find_covered(known: Outlines, absent: list[str], codes: pd.Series, outlines: GeometryArray) -> list[str]:
    """Find the registered communes, absent from a file, of which another commune of the file holds the place."""
    gone = np.flatnonzero(np.isin(known.codes.astype(str), absent))
    drawn = np.asarray([shape is not None for shape in outlines], dtype=bool)
    mine = Outlines(as_objects(codes)[drawn], as_objects(codes)[drawn], outlines[drawn], as_objects(codes)[drawn])
    holders = locate_points(represent_places(known.shapes[gone]), mine)
    return [
        f"{known.names[rank]} ({known.codes[rank]}), dans {holder}"
        for rank, holder in zip(gone, holders, strict=True)
        if holder is not None
    ]
