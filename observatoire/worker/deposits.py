"""What becomes of a file that was sent: checked, loaded, given up."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from observatoire.errors import InvalidInputError, NotFoundError, UnavailableError
from observatoire.evaluation.homogeneity import refresh_homogeneity
from observatoire.files.shown_names import rename_error
from observatoire.files.spool import Spool
from observatoire.sources.loading import load_file
from observatoire.sources.looking import Look, look_away
from observatoire.sources.options import Options
from observatoire.sources.reading.unpacking import unpack_in_place
from observatoire.sources.report import LoadReport
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries.asking import Asker
from observatoire.store.queries.deposits import change_deposit, find_deposit, keep_proposal, require_state
from observatoire.store.tables.jobs import Deposit
from observatoire.worker.annotating import annotate
from observatoire.worker.rechecking import check_refused_again
from observatoire.worker.refusals import describe_error
from observatoire.worker.returning import Returning
from observatoire.worker.stages import Stages
from observatoire.worker.understanding import Understanding, recognise_deposit, understand_deposit
from observatoire.worker.work import Work

MANAGER = Asker("")
"""The worker may know of every deposit."""


def check(work: Work) -> Mapping[str, Any]:
    """Say what a file is, what is wrong with it, and what loading it would change. Nothing is written but that."""
    deposit = _read_deposit(work)
    require_state(deposit, "recu", "a_completer", "controle", "refuse")
    path = _find_file(work, deposit)
    work.tell(0.05, "Lecture de l’en-tête")
    said = {**deposit.options, **{name: value for name, value in work.job.payload.items() if value is not None}}
    known = Understanding(said.get("kind"), said.get("millesime"), Options())
    try:
        unpack_in_place(path, largest=work.settings.largest_upload)
        known = recognise_deposit(path, deposit, said)
        known = understand_deposit(work.store, path, known)
        if known.lacking:
            error = InvalidInputError("Il manque une précision pour contrôler ce fichier.", known.lacking)
            return _conclude(work, deposit, "a_completer", known, said=said, error=describe_error(error))
        report = _load(work, deposit, path, known, check=True)
    except InvalidInputError as error:
        return _refuse(work, deposit, path, error, known, said)
    return _conclude(work, deposit, "controle", known, said=said, report=report)


def load(work: Work) -> Mapping[str, Any]:
    """Load a file that was checked, under the same conditions."""
    deposit = _read_deposit(work)
    require_state(deposit, "controle", "soumis")
    path = _find_file(work, deposit)
    returning = Returning(work.settings, deposit, work.tell)
    known = Understanding(deposit.kind, deposit.millesime, Options())
    loaded = {"state": "charge", "file": deposit.file_name}

    def conclude(session: Session, report: LoadReport) -> None:
        """What becomes of the deposit is written with the rows of its file: a kill leaves both or neither."""
        returning.look(session, report)
        _write(session, deposit, "charge", known, report=report, returning=returning)
        work.settle(session, loaded)

    try:
        known = understand_deposit(work.store, path, recognise_deposit(path, deposit, _repeat(deposit)))
        _load(work, deposit, path, known, look=conclude)
    except InvalidInputError as error:  # the store has changed since the check
        return _refuse(work, deposit, path, error, known, deposit.options)
    if deposit.kind == "attributions":
        work.tell(0.95, "Équilibre entre résidences")
        refresh_homogeneity(work.store)
    Spool(work.settings.home).remove(deposit.spool)
    check_refused_again(work.store, str(known.kind))
    return loaded


def submit(work: Work) -> Mapping[str, Any]:
    """Note that a landlord confirms its file, which now waits for the manager, and give it its report at once.

    The file is tried once more and undone: the report shows the store as it will be.
    """
    deposit = _read_deposit(work)
    require_state(deposit, "controle")
    path = _find_file(work, deposit)
    returning = Returning(work.settings, deposit, work.tell)
    known = Understanding(deposit.kind, deposit.millesime, Options())
    try:
        known = understand_deposit(work.store, path, recognise_deposit(path, deposit, _repeat(deposit)))
        _load(work, deposit, path, known, check=True, look=returning.look)
    except InvalidInputError as error:  # the store has changed since the check
        return _refuse(work, deposit, path, error, known, deposit.options)
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


def _repeat(deposit: Deposit) -> Mapping[str, Any]:
    """What was said of a deposit that was checked, its nature and year being settled."""
    return {**deposit.options, "kind": deposit.kind, "millesime": deposit.millesime}


def _load(
    work: Work,
    deposit: Deposit,
    path: Path,
    known: Understanding,
    *,
    check: bool = False,
    look: Look = look_away,
) -> LoadReport:
    """Load as a person decided; the year of a file that tells it is not given."""
    return load_file(
        work.store,
        str(known.kind),
        path,
        millesime=known.millesime,
        check=check,
        options=known.options,
        progress=Stages(work.tell).say,
        bailleur_siren=deposit.bailleur_siren,
        look=look,
        shown_name=deposit.file_name,
    )


def _refuse(
    work: Work,
    deposit: Deposit,
    path: Path,
    error: InvalidInputError,
    known: Understanding,
    said: Mapping[str, Any],
) -> Mapping[str, Any]:
    named = rename_error(error, path.name, deposit.file_name)
    try:
        annotated = annotate(work, deposit, path, known, named.problems)
    except UnavailableError as full:  # what is wrong with the file is true all the same, and is listed on the page
        named, annotated = InvalidInputError(f"{named.detail} {full.detail}", named.problems), False
    return _conclude(work, deposit, "refuse", known, said=said, error=describe_error(named), annotated=annotated)


def _conclude(
    work: Work,
    deposit: Deposit,
    state: str,
    known: Understanding,
    *,
    said: Mapping[str, Any] | None = None,
    report: LoadReport | None = None,
    error: Mapping[str, Any] | None = None,
    annotated: bool = False,
) -> Mapping[str, Any]:
    with unit_of_work(work.store.engine(Tier.ADMIN)) as session:
        _write(session, deposit, state, known, said=said, report=report, error=error, annotated=annotated)
    return {"state": state}


def _write(
    session: Session,
    deposit: Deposit,
    state: str,
    known: Understanding,
    *,
    said: Mapping[str, Any] | None = None,
    report: LoadReport | None = None,
    error: Mapping[str, Any] | None = None,
    annotated: bool = False,
    returning: Returning | None = None,
) -> None:
    keep_proposal(session, deposit, known.proposal)
    change_deposit(
        session,
        deposit.id,
        state=state,
        kind=known.kind,
        millesime=report.millesime if report else known.millesime,
        options=dict(deposit.options if said is None else said),
        proposes=known.proposes,
        report=report.to_dict() if report else None,
        error=error,
        annotated=annotated,
        receipt_id=report.receipt_id if report else None,
    )
    if returning is not None:
        returning.keep(session, loaded=state == "charge")


def _change(work: Work, deposit: Deposit, returning: Returning | None = None, **values: Any) -> Mapping[str, Any]:
    with unit_of_work(work.store.engine(Tier.ADMIN)) as session:
        change_deposit(session, deposit.id, **values)
        if returning is not None:
            returning.keep(session, loaded=False)
    return {"state": values["state"]}
