"""Two landlords who show each other their files: what they would know together of the others, and not apart.

It is said on the certificate, and does not stop a publication: what is withheld keeps each landlord from the others, not
all of them but one from the last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from time import monotonic
from typing import Any

from observatoire.audit.attack import Finding, Verdict
from observatoire.audit.deduction import WORDS, Naming
from observatoire.audit.insiders import attack_together, list_landlords
from observatoire.audit.knowledge import Count, Knowledge

DEDUCED = (Verdict.EXACT, Verdict.NARROW)


@dataclass(frozen=True, slots=True)
class Coalition:
    """Two landlords, and what they deduce together that neither deduces alone."""

    who: tuple[str, str]
    attacked: int
    deduced: tuple[Finding, ...]
    unverified: int

    def as_json(self) -> dict[str, Any]:
        """Figures only."""
        return {
            "qui": " et ".join(self.who),
            "cellules": self.attacked,
            "exactes": sum(each.verdict is Verdict.EXACT for each in self.deduced),
            "etroites": sum(each.verdict is Verdict.NARROW for each in self.deduced),
            "non_verifiees": self.unverified,
        }

    def tell(self, naming: Naming) -> list[str]:
        """Each deduction in a sentence, for the manager alone."""
        return [f"{' et '.join(self.who)} ensemble : {_tell(each, naming)}" for each in self.deduced]


@dataclass(frozen=True, slots=True)
class Coalitions:
    """Every pair that was attacked, and how many were not for want of time."""

    pairs: tuple[Coalition, ...]
    left: int
    told: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The pairs that deduce something, and how many there were."""
        return {
            "paires": len(self.pairs),
            "non_attaquees": self.left,
            "deduisent": [each.as_json() for each in self.pairs if each.deduced or each.unverified],
        }


def attack_coalitions(
    knowledge: Knowledge,
    own: Mapping[Count, int],
    owners: Mapping[str, str],
    naming: Naming,
    alone: Iterable[Finding],
    *,
    time_limit: float,
) -> Coalitions:
    """Attack as each pair of landlords.

    Args:
        knowledge: what everyone reads.
        own: counts of every residence, as its landlord transmitted them.
        owners: names of the landlords.
        naming: names of the territories.
        alone: what somebody deduces without help.
        time_limit: seconds; pairs that would come after are counted, never said to find nothing.
    """
    deadline = monotonic() + time_limit
    known = {each.key for each in alone}
    pairs: list[Coalition] = []
    left = 0
    for pair in combinations(list_landlords(knowledge.system), 2):
        if monotonic() > deadline:
            left += 1
            continue
        found = attack_together(knowledge, pair, own, deadline=deadline)
        if found.findings:
            new = tuple(each for each in found.failures if each.key not in known and each.verdict in DEDUCED)
            unverified = sum(each.verdict is Verdict.UNVERIFIED for each in found.findings)
            first, second = (owners.get(each, each) for each in pair)
            pairs.append(Coalition((first, second), len(found.findings), new, unverified))
    return Coalitions(tuple(pairs), left, tuple(each for pair in pairs for each in pair.tell(naming)))


def _tell(finding: Finding, naming: Naming) -> str:
    place = naming.call(finding.cell.level, finding.cell.code)
    one, several = WORDS.get(finding.cell.count, (finding.cell.count,) * 2)
    what = one if finding.high in {0, 1} else several
    if finding.low == finding.high:
        return f"{place} a {finding.low} {what}."
    return f"{place} a entre {finding.low} et {finding.high} {what}."
