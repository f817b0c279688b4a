"""Loading an official file: recognised, converted, checked, and written whole in one transaction, or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from sqlalchemy.orm import Session

from observatoire.sources.looking import Look, look_away
from observatoire.sources.official import ops, rpls_landlord, rpls_open, sdes_totals
from observatoire.sources.official.batch import load_batch
from observatoire.sources.official.ops_columns import ColumnProposal
from observatoire.sources.official.progress import Progress, say_nothing
from observatoire.sources.official.proposal import Proposal
from observatoire.sources.options import NO_OPTIONS, Options
from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.reading.content import LARGEST_OPEN_FILE, Content, refuse_other_content
from observatoire.sources.reading.unpacking import taken_out
from observatoire.sources.receipts import hash_file, write_receipt
from observatoire.sources.report import LoadReport, NoticeList
from observatoire.sources.turns import wait_for_turn
from observatoire.sources.wording import french
from observatoire.store.database import Store, Tier, unit_of_work

Loader: TypeAlias = Callable[[Session, Path, int | None, Options, ProblemList, NoticeList, bool, Progress], LoadReport]


def _load_declaration(
    session: Session,
    path: Path,
    millesime: int | None,
    options: Options,
    problems: ProblemList,
    notices: NoticeList,
    check: bool,
    progress: Progress,
) -> LoadReport:
    refuse_other_content(path, Content.TEXT)
    batch, _ = rpls_landlord.convert_declaration(
        session, path, millesime, options.decisions, problems, notices, options.only
    )
    progress("Contrôle et enregistrement", None)
    return load_batch(session, path.name, batch, problems, notices, check=check, only=options.only)


def _load_totals(
    session: Session,
    path: Path,
    millesime: int | None,
    _options: Options,
    problems: ProblemList,
    notices: NoticeList,
    check: bool,
    _progress: Progress,
) -> LoadReport:
    refuse_other_content(path, Content.WORKBOOK)
    return replace(sdes_totals.load_totals(session, path, millesime, problems, notices), check=check)


def _load_open(
    session: Session,
    path: Path,
    millesime: int | None,
    _options: Options,
    problems: ProblemList,
    notices: NoticeList,
    check: bool,
    progress: Progress,
) -> LoadReport:
    refuse_other_content(path, Content.TEXT, largest=LARGEST_OPEN_FILE)
    return replace(rpls_open.load_open(session, path, millesime, problems, notices, progress), check=check)


def _load_survey(
    session: Session,
    path: Path,
    millesime: int | None,
    options: Options,
    problems: ProblemList,
    notices: NoticeList,
    check: bool,
    progress: Progress,
) -> LoadReport:
    batch = ops.convert_survey(session, path, millesime, options, problems, notices)
    progress("Contrôle et enregistrement", None)
    return load_batch(session, path.name, batch, problems, notices, check=check, only=options.only)


_LOADERS: dict[str, Loader] = {
    rpls_landlord.KIND: _load_declaration,
    rpls_open.KIND: _load_open,
    sdes_totals.KIND: _load_totals,
    ops.KIND: _load_survey,
}
OFFICIAL = tuple(_LOADERS)
"""Kinds of official files."""


def load_official(
    store: Store,
    kind: str,
    path: Path,
    *,
    millesime: int | None = None,
    check: bool = False,
    options: Options = NO_OPTIONS,
    progress: Progress = say_nothing,
    look: Look = look_away,
) -> LoadReport:
    """Load an official file. Arguments and errors are those of `observatoire.sources.loading.load_file`."""
    problems, notices = ProblemList(path.name), NoticeList()
    # The fingerprint of two gigabytes takes seconds, in which the database server would have nothing to do.
    with unit_of_work(store.engine(Tier.ADMIN)) as session, ThreadPoolExecutor(1, "fingerprint") as beside:
        wait_for_turn(session)
        sha256 = None if check else beside.submit(hash_file, path)
        progress("Lecture du fichier", None)
        report = _LOADERS[kind](session, path, millesime, options, problems, notices, check, progress)
        look(session, report)
        if sha256 is None:
            session.rollback()
            return report
        return replace(report, receipt_id=write_receipt(session, report, sha256.result()))


def propose(store: Store, path: Path, *, options: Options = NO_OPTIONS) -> Proposal:
    """Give the residences that a landlord's file would make, to be shown on a map; nothing is written.

    Raises:
        InvalidInputError: the file is refused, or its dwellings are not a landlord's.
    """
    with taken_out(path) as table, unit_of_work(store.engine(Tier.ADMIN)) as session:
        refuse_other_content(table, Content.TEXT)
        problems, notices = ProblemList(table.name), NoticeList()
        _, proposal = rpls_landlord.convert_declaration(
            session, table, None, options.decisions, problems, notices, options.only
        )
        session.rollback()
    return proposal


def understand(store: Store, path: Path, *, options: Options = NO_OPTIONS) -> ColumnProposal:
    """Say how the columns of a survey file would be read, to be confirmed or corrected; nothing is written.

    Raises:
        InvalidInputError: the file has no header.
    """
    with taken_out(path) as table, unit_of_work(store.engine(Tier.ADMIN)) as session:
        return ops.understand_columns(session, table, options)


def refuse_proposal(kind: str, path: Path) -> None:
    """Say that a kind of file makes no residence to approve.

    Raises:
        InvalidInputError: always, but for a landlord's file.
    """
    if kind != rpls_landlord.KIND:
        raise refuse(
            path.name,
            french("« {kind} » ne regroupe pas les logements d’un bailleur en résidences.", kind=kind),
            "Chargez le fichier sans l’option --proposition.",
        )
