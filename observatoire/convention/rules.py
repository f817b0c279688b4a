"""What the partners promised: objectives as dated rates, by partner and territory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Committed(StrEnum):
    """Who is bound by an objective: each of these partners, or all together."""

    BAILLEUR = "bailleur"
    RESERVATAIRE = "reservataire"
    ENSEMBLE = "ensemble"


class Scope(StrEnum):
    """Where an objective holds."""

    PARTOUT = "partout"
    QPV = "qpv"
    HORS_QPV = "hors_qpv"


class Base(StrEnum):
    """On what a share is taken."""

    ATTRIBUTIONS = "attributions"
    BAUX_SIGNES = "baux_signes"
    PROPOSITIONS = "propositions"


class Counted(StrEnum):
    """What is counted in the base."""

    Q1_OU_RELOGEMENT = "q1_ou_relogement"
    AUTRES_QUARTILES = "autres_quartiles"
    PRIORITAIRES = "prioritaires"
    DALO = "dalo"
    MUTATIONS = "mutations"


@dataclass(frozen=True, slots=True)
class Rate:
    """A least share, from one year to another, for everyone or for one partner or commune."""

    minimum: Fraction
    since: int
    until: int | None = None
    partner: str | None = None
    commune: str | None = None

    def applies(self, year: int, partner: str | None, commune: str | None) -> bool:
        """Whether it holds for this partner and commune in that year."""
        in_force = self.since <= year and (self.until is None or year <= self.until)
        return in_force and self.partner in {None, partner} and self.commune in {None, commune}


@dataclass(frozen=True, slots=True)
class Derivation:
    """How an overall rate follows from the State's share of the reservations and the rates of each."""

    part_etat: Fraction
    etat: Fraction
    autres: Fraction

    def rate(self) -> Fraction:
        """The overall rate when every reservation right frees dwellings at the same pace."""
        return self.part_etat * self.etat + (1 - self.part_etat) * self.autres


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective of the convention."""

    code: str
    label: str
    short: str
    article: str
    committed: Committed
    scope: Scope
    base: Base
    counted: Counted
    rates: tuple[Rate, ...]
    derivation: Derivation | None = None

    def find_rate(self, year: int, partner: str | None = None, commune: str | None = None) -> Fraction | None:
        """The least share in force, the most particular then the latest; `None` when it is only followed."""
        held = [rate for rate in self.rates if rate.applies(year, partner, commune)]
        if not held:
            return None
        return max(held, key=lambda rate: (rate.commune is not None, rate.partner is not None, rate.since)).minimum

    def names_communes(self, year: int) -> bool:
        """Whether some communes are held to another rate that year."""
        return any(rate.commune is not None and rate.applies(year, rate.partner, rate.commune) for rate in self.rates)

    def rates_differ(self, year: int) -> bool:
        """Whether some partners are held to another rate: no single one then holds for all together."""
        return any(rate.partner is not None and rate.applies(year, rate.partner, rate.commune) for rate in self.rates)


@dataclass(frozen=True, slots=True)
class Threshold:
    """The income under which an applicant is in the first quartile, in euros a year and consumption unit, by decree."""

    year: int
    yearly: int
    decree: str
    signed: date


@dataclass(frozen=True, slots=True)
class Announced:
    """A figure that the convention states, to be compared with what the data say."""

    code: str
    label: str
    note: str
    logements: int | None = None
    millesime: int | None = None
    objective: str | None = None
    year: int | None = None
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A period of the calendar of relocation."""

    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RelocationRules:
    """What is due to the households that must move because their building is demolished."""

    radius_km: int
    proposals: int
    answer_days: int
    notice_months: int
    effort_maximum: Fraction
    excluded: tuple[str, ...]
    phases: tuple[Phase, ...]
    targets: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """What must be built again, and how much of it as PLAI."""

    demolished: int
    plai: Fraction


@dataclass(frozen=True, slots=True)
class Convention:
    """A convention, from its first year followed to its last."""

    version: str
    title: str
    territory: str
    first: int
    last: int
    objectives: tuple[Objective, ...]
    thresholds: tuple[Threshold, ...]
    announced: tuple[Announced, ...]
    relocation: RelocationRules
    rebuilding: Rebuilding

    def objective(self, code: str) -> Objective:
        """The objective of this code."""
        return next(objective for objective in self.objectives if objective.code == code)

    def find_threshold(self, day: date) -> Threshold | None:
        """The threshold of the first quartile in force on a day: that of the latest decree then signed."""
        signed = [threshold for threshold in self.thresholds if threshold.signed <= day]
        return max(signed, key=lambda threshold: (threshold.year, threshold.signed), default=None)
