"""Loading an official file: recognised, converted, checked, and written whole in one transaction, or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from observatoire.sources.looking import Look, look_away
from observatoire.sources.official import ops, rpls_landlord, rpls_open, sdes_totals
from observatoire.sources.official.batch import Batch, load_batch
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


@dataclass(frozen=True, slots=True)
class _Load:
    """One load of an official file: what it is given, and who is told of what."""

    session: Session
    path: Path
    name: str
    millesime: int | None
    options: Options
    problems: ProblemList
    notices: NoticeList
    check: bool
    progress: Progress

    def write(self, batch: Batch) -> LoadReport:
        """Check and write what the file was converted into."""
        self.progress("Contrôle et enregistrement", None)
        only = self.options.only
        return load_batch(self.session, self.name, batch, self.problems, self.notices, check=self.check, only=only)


def _load_declaration(load: _Load) -> LoadReport:
    refuse_other_content(load.path, Content.TEXT)
    options = load.options
    batch, _ = rpls_landlord.convert_declaration(
        load.session, load.path, load.millesime, options.decisions, load.problems, load.notices, options.only
    )
    return load.write(batch)


def _load_totals(load: _Load) -> LoadReport:
    refuse_other_content(load.path, Content.WORKBOOK)
    report = sdes_totals.load_totals(load.session, load.path, load.millesime, load.problems, load.notices)
    return replace(report, check=load.check)


def _load_open(load: _Load) -> LoadReport:
    refuse_other_content(load.path, Content.TEXT, largest=LARGEST_OPEN_FILE)
    report = rpls_open.load_open(load.session, load.path, load.millesime, load.problems, load.notices, load.progress)
    return replace(report, check=load.check)


def _load_survey(load: _Load) -> LoadReport:
    batch = ops.convert_survey(load.session, load.path, load.millesime, load.options, load.problems, load.notices)
    return load.write(batch)


_LOADERS: dict[str, Callable[[_Load], LoadReport]] = {
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
    name: str,
    *,
    millesime: int | None = None,
    check: bool = False,
    options: Options = NO_OPTIONS,
    progress: Progress = say_nothing,
    look: Look = look_away,
) -> LoadReport:
    """Load an official file. Arguments and errors are those of `observatoire.sources.loading.load_file`."""
    problems, notices = ProblemList(name), NoticeList()
    # The fingerprint of two gigabytes takes seconds, in which the database server would have nothing to do.
    with unit_of_work(store.engine(Tier.ADMIN)) as session, ThreadPoolExecutor(1, "fingerprint") as beside:
        wait_for_turn(session)
        sha256 = None if check else beside.submit(hash_file, path)
        progress("Lecture du fichier", None)
        report = _LOADERS[kind](_Load(session, path, name, millesime, options, problems, notices, check, progress))
        report = replace(report, file=name)
        if sha256 is not None:
            report = replace(report, receipt_id=write_receipt(session, report, sha256.result()))
        look(session, report)
        if sha256 is None:
            session.rollback()
        return report


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
