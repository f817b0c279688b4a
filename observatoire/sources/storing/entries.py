"""Attributions are appended, never rewritten: what a file changes is cancelled, entry by entry, then written anew."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import exists, extract, insert, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from observatoire.errors import ConflictError
from observatoire.sources.report import LISTED_CHANGES, Change
from observatoire.sources.storing.staging import Tally
from observatoire.store.tables.attributions import COUNTS, Attribution

KIND = (
    "etape", "date", "bailleur_siren", "reservataire", "code_insee", "qpv", "quartile", "bail_signe", "residence",
    "typologie", "financement",
)  # fmt: skip
"""What makes two attributions alike: rows of a file that agree on all this are counted together."""

Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class EntryChanges:
    """What a file changes among the entries: those to cancel, those to write."""

    session: Session
    tally: Tally
    cancelled: list[Attribution]
    written: list[dict[str, Any]]
    removed: tuple[str, ...]
    typed_in: int
    """entries typed on screen that the file takes the place of"""
    file: str

    def compare(self) -> Tally:
        """Tell what was found different."""
        return self.tally

    def merge(self) -> None:
        """Append the cancellations and the new entries.

        Raises:
            ConflictError: someone corrected one of these entries in the meantime.
        """
        shared = {"origine": "fichier", "recorded_by": f"fichier {self.file}"}
        rows = [_cancel(entry) | shared for entry in self.cancelled]
        try:
            for batch in (rows, [row | shared for row in self.written]):
                if batch:
                    self.session.execute(insert(Attribution), batch)
        except IntegrityError as error:
            raise ConflictError(
                "Une attribution de ce fichier vient d’être corrigée à l’écran : rien n’a été écrit. Recommencez."
            ) from error


@dataclass(slots=True)
class _Known:
    """The entries in force of one kind, and what they add up to."""

    entries: list[Attribution] = field(default_factory=list)
    counts: tuple[int, ...] = (0,) * len(COUNTS)


def plan_entries(session: Session, frame: pd.DataFrame, year: int, file: str) -> EntryChanges:
    """Compare a file with the entries of its year, for each landlord and step that it names."""
    wanted = _add_up(frame)
    known = _read_known(session, {(str(key[2]), str(key[0])) for key in wanted}, year)
    changed = {key: counts for key, counts in wanted.items() if key not in known or known[key].counts != counts}
    gone = [key for key in known if key not in wanted]
    replaced = [key for key in changed if key in known]
    cancelled = [entry for key in (*replaced, *gone) for entry in known[key].entries]
    written = [
        dict(zip(KIND, key, strict=True))
        | dict(zip(COUNTS, counts, strict=True))
        | {"corrige": known[key].entries[0].id if key in known else None}
        for key, counts in changed.items()
    ]
    changes = tuple(
        Change(_name(key), "modification", _differences(known[key].counts, counts))
        if key in known
        else Change(_name(key), "ajout")
        for key, counts in list(changed.items())[:LISTED_CHANGES]
    )
    return EntryChanges(
        session=session,
        tally=Tally(len(changed) - len(replaced), len(replaced), len(wanted) - len(changed), changes),
        cancelled=cancelled,
        written=written,
        removed=tuple(_name(key) for key in gone),
        typed_in=sum(entry.origine == "saisie" for entry in cancelled),
        file=file,
    )


def _add_up(frame: pd.DataFrame) -> dict[Key, tuple[int, ...]]:
    sums: dict[Key, list[int]] = defaultdict(lambda: [0] * len(COUNTS))
    for row in _as_values(frame[[*KIND, *COUNTS]]):
        total = sums[row[: len(KIND)]]
        for position, count in enumerate(row[len(KIND) :]):
            total[position] += int(str(count))
    return {key: tuple(total) for key, total in sums.items()}


def _as_values(frame: pd.DataFrame) -> Iterator[Key]:
    """Give rows of plain values, empty ones as `None`."""
    plain = frame.assign(date=frame["date"].dt.date).astype(object)
    yield from plain.where(plain.notna(), None).itertuples(index=False, name=None)


def _read_known(session: Session, scopes: set[tuple[str, str]], year: int) -> dict[Key, _Known]:
    """Read the entries in force of some landlords and steps in a year."""
    cancelling = aliased(Attribution)
    statement = (
        select(Attribution)
        .where(
            tuple_(Attribution.bailleur_siren, Attribution.etape).in_(scopes),
            extract("year", Attribution.date) == year,
            Attribution.nombre > 0,
            ~exists().where(cancelling.annule == Attribution.id),
        )
        .order_by(Attribution.id)
    )
    known: dict[Key, _Known] = defaultdict(_Known)
    for entry in session.scalars(statement) if scopes else ():
        same = known[tuple(getattr(entry, name) for name in KIND)]
        same.entries.append(entry)
        same.counts = tuple(total + int(getattr(entry, name)) for total, name in zip(same.counts, COUNTS, strict=True))
    return dict(known)


def _cancel(entry: Attribution) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in KIND} | dict.fromkeys(COUNTS, 0) | {"annule": entry.id}


def _differences(before: tuple[int, ...], after: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(name for name, old, new in zip(COUNTS, before, after, strict=True) if old != new)


def _name(key: Key) -> str:
    """Name a kind of attribution as a person recognises it."""
    told = dict(zip(KIND, key, strict=True))
    day = told["date"]
    assert isinstance(day, date)  # noqa: S101 -- the dates of a file with problems come no further
    place = told["code_insee"] if told["residence"] is None else told["residence"]
    return f"{day:%d/%m/%Y} {told['bailleur_siren']} {told['reservataire']} {place}"
