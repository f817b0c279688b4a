"""Loading a file: read, checked, compared with the store, and written whole in one transaction, or not at all."""

from dataclasses import replace
from pathlib import Path

from observatoire.errors import InvalidInputError, Problem
from observatoire.files.shown_names import name_of, rename_error
from observatoire.printing.days import find_today
from observatoire.sources.checking.parsing import parse_table
from observatoire.sources.columns import Kind
from observatoire.sources.formats import find_kind
from observatoire.sources.intake.perimeter import check_perimeter, refuse_kind_of_others
from observatoire.sources.intake.plan import Intake
from observatoire.sources.intake.planners import PLANNERS
from observatoire.sources.intake.stock_changes import describe_stock_changes
from observatoire.sources.looking import Look, look_away
from observatoire.sources.official.loading import OFFICIAL, load_official
from observatoire.sources.official.progress import Progress, say_nothing
from observatoire.sources.options import NO_OPTIONS, Options
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.entrance import read_table
from observatoire.sources.reading.unpacking import taken_out
from observatoire.sources.receipts import hash_file, write_receipt
from observatoire.sources.recognition import recognise_for_certain
from observatoire.sources.report import LISTED_CHANGES, Change, LoadReport, NoticeList
from observatoire.sources.turns import wait_for_turn
from observatoire.sources.wording import french
from observatoire.store.database import Store, Tier, unit_of_work

OLDEST_MILLESIME = 1990
AUTO = "auto"
"""The kind of a file that is to be recognised by its content."""


def load_file(
    store: Store,
    kind: str,
    path: Path,
    *,
    millesime: int | None = None,
    check: bool = False,
    options: Options = NO_OPTIONS,
    progress: Progress = say_nothing,
    bailleur_siren: str | None = None,
    look: Look = look_away,
    shown_name: str = "",
) -> LoadReport:
    """Load a file into the store.

    Args:
        store: where to.
        kind: what the file holds, see `observatoire.sources.formats.KINDS` and `official.loading.OFFICIAL`.
        path: the file, which may be packed alone in a ZIP or with gzip.
        millesime: year that the counts describe; for counts only, and only when the file does not tell it.
        check: validate and preview; nothing is written, not even a receipt.
        options: what was decided about the file.
        progress: told where a long load is.
        bailleur_siren: the landlord whose stock alone the file may hold; anyone's by default.
        look: shown the store once the file is in it, before it is kept or, for a check, undone.
        shown_name: the name under which a person knows it, in all that is said and kept; that of `path` by default.

    Raises:
        InvalidInputError: the file is refused; every problem found is listed, and the store is as it was.
        ConflictError: another load is under way.
    """
    if bailleur_siren is not None:
        refuse_kind_of_others(kind, path.name)
    with taken_out(path) as table:
        name = shown_name or name_of(table)
        try:
            named, why = recognise_for_certain(table) if kind == AUTO else (kind, "")
            if named in OFFICIAL:
                report = load_official(
                    store,
                    named,
                    table,
                    name,
                    millesime=millesime,
                    check=check,
                    options=replace(options, only=bailleur_siren),
                    progress=progress,
                    look=look,
                )
            else:
                report = _load_own(
                    store,
                    named,
                    table,
                    name,
                    millesime=millesime,
                    check=check,
                    progress=progress,
                    only=bailleur_siren,
                    look=look,
                )
        except InvalidInputError as error:
            if name == table.name:
                raise
            raise rename_error(error, table.name, name) from error
    return replace(report, recognised=french("Reconnu : {kind} ({why}).", kind=named, why=why)) if why else report


def _load_own(
    store: Store,
    kind: str,
    path: Path,
    name: str,
    *,
    millesime: int | None,
    check: bool,
    progress: Progress,
    only: str | None,
    look: Look,
) -> LoadReport:
    """Load a file in one of the observatory's own formats."""
    wanted = find_kind(kind)
    _check_millesime(wanted, millesime)
    progress("Lecture du fichier", 0.0)
    table = read_table(path, wanted)
    progress("Contrôle de chaque ligne", 0.3)
    problems = ProblemList(name)
    notices = NoticeList()
    parsed = parse_table(table, wanted, problems, notices)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        wait_for_turn(session)
        intake = Intake(wanted, parsed, table.understood.crs or "", millesime, session, problems, notices)
        if only is not None:
            check_perimeter(intake, only)
        plan = PLANNERS[wanted.name](intake)
        problems.raise_if_any()
        progress("Comparaison avec ce qui est connu", 0.6)
        staged = plan.stage(session)
        tally = staged.compare()
        report = LoadReport(
            kind=wanted.name,
            millesime=millesime,
            file=name,
            understood=table.understood,
            rows=len(parsed.lines),
            columns_read=tuple(str(name) for name in parsed.frame.columns),
            columns_unknown=parsed.columns_unknown,
            inserted=tally.inserted,
            updated=tally.updated,
            unchanged=tally.unchanged,
            removed=len(plan.removed),
            notices=notices.collected(),
            check=check,
            preview=(*(Change(key, "retrait") for key in plan.removed), *tally.changes)[:LISTED_CHANGES],
            stock=describe_stock_changes(intake),
        )
        if check and look is look_away:
            session.rollback()
            return report
        progress("Enregistrement", 0.8)
        plan.before(session)
        staged.merge()
        plan.after(session)
        if not check:
            report = replace(report, receipt_id=write_receipt(session, report, hash_file(path)))
        look(session, report)
        if check:
            session.rollback()
        return report


def _check_millesime(kind: Kind, millesime: int | None) -> None:
    if millesime is None and not kind.has_millesime:
        return
    if not (kind.has_millesime or kind.may_have_millesime):
        message = french("« {kind} » ne se charge pas par millésime.", kind=kind.name)
        raise InvalidInputError(message, [Problem(message, "Retirez l’option --millesime.", value=str(millesime))])
    newest = find_today().year + 1
    if millesime is None:
        message = french("Il manque le millésime de « {kind} ».", kind=kind.name)
        raise InvalidInputError(message, [Problem(message, "Ajoutez l’option --millesime, comme --millesime 2024.")])
    if not OLDEST_MILLESIME <= millesime <= newest:
        message = french("Le millésime {millesime} n’est pas possible.", millesime=millesime)
        remedy = french("Donnez une année de {oldest} à {newest}.", oldest=OLDEST_MILLESIME, newest=newest)
        raise InvalidInputError(message, [Problem(message, remedy, value=str(millesime))])
