"""What an intake works on, and what it decides: the plan says everything that will be written, before anything is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Table
from sqlalchemy.orm import Session

from observatoire.sources.checking.parsing import ParsedTable
from observatoire.sources.columns import Kind
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import GeometryArray
from observatoire.sources.report import NoticeList
from observatoire.sources.storing.staging import StagedRows, Tally
from observatoire.store.base import SRID


@dataclass(frozen=True, slots=True)
class Intake:
    """A checked file in front of the store."""

    kind: Kind
    parsed: ParsedTable
    crs: str
    """of the geometry, or of the coordinates; empty for a file of counts"""
    millesime: int | None
    session: Session
    problems: ProblemList
    notices: NoticeList
    approximate: frozenset[str] = frozenset()
    """residences whose place nobody gave: they stand in the middle of their commune"""

    def lines_of(self, mask: pd.Series) -> list[int]:
        """Give the lines of the rows that a mask selects."""
        return [int(line) for line in self.parsed.lines[mask.to_numpy(dtype=bool)]]


class Stage(Protocol):
    """Rows on their way to a table."""

    def compare(self) -> Tally:
        """Count the rows that are new, differ, or are already there."""

    def merge(self) -> None:
        """Write those that are new or differ."""


def _do_nothing(_: Session) -> None:
    """Write nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows for one table, and what must be written around them."""

    table: Table
    frame: pd.DataFrame
    before: Callable[[Session], None] = _do_nothing
    after: Callable[[Session], None] = _do_nothing
    removed: tuple[str, ...] = ()
    """keys of stored rows that the file replaces; `after` deletes them"""

    def stage(self, session: Session) -> Stage:
        """Bring the rows beside the table, to be compared with it, then merged."""
        return StagedRows(session, self.table, self.frame)


def as_ewkb(geometries: GeometryArray) -> pd.Series:
    """Write geometries in Lambert-93 as PostGIS reads them."""
    hexadecimal = shapely.to_wkb(shapely.set_srid(geometries, SRID), hex=True, include_srid=True)
    return pd.Series(np.asarray(hexadecimal, dtype=object))
