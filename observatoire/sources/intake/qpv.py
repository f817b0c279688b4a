"""Priority neighbourhoods, in their two generations."""

import pandas as pd
from sqlalchemy import Table
from sqlalchemy.orm import Session

from observatoire.sources.intake.attachment import find_moves, write_moves
from observatoire.sources.intake.communes import read_outlines_of
from observatoire.sources.intake.overseas import leave_overseas_aside
from observatoire.sources.intake.plan import Intake, Plan, as_ewkb
from observatoire.sources.placing.same_outlines import keep_known
from observatoire.sources.placing.territories import Outlines, as_objects
from observatoire.sources.reading.raw_table import GeometryArray
from observatoire.sources.storing.known import read_latest_generation, read_qpv, read_secteurs
from observatoire.sources.wording import french, named
from observatoire.store.tables.territories import Qpv

_FIRST_GENERATION, _LATEST_GENERATION = 2015, 2024
_FIRST_CODES = r"QP[0-9]{6}"
"""Codes of 2015 are QP and six digits (QP074005); those of 2024 begin with QN."""


def plan_qpv(intake: Intake) -> Plan:
    """Plan the neighbourhoods of a file, and the residences that they hold from now on."""
    intake = leave_overseas_aside(intake)
    frame = intake.parsed.frame
    frame = frame.assign(generation=_read_generations(intake))[["code_qp", "generation", "lib_qp"]]
    known = {
        (code, int(year)): shape
        for year in frame["generation"].dropna().unique()
        for code, shape in read_qpv(intake.session, int(year)).by_code().items()
    }
    keys = zip(frame["code_qp"], frame["generation"], strict=True)
    outlines = keep_known(keys, read_outlines_of(intake), known)
    qpv = _outlines_after(intake, frame, outlines)
    moves = find_moves(intake.session, intake.notices, secteurs=read_secteurs(intake.session), qpv=qpv)
    table = Qpv.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly

    def attach(session: Session) -> None:
        write_moves(session, moves)

    return Plan(table, frame.assign(geom=as_ewkb(outlines)), after=attach)


def _read_generations(intake: Intake) -> pd.Series:
    """Take the generation given, else that which the code tells."""
    frame = intake.parsed.frame
    first = frame["code_qp"].str.fullmatch(_FIRST_CODES).fillna(value=False).astype(bool)
    guessed = first.map({True: _FIRST_GENERATION, False: _LATEST_GENERATION}).astype("Int64")
    given = frame["generation"] if "generation" in frame else pd.Series(pd.NA, index=frame.index, dtype="Int64")
    if given.isna().any():
        generations = sorted({int(value) for value in guessed[given.isna()]})
        intake.notices.add(
            french("Génération non donnée, déduite du code : {generations}.", generations=named(map(str, generations))),
            column="generation",
            lines=intake.lines_of(given.isna()),
        )
    return given.fillna(guessed)


def _outlines_after(intake: Intake, frame: pd.DataFrame, outlines: GeometryArray) -> Outlines:
    """Give the outlines in which residences will be placed: those of the latest generation, once the file is in."""
    stored = read_latest_generation(intake.session)
    latest = max([int(value) for value in frame["generation"].dropna()] + ([] if stored is None else [stored]))
    mine = (frame["generation"] == latest).to_numpy(dtype=bool)
    codes = as_objects(frame["code_qp"])[mine]
    names = as_objects(frame["lib_qp"])[mine]
    return read_qpv(intake.session, latest).replaced_by(Outlines(codes, names, outlines[mine], codes))
