"""Loading a file: read, checked, compared with the store, and written whole in one transaction, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from observatoire.errors import ConflictError, InvalidInputError, Problem
from observatoire.sources.checking.parsing import parse_table
from observatoire.sources.columns import Kind
from observatoire.sources.formats import find_kind
from observatoire.sources.intake.attributions import plan_attributions
from observatoire.sources.intake.communes import plan_communes
from observatoire.sources.intake.counts import plan_counts
from observatoire.sources.intake.guichets import plan_guichets
from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.intake.qpv import plan_qpv
from observatoire.sources.intake.residences import plan_residences
from observatoire.sources.intake.secteurs import plan_secteurs
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.entrance import read_table
from observatoire.sources.receipts import hash_file, write_receipt
from observatoire.sources.report import LISTED_CHANGES, Change, LoadReport, NoticeList
from observatoire.sources.wording import french
from observatoire.store.database import Store, Tier, unit_of_work

OLDEST_MILLESIME = 1990
LOCK_WAIT_S = 10
"""How long a load waits for another one to end before giving up."""
LOAD_LOCK = 7_404_212
"""Any number, the same for every load."""
_LOCK_NOT_AVAILABLE = "55P03"

_PLANNERS: dict[str, Callable[[Intake], Plan]] = {
    "communes": plan_communes,
    "secteurs": plan_secteurs,
    "qpv": plan_qpv,
    "residences": plan_residences,
    "parc": plan_counts,
    "occupation": plan_counts,
    "attributions": plan_attributions,
    "guichets": plan_guichets,
}


def load_file(store: Store, kind: str, path: Path, *, millesime: int | None = None, check: bool = False) -> LoadReport:
    """Load a file into the store.

    Args:
        store: where to.
        kind: what the file holds, see `observatoire.sources.formats.KINDS`.
        path: the file.
        millesime: year that the counts describe; for `parc` and `occupation`, and for `attributions` if wished.
        check: validate and preview; nothing is written, not even a receipt.

    Raises:
        InvalidInputError: the file is refused; every problem found is listed, and the store is as it was.
        ConflictError: another load is under way.
    """
    wanted = find_kind(kind)
    _check_millesime(wanted, millesime)
    table = read_table(path, wanted)
    problems = ProblemList(path.name)
    notices = NoticeList()
    parsed = parse_table(table, wanted, problems, notices)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        _wait_for_turn(session)
        intake = Intake(wanted, parsed, table.understood.crs or "", millesime, session, problems, notices)
        plan = _PLANNERS[wanted.name](intake)
        problems.raise_if_any()
        staged = plan.stage(session)
        tally = staged.compare()
        report = LoadReport(
            kind=wanted.name,
            millesime=millesime,
            file=path.name,
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
        )
        if check:
            session.rollback()
            return report
        plan.before(session)
        staged.merge()
        plan.after(session)
        return replace(report, receipt_id=write_receipt(session, report, hash_file(path)))


def _check_millesime(kind: Kind, millesime: int | None) -> None:
    if millesime is None and not kind.has_millesime:
        return
    if not (kind.has_millesime or kind.may_have_millesime):
        message = french("« {kind} » ne se charge pas par millésime.", kind=kind.name)
        raise InvalidInputError(message, [Problem(message, "Retirez l’option --millesime.", value=str(millesime))])
    newest = datetime.now(UTC).year + 1
    if millesime is None:
        message = french("Il manque le millésime de « {kind} ».", kind=kind.name)
        raise InvalidInputError(message, [Problem(message, "Ajoutez l’option --millesime, comme --millesime 2024.")])
    if not OLDEST_MILLESIME <= millesime <= newest:
        message = french("Le millésime {millesime} n’est pas possible.", millesime=millesime)
        remedy = french("Donnez une année de {oldest} à {newest}.", oldest=OLDEST_MILLESIME, newest=newest)
        raise InvalidInputError(message, [Problem(message, remedy, value=str(millesime))])


def _wait_for_turn(session: Session) -> None:
    """Let one load at a time through: each decides on what the store holds, and must not see it change."""
    session.execute(text(f"SET LOCAL lock_timeout = '{LOCK_WAIT_S * 1000:.0f}ms'"))
    try:
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOAD_LOCK})
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        raise ConflictError(
            french("Un autre chargement est en cours. Attendez qu’il finisse, puis recommencez : rien n’a été écrit.")
        ) from error
