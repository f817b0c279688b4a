"""Whether what a partner wants to write may be written: closed lists, and free texts that lead to nobody."""

from collections.abc import Iterable, Sequence

from observatoire.commission.free_text import check_free_text
from observatoire.commission.household_types import ACTIVITES, FAMILLES, RESSOURCES, TAILLES, describe_type
from observatoire.errors import InvalidInputError, Problem


def check_entry(
    choices: Iterable[tuple[str, Sequence[str] | str, Iterable[str]]], precision: str, known: Iterable[str]
) -> None:
    """Refuse an entry, with every reason at once.

    Args:
        choices: name of a field, what was chosen, and the closed list that it belongs to.
        precision: the free text.
        known: names of the territory, whose words a text may hold.

    Raises:
        InvalidInputError: something is not in its list, or the text says too much.
    """
    problems = []
    for column, chosen, allowed in choices:
        names = list(allowed)
        words = [chosen] if isinstance(chosen, str) else list(chosen)
        if not words:
            problems.append(Problem("Il manque un choix.", f"Choisissez parmi : {', '.join(names)}.", column=column))
        problems += [
            Problem("Cette valeur n’existe pas.", f"Choisissez parmi : {', '.join(names)}.", column=column, value=word)
            for word in words
            if word not in names
        ]
    problems += [
        Problem(each.message, each.remedy, column="precision", value=each.value)
        for each in check_free_text(precision, known)
    ]
    if problems:
        raise InvalidInputError("Cette décision ne peut pas être enregistrée en l’état.", problems)


def check_household(menage: str) -> None:
    """Refuse a type of household that is not four words of the closed lists.

    Raises:
        InvalidInputError: a word is unknown, or two contradict each other.
    """
    words = menage.split(".")
    lists = (RESSOURCES, FAMILLES, TAILLES, ACTIVITES)
    if len(words) != len(lists) or any(word not in allowed for word, allowed in zip(words, lists, strict=False)):
        problem = Problem(
            "Ce type de ménage n’existe pas.", "Choisissez les quatre traits dans leurs listes.", column="menage"
        )
        raise InvalidInputError("Cette décision ne peut pas être enregistrée en l’état.", [problem])
    describe_type(*words)
