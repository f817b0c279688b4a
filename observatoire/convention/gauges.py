"""From counts of attributions to gauges: realised, share, objective in number, what is missing, what is to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from observatoire.convention.reservataires import UNKNOWN
from observatoire.convention.rules import Base, Committed, Counted, Objective, Scope

EARLIEST = Fraction(1, 4)
"""Part of the year from which its pace is carried on: one attribution on 2 January is no pace of 183 a year."""


@dataclass(frozen=True, slots=True)
class Group:
    """Attributions alike: what an objective needs to know of them, and how many they are."""

    etape: str
    bailleur: str
    reservataire: str
    commune: str
    qpv: bool
    quartile: str | None
    signed: bool
    count: int
    dalo: int = 0
    prioritaires: int = 0
    relogement_ru: int = 0
    mutations: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What an objective finds in some groups. `unknown` could have counted and nobody noted it."""

    base: int = 0
    realised: int = 0
    unknown: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.base + other.base, self.realised + other.realised, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the year ends at the pace of the dwellings freed so far."""

    base: int
    realised: int
    wanted: int
    missing: int
    """still to be made among the dwellings to come"""
    remaining: int
    """dwellings to come"""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One objective for one partner. `share`, `wanted` and `missing` are empty when there is nothing to share."""

    status: str
    base: int
    realised: int
    unknown: int
    share: Fraction | None
    rate: Fraction | None
    wanted: int | None
    missing: int | None
    projection: Projection | None = None


@dataclass(frozen=True, slots=True)
class PartnerGauge:
    """A gauge and whose it is."""

    code: str
    label: str
    gauge: Gauge


@dataclass(frozen=True, slots=True)
class Followed:
    """An objective followed: a gauge for each partner bound by it, and one for all together."""

    objective: Objective
    partners: tuple[PartnerGauge, ...]
    together: Gauge


def tally(objective: Objective, groups: Iterable[Group]) -> Tally:
    """Count what an objective looks at."""
    total = Tally()
    for group in groups:
        if _is_in_base(objective, group):
            realised, unknown = _count(objective.counted, group)
            total += Tally(group.count, realised, unknown)
    return total


def wanted_of(rate: Fraction, base: int) -> int:
    """The objective in number, rounded up: a part of a dwelling cannot be attributed."""
    return ceil(rate * base)


def gauge(found: Tally, rate: Fraction | None, elapsed: Fraction = Fraction(1)) -> Gauge:
    """Measure an objective. 0/0 is « sans objet », never 0 %.

    Args:
        found: what was counted.
        rate: the least share, `None` when the figure is only followed.
        elapsed: the part of the year that is over; from a quarter of it and below 1, its end is projected.
    """
    if found.base == 0:
        return Gauge("sans_objet", 0, 0, 0, None, rate, None, None)
    wanted = None if rate is None else wanted_of(rate, found.base)
    return Gauge(
        status="partiel" if found.unknown else "ok",
        base=found.base,
        realised=found.realised,
        unknown=found.unknown,
        share=Fraction(found.realised, found.base),
        rate=rate,
        wanted=wanted,
        missing=None if wanted is None else max(0, wanted - found.realised),
        projection=None if rate is None or not EARLIEST <= elapsed < 1 else project(found, rate, elapsed),
    )


def project(found: Tally, rate: Fraction, elapsed: Fraction) -> Projection:
    """Carry the pace of the year on to its end."""
    base = floor(found.base / elapsed + Fraction(1, 2))
    realised = floor(found.realised / elapsed + Fraction(1, 2))
    wanted = wanted_of(rate, base)
    return Projection(base, realised, wanted, max(0, wanted - found.realised), base - found.base)


def follow(
    objective: Objective,
    groups: Sequence[Group],
    partners: Mapping[str, str],
    year: int,
    elapsed: Fraction = Fraction(1),
) -> Followed:
    """Measure an objective for each partner bound by it, and for all together.

    Args:
        objective: which.
        groups: the attributions of the year.
        partners: label of each partner to show, by code; none for an objective of all together.
        year: whose rates are in force.
        elapsed: the part of the year that is over.
    """
    lines = []
    for code, label in partners.items():
        own = [group for group in groups if partner_of(objective.committed, group) == code]
        found = tally(objective, own)
        lines.append(PartnerGauge(code, label, gauge(found, rate_over(objective, own, year, code), elapsed)))
    bound = [group for group in groups if partner_of(objective.committed, group) != UNKNOWN]
    rate = None if objective.rates_differ(year) else rate_over(objective, bound, year)
    return Followed(objective, tuple(lines), gauge(tally(objective, bound), rate, elapsed))


def rate_over(objective: Objective, groups: Sequence[Group], year: int, partner: str | None = None) -> Fraction | None:
    """The least share over some groups: where communes are held to rates of their own, each weighs by what it counts."""
    if not objective.names_communes(year):
        return objective.find_rate(year, partner)
    bases: dict[str, int] = {}
    for group in groups:
        bases[group.commune] = bases.get(group.commune, 0) + tally(objective, [group]).base
    whole = sum(bases.values())
    rates = {commune: objective.find_rate(year, partner, commune) for commune, base in bases.items() if base}
    if not rates or all(rate is None for rate in rates.values()):
        return objective.find_rate(year, partner)
    return sum(((rates[commune] or Fraction(0)) * bases[commune] for commune in rates), Fraction(0)) / whole


def partner_of(committed: Committed, group: Group) -> str | None:
    """Whose gauge a group enters."""
    match committed:
        case Committed.BAILLEUR:
            return group.bailleur
        case Committed.RESERVATAIRE:
            return group.reservataire
        case Committed.ENSEMBLE:
            return None


def _is_in_base(objective: Objective, group: Group) -> bool:
    proposed = group.etape == "proposition"
    if proposed != (objective.base is Base.PROPOSITIONS):
        return False
    if objective.base is Base.BAUX_SIGNES and not group.signed:
        return False
    return objective.scope is Scope.PARTOUT or group.qpv == (objective.scope is Scope.QPV)


def _count(counted: Counted, group: Group) -> tuple[int, int]:
    """How many of a group count, and how many nobody can tell."""
    match counted:
        case Counted.Q1_OU_RELOGEMENT:
            if group.quartile == "1":
                return group.count, 0
            return group.relogement_ru, 0 if group.quartile else group.count - group.relogement_ru
        case Counted.AUTRES_QUARTILES:
            return group.count * (group.quartile == "2-4"), 0 if group.quartile else group.count
        case Counted.PRIORITAIRES:
            return group.prioritaires, 0
        case Counted.DALO:
            return group.dalo, 0
        case Counted.MUTATIONS:
            return group.mutations, 0
