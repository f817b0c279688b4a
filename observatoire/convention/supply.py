"""New supply: what is delivered, programmed and rebuilt, in dwellings by financing, and how far from the demolished site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import asin, cos, radians, sin, sqrt

from observatoire.convention.rules import Rebuilding

EARTH_KM = 6371.0088
NATURES = {
    "livre": "Livrés, de moins de cinq ans à la signature",
    "programme": "Programmés",
    "reconstitution": "Reconstitution de l’offre démolie",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of new supply."""

    code: str
    nature: str
    code_insee: str
    adresse: str
    bailleur: str
    plai: int
    plus: int
    pls: int
    modalite: str | None
    livraison: str | None
    annee: int | None
    longitude: float | None
    latitude: float | None

    @property
    def logements(self) -> int:
        """All its dwellings."""
        return self.plai + self.plus + self.pls


@dataclass(frozen=True, slots=True)
class Totals:
    """Dwellings by financing."""

    plai: int
    plus: int
    pls: int
    logements: int


@dataclass(frozen=True, slots=True)
class RebuildingState:
    """What is rebuilt of what is demolished."""

    demolished: int
    planned: int
    missing: int
    plai_share: Fraction | None
    plai_rate: Fraction


def add_up(operations: Iterable[Operation]) -> Totals:
    """Add operations up."""
    listed = list(operations)
    plai, plus, pls = (sum(getattr(each, name) for each in listed) for name in ("plai", "plus", "pls"))
    return Totals(plai, plus, pls, plai + plus + pls)


def measure_rebuilding(rules: Rebuilding, operations: Sequence[Operation]) -> RebuildingState:
    """Compare what is rebuilt with what is demolished, and its very social part with what is expected."""
    totals = add_up(each for each in operations if each.nature == "reconstitution")
    return RebuildingState(
        demolished=rules.demolished,
        planned=totals.logements,
        missing=max(0, rules.demolished - totals.logements),
        plai_share=Fraction(totals.plai, totals.logements) if totals.logements else None,
        plai_rate=rules.plai,
    )


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance along the ground between two places given by longitude and latitude in degrees."""
    (lng1, lat1), (lng2, lat2) = ((radians(lng), radians(lat)) for lng, lat in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lng2 - lng1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))
