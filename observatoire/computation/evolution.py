"""Evolution: what each index is against the reference of one publication, which stays worth 100 from year to year.

Position and evolution are never mixed: a residence can worsen while its position improves, when the reference worsens more.
"""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from indices import Method, Results
from indices.years import evolve
from observatoire.errors import InvalidInputError, Problem
from observatoire.store.queries import bases
from observatoire.territories.reference import Reference


@dataclass(frozen=True, slots=True)
class FixedBase:
    """The publication whose reference is worth 100."""

    number: int
    rates: pd.Series
    """its shares, by indicator; NaN where it had none to show"""


def choose_base(session: Session, asked: int | None, *, reference: Reference) -> FixedBase | None:
    """The base that was asked for, or the one in use: that of the publication online, else the first on this reference.

    Args:
        session: the unit of work.
        asked: number of a publication.
        reference: of the computation; the base must have the same.

    Returns:
        Nothing for the first publication on this reference, which is its own base.

    Raises:
        InvalidInputError: no such publication, or on another reference.
    """
    known = bases.list_bases(session, reference.code)
    if asked is not None and asked not in known:
        raise InvalidInputError("L’année de base ne peut pas être retenue.", [_refuse(asked, known, reference)])
    number = asked if asked is not None else bases.find_base(session, reference.code)
    return None if number is None else FixedBase(number, bases.read_rates(session, number, reference.code))


def _refuse(asked: int, known: list[int], reference: Reference) -> Problem:
    numbers = ", ".join(str(number) for number in known) or "aucune pour l’instant"
    return Problem(
        f"La publication {asked} n’existe pas, ou sa référence n’est pas « {reference.nom} » : l’évolution n’y aurait pas de sens.",
        f"Choisissez avec --base une publication sur cette référence : {numbers}.",
        column="--base",
        value=str(asked),
    )


def trace_evolution(results: Results, base: FixedBase | None, *, method: Method) -> pd.Series:
    """The evolution of every index, in the order of `Results.value`; position itself in the base year."""
    if base is None or not method.indices:
        position: pd.Series = results.value["value"]
        return position
    return evolve(results, base.rates.reindex(list(method.indicators)), method=method)
