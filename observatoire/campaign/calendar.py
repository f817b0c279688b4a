"""The calendar of a year: what each landlord is expected to send, by when, and where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from observatoire.settings import Settings


class State(StrEnum):
    """Where an expected file stands."""

    COMPLETE = "complet"
    PARTIAL = "partiel"
    TO_LOAD = "a_charger"
    TO_MEND = "a_corriger"
    AWAITED = "attendu"
    LATE = "en_retard"


STATE_LABELS = {
    State.COMPLETE: "complet",
    State.PARTIAL: "incomplet",
    State.TO_LOAD: "déposé, à charger",
    State.TO_MEND: "déposé, à corriger",
    State.AWAITED: "attendu",
    State.LATE: "en retard",
}
WAITING = {"recu": State.TO_LOAD, "controle": State.TO_LOAD, "soumis": State.TO_LOAD}
MENDING = {"refuse": State.TO_MEND, "a_completer": State.TO_MEND}
KINDS = {"parc": "parc", "rpls-bailleur": "parc", "occupation": "occupation", "ops": "occupation"}
"""Of which source a kind of file is."""


class Sent(Protocol):
    """What a landlord has sent, as `store.queries.transmissions` gives it."""

    @property
    def bailleur_siren(self) -> str:
        """Its SIREN."""

    @property
    def bailleur(self) -> str:
        """Its name."""

    @property
    def expected(self) -> int:
        """Its residences in service."""

    @property
    def source(self) -> str | None:
        """`parc` or `occupation`."""

    @property
    def millesime(self) -> int | None:
        """The year described."""

    @property
    def described(self) -> int:
        """Residences described."""

    @property
    def received_at(self) -> datetime | None:
        """When the latest file was loaded."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file about a landlord, deposited and not loaded yet."""

    bailleur_siren: str
    kind: str
    millesime: int | None
    state: str


class Deposited(Protocol):
    """A file on its way in, as `store.queries.deposits` gives it."""

    bailleur_siren: Any
    kind: Any
    millesime: Any
    state: Any
    options: Any
    report: Any


def list_waiting(deposits: Iterable[Deposited]) -> list[Waiting]:
    """What waits, for each landlord that it is about: its own files, and those of the manager that name it."""
    return [
        Waiting(siren, each.kind, each.millesime, each.state)
        for each in deposits
        if each.kind is not None
        for siren in _list_landlords(each)
    ]


def _list_landlords(deposit: Deposited) -> list[str]:
    told = deposit.bailleur_siren or deposit.options.get("bailleur")
    if told:
        return [told]
    stock = (deposit.report or {}).get("stock") or {}
    return [each["siren"] for each in stock.get("landlords", ())]


@dataclass(frozen=True, slots=True)
class Dates:
    """When files are due: month and day of each source, and every how many years the survey comes."""

    parc: tuple[int, int]
    occupation: tuple[int, int]
    occupation_every: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is expected of every landlord."""

    source: str
    millesime: int
    on: date


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a landlord stands with what is expected of it."""

    bailleur_siren: str
    bailleur: str
    source: str
    millesime: int
    due_on: date
    state: State
    late: bool
    described: int
    expected: int
    received_at: datetime | None


def read_dates(settings: Settings) -> Dates:
    """The dates that the settings give."""
    return Dates(
        parc=_read_day(settings.due_parc),
        occupation=_read_day(settings.due_occupation),
        occupation_every=settings.occupation_every,
    )


def _read_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


def list_due(year: int, dates: Dates) -> list[Due]:
    """What is due in a year: the stock of that year, and the latest survey, which does not come every year."""
    survey = year - year % dates.occupation_every
    return [
        Due("parc", year, date(year, *dates.parc)),
        Due("occupation", survey, date(survey, *dates.occupation)),
    ]


def list_expected(sent: Sequence[Sent], waiting: Iterable[Waiting], due: Sequence[Due], today: date) -> list[Expected]:
    """Where each landlord stands, by name, then in the order of what is due.

    Of one that has no residence left, what it sent when it had some stays, and nothing is expected: see `list_emptied`.
    """
    landlords = {each.bailleur_siren: each for each in sent}
    done = {(each.bailleur_siren, each.source, each.millesime): each for each in sent}
    deposited = _sort_waiting(waiting)
    return [
        _place(landlord, done.get((siren, each.source, each.millesime)), deposited, each, today)
        for siren, landlord in sorted(landlords.items(), key=lambda pair: (pair[1].bailleur, pair[0]))
        for each in due
        if landlord.expected or (siren, each.source, each.millesime) in done
    ]


def list_emptied(sent: Iterable[Sent]) -> list[str]:
    """Names of the landlords of which nothing more is expected: all their residences are sold or demolished."""
    return sorted({each.bailleur for each in sent if not each.expected})


def _sort_waiting(waiting: Iterable[Waiting]) -> Mapping[tuple[str, str, int | None], State]:
    """The best that is waiting: a file ready to be loaded hides one that is to be mended."""
    found: dict[tuple[str, str, int | None], State] = {}
    for each in waiting:
        state = WAITING.get(each.state) or MENDING.get(each.state)
        key = (each.bailleur_siren, KINDS.get(each.kind, each.kind), each.millesime)
        if state is not None and found.get(key) is not State.TO_LOAD:
            found[key] = state
    return found


def _place(
    landlord: Sent,
    done: Sent | None,
    deposited: Mapping[tuple[str, str, int | None], State],
    due: Due,
    today: date,
) -> Expected:
    described = done.described if done else 0
    expected = landlord.expected or described
    past = today > due.on
    waiting = deposited.get((landlord.bailleur_siren, due.source, due.millesime))
    if done is not None and described >= expected:
        state = State.COMPLETE
    elif waiting is not None:
        state = waiting
    elif described:
        state = State.PARTIAL
    else:
        state = State.LATE if past else State.AWAITED
    return Expected(
        bailleur_siren=landlord.bailleur_siren,
        bailleur=landlord.bailleur,
        source=due.source,
        millesime=due.millesime,
        due_on=due.on,
        state=state,
        late=past and state not in (State.COMPLETE, State.TO_LOAD),
        described=described,
        expected=expected,
        received_at=done.received_at if done else None,
    )
