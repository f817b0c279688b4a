"""Figures that should agree and do not: reported, never hidden. Each says what is announced and what is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from observatoire.convention.gauges import Group, tally
from observatoire.convention.reservataires import UNKNOWN
from observatoire.convention.rules import Convention


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures of the same thing. Shares are fractions, counts are whole."""

    code: str
    label: str
    announced: Fraction | int
    counted: Fraction | int
    note: str
    is_share: bool = False
    details: tuple[tuple[str, int], ...] = ()
    """where the difference lies, by landlord"""

    @property
    def gap(self) -> Fraction | int:
        """What is counted, less what is announced."""
        return self.counted - self.announced


def find_disagreements(
    convention: Convention, groups: Sequence[Group], year: int, *, logements: int | None, millesime: int | None
) -> list[Disagreement]:
    """List what does not agree in a year.

    Args:
        convention: what is announced.
        groups: the attributions of the year.
        year: which.
        logements: dwellings of the stock that is published, when there is one.
        millesime: of that stock.
    """
    found = [*_compare_reservations(groups), *_compare_shares(convention, groups, year)]
    found += [
        Disagreement(announced.code, announced.label, announced.logements, logements, announced.note)
        for announced in convention.announced
        if announced.logements is not None and logements is not None and announced.millesime == millesime
    ]
    return [each for each in found if each.gap]


def _compare_reservations(groups: Iterable[Group]) -> list[Disagreement]:
    """The landlords' total against that of the reservation rights: some attributions have none."""
    attributed = [group for group in groups if group.etape == "attribution"]
    missing: dict[str, int] = {}
    for group in attributed:
        if group.reservataire == UNKNOWN:
            missing[group.bailleur] = missing.get(group.bailleur, 0) + group.count
    total = sum(group.count for group in attributed)
    return [
        Disagreement(
            "contingents",
            "Attributions par bailleur, et par réservataire",
            total - sum(missing.values()),
            total,
            "Le réservataire de ces attributions n’est pas précisé : elles comptent dans les objectifs des bailleurs et de "
            "l’ensemble, dans aucun contingent.",
            details=tuple(sorted(missing.items())),
        )
    ]


def _compare_shares(convention: Convention, groups: Sequence[Group], year: int) -> list[Disagreement]:
    found = []
    for announced in convention.announced:
        if announced.objective is None or announced.share is None or announced.year != year:
            continue
        counted = tally(convention.objective(announced.objective), groups)
        if counted.base:
            share = Fraction(counted.realised, counted.base)
            found.append(
                Disagreement(announced.code, announced.label, announced.share, share, announced.note, is_share=True)
            )
    return found
