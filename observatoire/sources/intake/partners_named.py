"""Landlords, reservation rights and residences that a file names: each is found, or a problem says which exist."""

import difflib

import pandas as pd

from observatoire.convention.reservataires import RESERVATAIRES, UNKNOWN, find_reservataire, fold
from observatoire.sources.intake.plan import Intake
from observatoire.sources.storing.known import read_aliases, read_bailleurs, read_residences
from observatoire.sources.wording import french, named


def resolve_bailleurs(intake: Intake) -> pd.Series:
    """Give the SIREN behind each name, former name or SIREN; missing when unknown, which is a problem."""
    declared = intake.parsed.frame["bailleur"]
    known = read_bailleurs(intake.session)
    codes = {fold(name): siren for siren, name in sorted(read_aliases(intake.session))}
    codes |= {fold(name): siren for siren, name in known.items()} | {siren: siren for siren in known}
    found = {name: codes.get(fold(name)) for name in declared.dropna().unique()}
    for name, siren in found.items():
        if siren is None:
            near = difflib.get_close_matches(fold(name), codes, n=1)
            _refuse(
                intake,
                declared == name,
                french("Le bailleur « {name} » n’est pas enregistré.", name=name),
                french("Vouliez-vous écrire « {near} » ?", near=known[codes[near[0]]])
                if near
                else french(
                    "Écrivez le nom ou le SIREN d’un bailleur enregistré : {names}.", names=named(known.values())
                )
                if known
                else "Chargez d’abord les résidences, qui nomment leurs bailleurs.",
                "bailleur",
            )
    return declared.map(found)


def resolve_reservataires(intake: Intake) -> pd.Series:
    """Give the code behind each name; `UNKNOWN` where the file says nothing."""
    frame = intake.parsed.frame
    if "reservataire" not in frame:
        intake.notices.add("Sans colonne « reservataire », les objectifs par réservataire ne se calculent pas.")
        return pd.Series(UNKNOWN, index=frame.index, dtype="str")
    declared = frame["reservataire"]
    found = {name: find_reservataire(name) for name in declared.dropna().unique()}
    for name, code in found.items():
        if code is None:
            _refuse(
                intake,
                declared == name,
                french("Le réservataire « {name} » n’existe pas.", name=name),
                french("Écrivez {names}, ou laissez vide.", names=named(RESERVATAIRES.values())),
                "reservataire",
            )
    empty = declared.isna()
    if empty.any():
        intake.notices.add(
            french("Réservataire non dit : ces lignes n’entrent dans aucun contingent."),
            column="reservataire",
            lines=intake.lines_of(empty),
        )
    return declared.map(found).mask(empty, UNKNOWN)


def check_residences(intake: Intake, sirens: pd.Series) -> pd.Series:
    """Check that each residence named exists and belongs to the landlord of its row."""
    frame = intake.parsed.frame
    if "residence" not in frame:
        return pd.Series(pd.NA, index=frame.index, dtype="str")
    codes = frame["residence"]
    owners = codes.map(read_residences(intake.session)["bailleur_siren"])
    for code in codes[codes.notna() & owners.isna()].unique():
        _refuse(
            intake,
            codes == code,
            french("La résidence « {code} » n’est pas enregistrée.", code=code),
            "Corrigez le code, ou laissez la case vide.",
            "residence",
        )
    for code in codes[owners.notna() & sirens.notna() & (owners != sirens)].unique():
        _refuse(
            intake,
            (codes == code) & (owners != sirens),
            french("La résidence « {code} » est celle d’un autre bailleur.", code=code),
            "Corrigez la résidence ou le bailleur.",
            "residence",
        )
    return codes


def _refuse(intake: Intake, rows: pd.Series, message: str, remedy: str, column: str) -> None:
    rows = rows.fillna(value=False).astype(bool)
    for line, value in zip(intake.lines_of(rows), intake.parsed.frame[column][rows], strict=True):
        intake.problems.add(message, remedy, line=line, column=column, value=str(value))
