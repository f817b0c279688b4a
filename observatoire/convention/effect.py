"""What a designation would change for the gauges, before it is made. A kind of attribution, never a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from observatoire.convention.gauges import Gauge, Group, gauge, partner_of, rate_over, tally
from observatoire.convention.rules import Committed, Convention, Objective
from observatoire.convention.statement import describe_gauge


@dataclass(frozen=True, slots=True)
class Effect:
    """An objective before and after, for the partner of the designation or for all together."""

    objective: Objective
    partner: str | None
    before: Gauge
    after: Gauge


def measure_effects(
    convention: Convention, groups: Sequence[Group], designation: Group, year: int, elapsed: Fraction = Fraction(1)
) -> list[Effect]:
    """Measure each objective whose base the designation enters, with its partner's gauge, or that of all together."""
    effects = []
    for objective in convention.objectives:
        if not tally(objective, [designation]).base:
            continue
        partner = partner_of(objective.committed, designation)
        together = objective.committed is Committed.ENSEMBLE
        own = list(groups) if together else [g for g in groups if partner_of(objective.committed, g) == partner]
        before, after = (
            gauge(tally(objective, counted), rate_over(objective, counted, year, partner), elapsed)
            for counted in (own, [*own, designation])
        )
        effects.append(Effect(objective, partner, before, after))
    return effects


def describe_effect(effect: Effect) -> dict[str, Any]:
    """An effect as JSON, with whether it brings the objective nearer."""
    return {
        "code": effect.objective.code,
        "label": effect.objective.label,
        "short": effect.objective.short,
        "committed": effect.objective.committed,
        "partner": effect.partner,
        "before": describe_gauge(effect.before),
        "after": describe_gauge(effect.after),
        "direction": find_direction(effect),
    }


def find_direction(effect: Effect) -> str:
    """Whether it brings the objective nearer. What counts always raises the share; what does not may ask for one more."""
    if effect.after.realised > effect.before.realised:
        return "rapproche"
    return "éloigne" if (effect.after.missing or 0) > (effect.before.missing or 0) else "ne change pas"
