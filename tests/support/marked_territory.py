"""A published territory in which every count is found once: whoever meets one in an answer knows which cell it is of.

The thresholds of secrecy are raised instead of the residences being small, so that a secret count is a number that
nothing else looks like. Three communes, three landlords, two secteurs, of which one has a group line; in each commune eight residences, of which
two are under the threshold.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from tests.support.builders import (
    BONNEVILLE,
    HALPADES,
    a_bailleur,
    a_commune,
    a_parc,
    a_residence,
    a_secteur,
    an_occupation,
)
from tests.support.editions import MARIGNIER, SEMCODA, publish_edition
from tests.support.marked_records import Numbers, add_records

AYZE = "74024"
TERACTEM = "325720046"
LANDLORDS = {HALPADES: "Halpades", SEMCODA: "Semcoda", TERACTEM: "Téractem"}
COMMUNES = {BONNEVILLE: "Bonneville", MARIGNIER: "Marignier", AYZE: "Ayze"}
GROUP = "regroupement-S2"
"""The residences of Marignier that keep a secret, told together."""
THRESHOLD = 4500
LARGE, SMALL = 10_500, 2250
RESIDENCES = 8
"""In each commune."""
NOT_DRAWN = frozenset({*(int(each) for each in HTTPStatus), *range(367), THRESHOLD, THRESHOLD // 2})
"""The contract speaks of statuses, the method of its thresholds, gauges of the days that remain in a year."""
TEXT = "canari-9c41"
"""Planted in names that nobody but the manager, or nobody at all, may read."""


@dataclass(frozen=True)
class Marked:
    """The territory, and an access key for each role."""

    store: Store
    settings: Settings
    keys: dict[str, str]
    numbers: Numbers
    """of what partners added: see `marked_records`"""


def list_residences() -> Iterator[tuple[str, str, str, int]]:
    """Code, commune, landlord and size of each: eight to a commune, of which two are under the threshold."""
    landlords = list(LANDLORDS)
    for rank, commune in enumerate(COMMUNES):
        for place in range(RESIDENCES):
            siren = landlords[(rank + place) % len(landlords)]
            yield f"{commune}-{place}", commune, siren, SMALL if place in {1, 2} else LARGE


def publish_marked(store: Store, settings: Settings) -> Marked:
    """Load, compute and publish the territory; then load what is not published."""
    raised = settings.model_copy(
        update={
            "secrecy_min_logements": THRESHOLD,
            "secrecy_min_repondants": THRESHOLD // 2,
            "secrecy_time_limit": 20.0,
        }
    )
    draws = _Unique(random.Random(9041))
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for code, nom in COMMUNES.items():
            a_commune(session, code, nom=nom)
        for siren, nom in LANDLORDS.items():
            a_bailleur(session, siren, nom)
        a_secteur(session, "S1", code_insee=BONNEVILLE)
        a_secteur(session, "S2", code_insee=MARIGNIER)
        for rank, (code, commune, siren, size) in enumerate(list_residences()):
            secteur = "S1" if commune == BONNEVILLE and size == LARGE else "S2" if commune == MARIGNIER else None
            a_residence(session, code, code_insee=commune, bailleur_siren=siren, secteur=secteur, mise_en_service=1980)
            a_parc(session, code, **draws.draw_parc(size))
            if rank != len(COMMUNES) * RESIDENCES - 1:
                an_occupation(session, code, **draws.draw_occupation(size))
    publish_edition(store, raised, note=f"note {TEXT}")
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_residence(session, f"{TEXT}-source", nom=f"{TEXT} jamais publiée", code_insee=AYZE, adresse=TEXT)
    keys = {
        name: add_account(store, f"{TEXT} {name}", role, perimeter)
        for name, (role, perimeter) in {
            **{str(role): (role, Perimeter()) for role in Role if role not in {Role.COMMUNE, Role.BAILLEUR}},
            "commune": (Role.COMMUNE, Perimeter(communes=(BONNEVILLE,))),
            "bailleur": (Role.BAILLEUR, Perimeter(bailleurs=(SEMCODA,))),
        }.items()
    }
    return Marked(store, raised, keys, add_records(store, raised))


class _Unique:
    """Whole numbers near those asked for, none of which was given before."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._given: set[int] = set()

    def near(self, wanted: float, *, at_most: int) -> int:
        number = min(int(wanted * self._rng.uniform(0.94, 1.06)), at_most)
        while number in self._given or number % 100 == 0 or number in NOT_DRAWN:
            number -= 1
        self._given.add(number)
        return number

    def draw_parc(self, size: int) -> dict[str, int]:
        logements = self.near(size, at_most=2 * size)
        vacants = self.near(logements * 0.2, at_most=logements)
        offered = self.near(logements * 0.95, at_most=logements)
        return {
            "logements": logements,
            "vacants": vacants,
            "loues": self.near(logements * 0.75, at_most=logements - vacants),
            "offerts_un_an": offered,
            "emmenages": self.near(offered * 0.25, at_most=offered),
            "avant_1975": 0,
        }

    def draw_occupation(self, size: int) -> dict[str, int]:
        answers = self.near(size * 0.8, at_most=int(size * 0.9))
        known = self.near(answers * 0.9, at_most=answers)
        below_60 = self.near(known * 0.6, at_most=known)
        active = self.near(answers * 1.3, at_most=2 * answers)
        composed = self.near(answers * 0.85, at_most=answers)
        return {
            "menages": self.near(size * 0.93, at_most=size),
            "repondants": answers,
            "menages_ressources_connues": known,
            "ress_inf_60": below_60,
            "ress_inf_40": self.near(below_60 * 0.55, at_most=below_60),
            "majeurs_activite_connue": active,
            "majeurs_chomage": self.near(active * 0.3, at_most=active),
            "menages_composition_connue": composed,
            "familles_monoparentales": self.near(composed * 0.35, at_most=composed),
        }
