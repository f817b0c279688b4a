"""The relocation of a demolished building: six objectives on counts since the beginning, and its calendar."""

from collections.abc import Mapping
from dataclasses import dataclass

from observatoire.convention.gauges import Gauge, Tally, gauge
from observatoire.convention.rules import Phase, RelocationRules

TARGETS: Mapping[str, tuple[str, str, str]] = {
    "proposition_neuf": ("Proposition dans le neuf ou le moins de cinq ans", "propositions_neuf", "menages"),
    "relogement_neuf": ("Relogement dans le neuf ou le moins de cinq ans", "reloges_neuf", "reloges"),
    "reste_a_charge": ("Reste à charge maîtrisé", "reste_a_charge", "reloges"),
    "accession": ("Accession à la propriété", "accession", "reloges"),
    "satisfaction": ("Satisfaction sur le nouveau lieu de vie", "satisfaits", "enquetes"),
    "hors_quartier": ("Relogement hors Bellerive et Bois-Jolivet", "hors_quartier", "reloges"),
}
"""For each objective: its label, what is counted, among what."""

COUNTS = (
    "logements", "vacants", "menages", "rencontres", "propositions_neuf", "refus", "reloges", "reloges_neuf",
    "reste_a_charge", "accession", "enquetes", "satisfaits", "hors_quartier",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """An objective of relocation, measured on all the buildings together."""

    code: str
    label: str
    gauge: Gauge


def measure_relocation(rules: RelocationRules, counts: Mapping[str, int]) -> list[Target]:
    """Measure the six objectives on counts added up."""
    return [
        Target(code, label, gauge(Tally(counts[among], counts[counted]), rules.targets[code]))
        for code, (label, counted, among) in TARGETS.items()
    ]


def find_phase(rules: RelocationRules, year: int) -> Phase | None:
    """The phase of the calendar that a year belongs to."""
    return next((phase for phase in rules.phases if phase.first <= year <= phase.last), None)
