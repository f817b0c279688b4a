"""What an attacker knows, as linear facts on whole numbers that are not shown. No database, no solver."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Form: TypeAlias = Mapping[int, int]
"""A sum of unknowns: position of each, and how many times it is counted."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A count of a residence that at least one publication hides and none shows."""

    residence: str
    count: str
    year: int = 0
    owner: str = ""
    """landlord, who knows it"""

    @property
    def key(self) -> tuple[str, str, int]:
        """The residence, what is counted, and the millésime."""
        return self.residence, self.count, self.year


@dataclass(frozen=True, slots=True)
class Equation:
    """Unknowns add up to a number: what a published total leaves once what is shown is taken away."""

    form: Form
    value: int
    source: tuple[str, ...] = ()
    """the publication, level, code and count that say so"""
    total: int = 0
    """the number that is published"""
    shown: int = 0
    """residences whose part in it is shown"""


@dataclass(frozen=True, slots=True)
class Between:
    """A weighted sum of unknowns lies between two numbers: a rounded share, a class, a rank, a rule of the files."""

    form: Mapping[int, float]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Something that must stay secret: a count of a residence or of a territory."""

    level: str
    code: str
    count: str
    form: Form
    year: int = 0
    known: int = 0
    """what is shown of it elsewhere: the cell is worth this and the unknowns of its form"""
    needed: int = 3
    """whole values that must remain possible; fewer when the public facts alone leave fewer"""
    exact_only: bool = False
    """a number of answers or of offers: only its exact value is a secret"""
    among: str = ""
    """the count of which this one is a part; of nobody, none in a situation is no secret"""


@dataclass(slots=True)
class System:
    """Everything that one attacker knows."""

    unknowns: list[Unknown] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)
    upper: list[int | None] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    between: list[Between] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def add(self, unknown: Unknown, *, lower: int = 0, upper: int | None = None) -> int:
        """A new unknown, between two bounds that are public; return its position."""
        self.unknowns.append(unknown)
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.unknowns) - 1

    def say(self, equation: Equation) -> None:
        """A sum of unknowns is known exactly."""
        self.equations.append(equation)

    def bound(self, form: Mapping[int, float], low: float = float("-inf"), high: float = float("inf")) -> None:
        """A weighted sum of unknowns lies between two numbers."""
        self.between.append(Between(form, low, high))

    def keep_secret(self, cell: Cell) -> None:
        """Something to deduce."""
        self.cells.append(cell)


def count_needed(room: int | None) -> int:
    """Values that must remain possible of a number that public facts let be anything from 0 to `room`."""
    return NEEDED if room is None else min(NEEDED, room + 1)


NEEDED = 3
