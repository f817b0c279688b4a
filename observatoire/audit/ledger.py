"""What other publications, still readable, give away of what one withholds, whatever that one says: it adds nothing to it."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from observatoire.audit.attack import Attack, Finding, Verdict, attack
from observatoire.audit.editions import Edition
from observatoire.audit.insiders import attack_as
from observatoire.audit.knowledge import Count, Knowledge, gather
from observatoire.audit.system import System

Key: TypeAlias = tuple[str, str, str]
Leak: TypeAlias = tuple[Finding, str]
"""A cell that does not resist, and the landlord who finds it; nobody in particular when it is empty."""
KNOWN = (Verdict.EXACT, Verdict.NARROW)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Numbers that another publication shows outright, and this one withholds."""

    publication: int
    published_at: datetime
    numbers: int

    def as_json(self) -> dict[str, Any]:
        """The form of the certificate."""
        return {
            "publication": self.publication,
            "date": self.published_at.isoformat(timespec="seconds"),
            "nombres": self.numbers,
        }


@dataclass(frozen=True, slots=True)
class Already:
    """Everything that this publication withholds and others give away by themselves."""

    shown: tuple[Elsewhere, ...] = ()
    deduced: int = 0
    """numbers that no publication shows, and that the others give together, or by subtraction"""
    told: tuple[str, ...] = ()
    """each in words: for the manager alone"""

    @property
    def numbers(self) -> int:
        """How many."""
        return self.deduced + sum(each.numbers for each in self.shown)

    def as_json(self) -> dict[str, Any]:
        """Figures only."""
        return {
            "nombres": self.numbers,
            "publications": [each.as_json() for each in self.shown],
            "deduits": self.deduced,
        }


def find_already(
    ledger: Sequence[Edition],
    target: Edition,
    leaks: Sequence[Leak],
    own: Mapping[Count, int],
    *,
    deadline: float = math.inf,
) -> dict[tuple[Key, str], int | None]:
    """The leaks to which a publication adds nothing, with the first other one that shows each.

    A number that others show is known, whatever comes next. One that they let deduce is only already known as closely as
    they let deduce it, and stays a leak of this publication where this one, alone, gives it away too.

    Args:
        ledger: the other publications, the oldest first.
        target: the one that was attacked.
        leaks: what did not resist, with every publication known.
        own: counts of the residences, of which each landlord knows its own.
        deadline: see `attack`. What is not verified by then is never already known.

    Returns:
        By cell and attacker, the number of a publication, or `None` where the number is not shown but deduced.
    """
    found: dict[tuple[Key, str], int | None] = {}
    if not ledger or not leaks:
        return found
    others, alone = gather(ledger, target, silent=True), gather([], target)
    for landlord in {who for _, who in leaks}:
        before = {_measure(each) for each in _attack(others, landlord, own, deadline).failures}
        by_itself = {each.key for each in _attack(alone, landlord, own, deadline).failures}
        for each, who in leaks:
            if who == landlord and each.verdict in KNOWN and _measure(each) in before and each.key not in by_itself:
                found[each.key, who] = None
    for where, system in [(None, others.system), *((each.number, _show(each, target)) for each in reversed(ledger))]:
        shown = {(cell.level, cell.code, cell.count) for cell in system.cells if not cell.form}
        found |= {(each.key, who): where for each, who in leaks if each.key in shown}
    return found


def tell_already(
    found: Mapping[tuple[Key, str], int | None], dates: Mapping[int, datetime], told: Sequence[str]
) -> Already:
    """Count by publication what `find_already` found, each number once, whoever knows it."""
    counted = Counter({key: number for (key, _), number in found.items()}.values())
    deduced = counted.pop(None, 0)
    shown = tuple(Elsewhere(each, dates[each], counted[each]) for each in sorted(filter(None, counted)))
    return Already(shown, deduced, tuple(told))


def _show(edition: Edition, target: Edition) -> System:
    return gather([edition], target, silent=True).system


def _measure(finding: Finding) -> tuple[Key, Verdict, int | None, int | None]:
    """A cell, and how closely it is known."""
    return finding.key, finding.verdict, finding.low, finding.high


def _attack(knowledge: Knowledge, landlord: str, own: Mapping[Count, int], deadline: float) -> Attack:
    if landlord:
        return attack_as(knowledge, landlord, own, deadline=deadline)
    return attack(knowledge.system, deadline=deadline)
