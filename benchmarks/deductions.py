"""What the audit deduces of a publication drawn by lot, and in what words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import process_time

from observatoire.audit.attack import Attack, Finding, Verdict, attack
from observatoire.audit.deduction import Naming, explain
from observatoire.audit.editions import Edition
from observatoire.audit.insiders import attack_as, list_landlords
from observatoire.audit.knowledge import Count, gather

TOLD = 3


@dataclass(frozen=True, slots=True)
class Leaks:
    """Secrets that an attacker deduces."""

    secrets: int
    """counts of households, adults or dwellings in a situation that are hidden"""
    to_anybody: int
    exactly: int
    to_landlords: int
    """besides what anybody deduces"""
    landlords: int
    seconds_anybody: float
    seconds: float
    told: tuple[str, ...]
    """some of them, as a landlord reads them"""


def find_leaks(edition: Edition, own: Mapping[Count, int]) -> Leaks:
    """Attack a publication as anybody, then as each landlord.

    Args:
        edition: what is published.
        own: the counts of the residences, of which each landlord knows its own.
    """
    start = process_time()
    knowledge = gather([], edition)
    outside = attack(knowledge.system)
    seconds = process_time() - start
    landlords = list_landlords(knowledge.system)
    inside = [attack_as(knowledge, each, own) for each in landlords]
    situations = _list_situations([outside])
    leaks = [each for each in situations if each.verdict is not Verdict.RESISTS]
    exact = [each for each in leaks if each.verdict is Verdict.EXACT and each.cell.form]
    known = {_key(each) for each in leaks}
    others = {_key(each) for each in _list_situations(inside) if each.verdict is not Verdict.RESISTS} - known
    return Leaks(
        secrets=len(situations),
        to_anybody=len(leaks),
        exactly=sum(each.verdict is Verdict.EXACT for each in leaks),
        to_landlords=len(others),
        landlords=len(landlords),
        seconds_anybody=seconds,
        seconds=process_time() - start,
        told=tuple(explain(each, knowledge.system, Naming({})) for each in exact[:TOLD]),
    )


def _list_situations(attacks: Iterable[Attack]) -> list[Finding]:
    return [finding for each in attacks for finding in each.findings if not finding.cell.exact_only]


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.cell.level, finding.cell.code, finding.cell.count
