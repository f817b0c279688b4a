"""The vocabulary in which the incoming formats are declared: columns, rules between columns, kinds of files."""

from dataclasses import dataclass
from enum import StrEnum

from observatoire.territories.codes import CODE_INSEE


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    CODE = "code"
    TEXT = "texte"
    INTEGER = "nombre entier"
    DECIMAL = "nombre décimal"
    YEAR = "année"
    DATE = "date"
    FLAG = "oui ou non"
    TALLY = "oui, non, ou un nombre"
    """how many of the row, which may stand for several; `ALL` stands for « oui »"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an incoming file. `meaning` is French: messages and the documentation use it."""

    name: str
    type: ColumnType
    meaning: str
    required: bool = True
    coordinate: bool = False
    """required when the file carries no geometry, set aside when it does"""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    """regular expression that a whole code must match"""
    shape: str | None = None
    """the same in French words"""


COMMUNE = Column(
    "code_insee",
    ColumnType.CODE,
    "Code INSEE de la commune",
    pattern=CODE_INSEE.pattern,
    shape="5 caractères, comme 74042",
)
"""The commune that a row is about."""
LARGEST_COUNT = 100_000
"""More dwellings or persons than any residence holds: a larger number is a mistake."""


def count_column(name: str, meaning: str, *, required: bool = True) -> Column:
    """A column of dwellings, households or persons."""
    return Column(name, ColumnType.INTEGER, meaning, required, minimum=0, maximum=LARGEST_COUNT)


@dataclass(frozen=True, slots=True)
class AtMost:
    """The sum of `parts` never passes the sum of `wholes`. An optional column that is empty counts for nothing."""

    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    why: str
    strict: bool = True
    """whether breaking the rule refuses the file, or is only said"""


ALL = -1
"""In a column of tallies: as many as the row counts."""


class Shape(StrEnum):
    """What geometry a kind of file carries."""

    NONE = "aucune"
    POLYGON = "polygone"
    POINT_OR_POLYGON = "point ou polygone"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that `load` accepts."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    shape: Shape = Shape.NONE
    has_millesime: bool = False
    may_have_millesime: bool = False
    """whether the year may be said although the rows are dated"""
    rules: tuple[AtMost, ...] = ()

    def expected(self, *, with_geometry: bool) -> tuple[Column, ...]:
        """List the columns that a file may have, according to whether it draws the place or gives coordinates."""
        return tuple(column for column in self.columns if not (with_geometry and column.coordinate))

    def column(self, name: str) -> Column:
        """Find a column by its name."""
        return next(column for column in self.columns if column.name == name)
