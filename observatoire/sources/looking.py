"""Seeing the store with a file in it, before anybody knows whether it stays."""

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy.orm import Session

from observatoire.sources.report import LoadReport

Look: TypeAlias = Callable[[Session, LoadReport], None]
"""Called last inside the transaction of a load, once everything is written, the receipt included: what it writes stays or goes with the load."""


def look_away(_session: Session, _report: LoadReport) -> None:
    """See nothing."""
