"""The closed lists that describe a type of household before a designation: never a person, and nothing is kept.

What an index feels is less than what is asked: `effect_of` names it, and is the key under which a publication keeps the
effects computed. The size only says which dwellings suit.
"""

from dataclasses import dataclass
from itertools import product

from observatoire.errors import InvalidInputError, Problem

RESSOURCES = {
    "inf_40": "Sous 40 % des plafonds (premier quartile)",
    "de_40_a_60": "De 40 à 60 % des plafonds",
    "sup_60": "Au-dessus de 60 % des plafonds",
}
FAMILLES = {
    "seule": "Personne seule",
    "couple": "Couple sans enfant",
    "couple_enfants": "Couple avec enfants",
    "monoparentale": "Famille monoparentale",
}
TAILLES = {"1": "1 personne", "2": "2 personnes", "3_4": "3 ou 4 personnes", "5": "5 personnes ou plus"}
ACTIVITES = {
    "aucun": "Aucun adulte inscrit au chômage",
    "un": "Un adulte inscrit au chômage",
    "deux": "Deux adultes inscrits au chômage",
}
SIZES_OF = {
    "seule": ("1",),
    "couple": ("2",),
    "couple_enfants": ("3_4", "5"),
    "monoparentale": ("2", "3_4", "5"),
}
DWELLINGS_FOR = {"1": ("t1", "t2"), "2": ("t2", "t3"), "3_4": ("t3", "t4"), "5": ("t4", "t5")}
"""Types of dwelling that suit a size: a way to look nearby, not a rule of attribution."""

JOBSEEKERS = {"aucun": 0, "un": 1, "deux": 2}
_ADULTS = {"seul": 1, "couple": 2, "monoparental": 1}
_SHAPE_OF = {"seule": "seul", "couple": "couple", "couple_enfants": "couple", "monoparentale": "monoparental"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What the indices feel of a type of household."""

    key: str
    ressources: str
    adults: int
    jobseekers: int
    single_parent: bool


@dataclass(frozen=True, slots=True)
class HouseholdType:
    """A type of household, each trait from its closed list."""

    ressources: str
    famille: str
    taille: str
    activite: str

    @property
    def effect(self) -> str:
        """The key of its effects in a publication."""
        return _key(self.ressources, _SHAPE_OF[self.famille], self.activite)

    @property
    def dwellings(self) -> tuple[str, ...]:
        """Types of dwelling that suit it."""
        return DWELLINGS_FOR[self.taille]


def list_effects() -> tuple[Effect, ...]:
    """Every type that an index can tell apart."""
    return tuple(
        Effect(_key(ressources, shape, activite), ressources, adults, JOBSEEKERS[activite], shape == "monoparental")
        for ressources, (shape, adults), activite in product(RESSOURCES, _ADULTS.items(), ACTIVITES)
        if JOBSEEKERS[activite] <= adults
    )


def describe_type(ressources: str, famille: str, taille: str, activite: str) -> HouseholdType:
    """The type that four traits make together.

    Args:
        ressources: one of `RESSOURCES`.
        famille: one of `FAMILLES`.
        taille: one of `TAILLES`.
        activite: one of `ACTIVITES`.

    Raises:
        InvalidInputError: two traits contradict each other.
    """
    problems = []
    if taille not in SIZES_OF[famille]:
        sizes = " ou ".join(f"« {TAILLES[each]} »" for each in SIZES_OF[famille])
        problems.append(
            Problem(
                f"« {FAMILLES[famille]} » et « {TAILLES[taille]} » ne vont pas ensemble.",
                f"Choisissez {sizes}, ou une autre composition.",
                column="taille",
                value=taille,
            )
        )
    if JOBSEEKERS[activite] > _ADULTS[_SHAPE_OF[famille]]:
        problems.append(
            Problem(
                f"« {FAMILLES[famille]} » ne compte qu’un adulte.",
                "Choisissez « aucun » ou « un » adulte inscrit au chômage.",
                column="activite",
                value=activite,
            )
        )
    if problems:
        raise InvalidInputError("Ce type de ménage se contredit.", problems)
    return HouseholdType(ressources, famille, taille, activite)


def _key(ressources: str, shape: str, activite: str) -> str:
    return f"{ressources}-{shape}-{activite}"
