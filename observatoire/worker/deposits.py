"""What becomes of a file that was sent: checked, loaded, given up."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from observatoire.errors import InvalidInputError, NotFoundError, Problem
from observatoire.homogeneity import refresh_homogeneity
from observatoire.sources.annotation import write_annotated_copy
from observatoire.sources.formats import KINDS
from observatoire.sources.loading import load_file
from observatoire.sources.recognition import Recognised, recognise
from observatoire.sources.report import LoadReport
from observatoire.spool import Spool
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries.asking import Asker
from observatoire.store.queries.deposits import change_deposit, find_deposit, require_state
from observatoire.store.tables.jobs import Deposit
from observatoire.worker.refusals import describe_error
from observatoire.worker.returning import Returning
from observatoire.worker.work import Work

MANAGER = Asker("")
"""The worker may know of every deposit."""


def check(work: Work) -> Mapping[str, Any]:
    """Say what a file is, what is wrong with it, and what loading it would change. Nothing is written but that."""
    deposit = _read_deposit(work)
    require_state(deposit, "recu", "a_completer", "controle", "refuse")
    path = _find_file(work, deposit)
    work.tell(0.05, "Lecture de l’en-tête")
    try:
        found = _decide(work, path, deposit)
        lacking = _list_lacking(found)
        if lacking:
            error = describe_error(InvalidInputError("Il manque une précision pour contrôler ce fichier.", lacking))
            return _conclude(work, deposit, "a_completer", found, error=error)
        work.tell(0.2, "Contrôle de chaque ligne")
        report = load_file(
            work.store,
            str(found.kind),
            path,
            millesime=found.millesime,
            check=True,
            bailleur_siren=deposit.bailleur_siren,
        )
    except InvalidInputError as error:
        return _refuse(work, deposit, path, error)
    return _conclude(work, deposit, "controle", found, report=_name(report, path, deposit))


def load(work: Work) -> Mapping[str, Any]:
    """Load a file that was checked, under the same conditions."""
    deposit = _read_deposit(work)
    require_state(deposit, "controle", "soumis")
    path = _find_file(work, deposit)
    work.tell(0.1, "Contrôle et chargement")
    returning = Returning(work.settings, deposit)
    try:
        report = load_file(
            work.store,
            str(deposit.kind),
            path,
            millesime=deposit.millesime,
            bailleur_siren=deposit.bailleur_siren,
            look=returning.look,
        )
    except InvalidInputError as error:  # the store has changed since the check
        return _refuse(work, deposit, path, error)
    if deposit.kind == "attributions":
        work.tell(0.9, "Équilibre entre résidences")
        refresh_homogeneity(work.store)
    work.tell(0.95, "Reçu")
    found = Recognised(deposit.kind, deposit.millesime)
    outcome = _conclude(work, deposit, "charge", found, report=_name(report, path, deposit), returning=returning)
    Spool(work.settings.home).remove(deposit.spool)
    return outcome


def submit(work: Work) -> Mapping[str, Any]:
    """Note that a landlord confirms its file, which now waits for the manager, and give it its report at once.

    The file is tried once more and undone: the report shows the store as it will be.
    """
    deposit = _read_deposit(work)
    require_state(deposit, "controle")
    path = _find_file(work, deposit)
    work.tell(0.2, "Rapport de retour")
    returning = Returning(work.settings, deposit)
    try:
        load_file(
            work.store,
            str(deposit.kind),
            path,
            millesime=deposit.millesime,
            check=True,
            bailleur_siren=deposit.bailleur_siren,
            look=returning.look,
        )
    except InvalidInputError as error:  # the store has changed since the check
        return _refuse(work, deposit, path, error)
    return _change(work, deposit, returning, state="soumis")


def discard(work: Work) -> Mapping[str, Any]:
    """Give a deposit up: its file is removed."""
    deposit = _read_deposit(work)
    require_state(deposit, "recu", "a_completer", "controle", "soumis", "refuse")
    Spool(work.settings.home).remove(deposit.spool)
    return _change(work, deposit, state="abandonne")


def _read_deposit(work: Work) -> Deposit:
    if work.job.deposit is None:
        raise NotFoundError("Cette tâche ne dit pas de quel dépôt il s’agit.")
    with unit_of_work(work.store.engine(Tier.ADMIN)) as session:
        return find_deposit(session, work.job.deposit, MANAGER)


def _find_file(work: Work, deposit: Deposit) -> Path:
    path = Spool(work.settings.home).find(deposit.spool)
    if not path.is_file():
        raise NotFoundError(
            f"Le fichier « {deposit.file_name} » n’est plus conservé. Déposez-le de nouveau : rien n’a été écrit."
        )
    return path


def _decide(work: Work, path: Path, deposit: Deposit) -> Recognised:
    """What a person said of the file, and what it seems to be for the rest."""
    asked = work.job.payload
    seen = recognise(path, deposit.file_name)
    kind = asked.get("kind") or seen.kind
    has_millesime = kind in KINDS and (KINDS[kind].has_millesime or KINDS[kind].may_have_millesime)
    return Recognised(kind, (asked.get("millesime") or seen.millesime) if has_millesime else None)


def _list_lacking(found: Recognised) -> list[Problem]:
    if found.kind is None:
        return [
            Problem(
                "La nature du fichier n’est pas reconnue à son en-tête.",
                "Choisissez-la dans la liste, ou reprenez les noms de colonnes du format attendu.",
            )
        ]
    if found.kind in KINDS and KINDS[found.kind].has_millesime and found.millesime is None:
        return [Problem("L’année que ces chiffres décrivent n’est pas connue.", "Indiquez le millésime.")]
    return []


def _refuse(work: Work, deposit: Deposit, path: Path, error: InvalidInputError) -> Mapping[str, Any]:
    found = _decide_quietly(work, path, deposit)
    problems = [_name_problem(problem, path, deposit) for problem in error.problems]
    named = InvalidInputError(error.detail.replace(path.name, deposit.file_name), problems)
    annotated = bool(problems) and found.kind in KINDS
    if annotated:
        work.tell(0.8, "Copie annotée")
        copy = Spool(work.settings.home).find_annotated(deposit.spool)
        write_annotated_copy(path, KINDS[str(found.kind)], problems, copy)
    return _conclude(work, deposit, "refuse", found, error=describe_error(named), annotated=annotated)


def _decide_quietly(work: Work, path: Path, deposit: Deposit) -> Recognised:
    try:
        return _decide(work, path, deposit)
    except InvalidInputError:
        return Recognised(work.job.payload.get("kind"), work.job.payload.get("millesime"))


def _name(report: LoadReport, path: Path, deposit: Deposit) -> LoadReport:
    """The report under the name that the sender knows."""
    return replace(report, file=report.file.replace(path.name, deposit.file_name))


def _name_problem(problem: Problem, path: Path, deposit: Deposit) -> Problem:
    return replace(
        problem,
        message=problem.message.replace(path.name, deposit.file_name),
        remedy=problem.remedy.replace(path.name, deposit.file_name),
        file=deposit.file_name,
    )


def _conclude(
    work: Work,
    deposit: Deposit,
    state: str,
    found: Recognised,
    *,
    report: LoadReport | None = None,
    error: Mapping[str, Any] | None = None,
    annotated: bool = False,
    returning: Returning | None = None,
) -> Mapping[str, Any]:
    return _change(
        work,
        deposit,
        returning,
        state=state,
        kind=found.kind,
        millesime=found.millesime,
        report=report.to_dict() if report else None,
        error=error,
        annotated=annotated,
        receipt_id=report.receipt_id if report else None,
    )


def _change(work: Work, deposit: Deposit, returning: Returning | None = None, **values: Any) -> Mapping[str, Any]:
    with unit_of_work(work.store.engine(Tier.ADMIN)) as session:
        change_deposit(session, deposit.id, **values)
        if returning is not None:
            returning.keep(session, loaded=values["state"] == "charge")
    return {"state": values["state"]}
