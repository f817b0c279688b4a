"""Who transmitted what: coverage of the two sources and landlords that are missing, from the rows of a millésime."""

from dataclasses import dataclass

import pandas as pd

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


def list_missing_landlords(observations: pd.DataFrame, stock: pd.DataFrame) -> list[MissingLandlord]:
    """Landlords of whom a source says nothing at all, by source then SIREN.

    Args:
        observations: residences that at least one source describes.
        stock: every active residence of the store: `bailleur_siren`, `bailleur`, indexed by residence.
    """
    known = pd.concat([stock, observations[["bailleur_siren", "bailleur"]]])
    known = known.loc[~known.index.duplicated()]
    missing = []
    for source, column in SOURCES.items():
        transmitted = set(observations.loc[observations[column], "bailleur_siren"])
        absent = known.loc[~known["bailleur_siren"].isin(transmitted)]
        counted = absent.groupby(["bailleur_siren", "bailleur"]).size().reset_index(name="residences")
        missing += [
            MissingLandlord(siren=str(siren), nom=str(nom), source=source, residences=int(count))
            for siren, nom, count in counted.itertuples(index=False)
        ]
    return missing
