"""What a load understood and did: the notices it gives, and the report it hands back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from observatoire.territories.residences import NamedResidence, Renamed

LISTED_LINES = 20
LISTED_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Notice:
    """Something accepted that must be said, in French. `lines` are the first lines concerned, `count` is all of them."""

    message: str
    column: str | None = None
    lines: tuple[int, ...] = ()
    count: int = 0


class NoticeList:
    """Notices of one load, in the order in which they came."""

    def __init__(self) -> None:
        self._notices: list[Notice] = []

    def add(self, message: str, *, column: str | None = None, lines: Iterable[int] = ()) -> None:
        """Add a notice about some lines, or about the file when there are none."""
        every = [int(line) for line in lines]
        self._notices.append(Notice(message, column, tuple(every[:LISTED_LINES]), len(every)))

    def extend(self, notices: Iterable[Notice]) -> None:
        """Add notices made elsewhere."""
        self._notices.extend(notices)

    def collected(self) -> tuple[Notice, ...]:
        """Give what was gathered so far."""
        return tuple(self._notices)


@dataclass(frozen=True, slots=True)
class Understood:
    """How a file was read: what a person checks when the figures look wrong."""

    format: str
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    layer: str | None = None
    crs: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is new (`ajout`), differs (`modification`) or goes (`retrait`); `columns` name what differs."""

    key: str
    action: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartReport:
    """What a load did in one of the observatory's own formats, when the file was converted into several."""

    kind: str
    rows: int
    inserted: int
    updated: int
    unchanged: int
    removed: int = 0


@dataclass(frozen=True, slots=True)
class LandlordRows:
    """A landlord of a file, and how many rows are about its stock."""

    siren: str
    nom: str
    rows: int


@dataclass(frozen=True, slots=True)
class StockChanges:
    """What a file means for the stock; the lists are cut, the totals are whole."""

    landlords: tuple[LandlordRows, ...]
    new: tuple[NamedResidence, ...]
    new_total: int
    renamed: tuple[Renamed, ...]
    renamed_total: int
    absent: tuple[NamedResidence, ...]
    """active residences of these landlords that the file leaves out: they stay as they are"""
    absent_total: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do when `check` is set (then there is no receipt)."""

    kind: str
    millesime: int | None
    file: str
    understood: Understood
    rows: int
    columns_read: tuple[str, ...]
    columns_unknown: tuple[str, ...]
    inserted: int
    updated: int
    unchanged: int
    removed: int
    notices: tuple[Notice, ...]
    check: bool
    receipt_id: int | None = None
    preview: tuple[Change, ...] = field(default=())
    """the first rows that change"""
    recognised: str | None = None
    """what an official file was recognised as, in French"""
    parts: tuple[PartReport, ...] = ()
    """what it became"""
    stock: StockChanges | None = None
    """for files about residences"""

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain values, for JSON."""
        return asdict(self)
