"""Who transmitted what: coverage of the two sources and landlords that are missing, from the rows of a millésime."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from observatoire.store.queries.observations import LandlordStock

SOURCES = {"occupation": "occupation_transmise", "parc": "parc_transmis"}
"""Each source, and the column of the observations that says whether it describes a residence."""


@dataclass(frozen=True, slots=True)
class MissingLandlord:
    """A landlord with residences in the store, none of which a source describes."""

    siren: str
    nom: str
    source: str
    residences: int


def measure_coverage(observations: pd.DataFrame) -> dict[str, float | None]:
    """Share of the dwellings that each source describes; nothing is known of an empty store.

    A residence whose dwellings are not known weighs as many as it has households.
    """
    weight = observations["logements"].fillna(observations["menages"])
    total = float(weight.sum())
    return {
        source: float(weight.loc[observations[column]].sum()) / total if total else None
        for source, column in SOURCES.items()
    }


def list_missing_landlords(landlords: Iterable[LandlordStock]) -> list[MissingLandlord]:
    """Landlords of whom a source says nothing at all, by source then SIREN.

    Args:
        landlords: all that have a residence, by SIREN.
    """
    known = list(landlords)
    return [
        MissingLandlord(siren=each.siren, nom=each.nom, source=source, residences=each.residences)
        for source in SOURCES
        for each in known
        if not getattr(each, source)
    ]
