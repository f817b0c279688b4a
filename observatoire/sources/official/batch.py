"""An official file once converted: tables in the observatory's own formats, loaded together or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl
from sqlalchemy.orm import Session

from observatoire.sources.checking.parsing import parse_table
from observatoire.sources.columns import Kind
from observatoire.sources.intake.perimeter import check_perimeter
from observatoire.sources.intake.plan import Intake
from observatoire.sources.intake.planners import PLANNERS
from observatoire.sources.intake.stock_changes import describe_stock_changes
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import GeometryArray, RawTable, as_cells
from observatoire.sources.report import (
    LISTED_CHANGES,
    Change,
    LoadReport,
    NoticeList,
    PartReport,
    StockChanges,
    Understood,
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A table in one of the observatory's own formats."""

    kind: Kind
    table: RawTable
    millesime: int | None = None
    approximate: frozenset[str] = frozenset()


def _do_nothing(_: Session) -> None:
    """Write nothing."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a file becomes, and what must be remembered of it."""

    kind: str
    recognised: str
    understood: Understood
    rows: int
    millesime: int | None
    tables: tuple[Converted, ...]
    columns_read: tuple[str, ...] = ()
    columns_unknown: tuple[str, ...] = ()
    after: Callable[[Session], None] = _do_nothing


def as_table(frame: pl.DataFrame, understood: Understood, geometry: GeometryArray | None = None) -> RawTable:
    """Write a frame as a raw table: every cell as text, lines taken from the column `line`."""
    cells = frame.drop("line")
    return RawTable(
        header=tuple(cells.columns),
        cells=as_cells([column.cast(pl.String).fill_null("").to_list() for column in cells]),
        lines=frame["line"].to_numpy(),
        understood=understood,
        geometry=geometry,
        header_line=None,
    )


def load_batch(
    session: Session,
    file: str,
    batch: Batch,
    problems: ProblemList,
    notices: NoticeList,
    *,
    check: bool,
    only: str | None = None,
) -> LoadReport:
    """Check the tables of a batch one after the other, each against the store that the former ones have completed.

    The caller rolls back when it only checks. `only` is the landlord whose stock alone the tables may hold.

    Raises:
        InvalidInputError: something is wrong in one of them.
    """
    parts: list[PartReport] = []
    changes: list[Change] = []
    stock: StockChanges | None = None
    for converted in batch.tables:
        intake = _take_in(session, converted, problems, notices)
        if only is not None:
            check_perimeter(intake, only)
        plan = PLANNERS[converted.kind.name](intake)
        problems.raise_if_any()
        stock = stock or describe_stock_changes(intake)
        staged = plan.stage(session)
        tally = staged.compare()
        parts.append(PartReport(converted.kind.name, len(plan.frame), tally.inserted, tally.updated, tally.unchanged))
        changes += tally.changes
        plan.before(session)
        staged.merge()
        plan.after(session)
    batch.after(session)
    return LoadReport(
        kind=batch.kind,
        millesime=batch.millesime,
        file=file,
        understood=batch.understood,
        rows=batch.rows,
        columns_read=batch.columns_read,
        columns_unknown=batch.columns_unknown,
        inserted=sum(part.inserted for part in parts),
        updated=sum(part.updated for part in parts),
        unchanged=sum(part.unchanged for part in parts),
        removed=0,
        notices=notices.collected(),
        check=check,
        preview=tuple(changes[:LISTED_CHANGES]),
        recognised=batch.recognised,
        parts=tuple(parts),
        stock=stock,
    )


def _take_in(session: Session, converted: Converted, problems: ProblemList, notices: NoticeList) -> Intake:
    parsed = parse_table(converted.table, converted.kind, problems, notices)
    return Intake(
        converted.kind,
        parsed,
        converted.table.understood.crs or "",
        converted.millesime,
        session,
        problems,
        notices,
        converted.approximate,
    )


def without_crs(understood: Understood) -> Understood:
    """Say of a table of counts that it has no place."""
    return replace(understood, crs=None)
