"""Stock and occupation of a millésime: one row for each residence, all of them already known."""

import difflib
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Table, select

from observatoire.sources.intake.odd_codes import explain_code
from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.storing.known import read_bailleurs, read_heirs, read_residences
from observatoire.sources.wording import counted, french, named
from observatoire.store.tables.housing import Occupation, Parc

_MODELS: dict[str, type[Parc] | type[Occupation]] = {"parc": Parc, "occupation": Occupation}
_SUGGESTED = 20
"""Looking for a near code costs: the first unknown ones are enough to understand."""


def plan_counts(intake: Intake) -> Plan:
    """Plan the counts of a file. A row replaces the whole row: an optional count left out is unknown."""
    model = _MODELS[intake.kind.name]
    residences = read_residences(intake.session)
    _refuse_unknown(intake, residences)
    _refuse_succeeded(intake)
    _say_uncovered(intake, residences, model)
    names = [column.name for column in intake.kind.columns]
    frame = intake.parsed.frame.reindex(columns=names).assign(millesime=intake.millesime)
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly
    return Plan(table, frame)


def _refuse_unknown(intake: Intake, residences: pd.DataFrame) -> None:
    codes = intake.parsed.frame["residence"]
    unknown = codes.notna() & (residences.index.get_indexer(pd.Index(codes)) < 0)
    if not unknown.any():
        return
    known = list(residences.index)
    plain = {_plain(code): code for code in known}
    for rank, (line, code) in enumerate(zip(intake.lines_of(unknown), codes[unknown], strict=True)):
        near, odd = plain.get(_plain(code)), explain_code(code)
        if near is None and odd is None and rank < _SUGGESTED:
            near = next(iter(difflib.get_close_matches(code, known, n=1, cutoff=0.8)), None)
        if near is not None:
            remedy = french("Vouliez-vous écrire « {near} » ?", near=near)
        elif odd is not None:
            remedy = odd
        elif known:
            remedy = "Corrigez le code, ou chargez d’abord le fichier de résidences qui la contient."
        else:
            remedy = "Chargez d’abord les résidences."
        intake.problems.add(
            french("La résidence « {code} » n’est pas enregistrée.", code=code),
            remedy,
            line=line,
            column="residence",
            value=code,
        )


def _refuse_succeeded(intake: Intake) -> None:
    """Refuse counts of a residence whose place another had taken by 1 January: they would be counted apart from it."""
    codes = intake.parsed.frame["residence"]
    assert intake.millesime is not None, "the loader asks for it"  # noqa: S101
    heirs = read_heirs(intake.session, date(intake.millesime, 1, 1))
    for line, code in zip(intake.lines_of(codes.isin(heirs)), codes[codes.isin(heirs)], strict=True):
        intake.problems.add(
            french("La résidence « {code} » est devenue « {heir} » avant ce millésime.", code=code, heir=heirs[code]),
            "Écrivez le code d’aujourd’hui ; si plusieurs résidences ont fusionné, additionnez leurs lignes.",
            line=line,
            column="residence",
            value=code,
        )


def _say_uncovered(intake: Intake, residences: pd.DataFrame, model: type[Parc] | type[Occupation]) -> None:
    """Tell, for each landlord of the file, which of its active residences have no row for this millésime."""
    session = intake.session
    given = set(intake.parsed.frame["residence"].dropna())
    covered = given | set(session.scalars(select(model.residence).where(model.millesime == intake.millesime)))
    sirens = {siren for code, siren in residences["bailleur_siren"].items() if code in given}
    is_uncovered = [
        statut == "active" and siren in sirens and code not in covered
        for code, siren, statut in residences[["bailleur_siren", "statut"]].itertuples(name=None)
    ]
    uncovered = residences.loc[np.asarray(is_uncovered, dtype=bool)]
    bailleurs = read_bailleurs(session)
    for siren, group in uncovered.groupby("bailleur_siren"):
        intake.notices.add(
            french(
                "{bailleur} : {count} sans ligne pour {millesime} ({names}).",
                bailleur=bailleurs[str(siren)],
                count=counted(len(group), "résidence active", "résidences actives"),
                millesime=intake.millesime,
                names=named(group.index),
            )
        )


def _plain(code: str) -> str:
    """Reduce a code to what cannot be mistyped: no case, no separator, no useless decimal, no leading zero."""
    return code.casefold().removesuffix(".0").replace(" ", "").replace("-", "").replace("_", "").lstrip("0")
