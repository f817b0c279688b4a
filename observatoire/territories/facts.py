"""Facts of the stock: what a residence or a territory is made of, before any index. Nothing here comes from the survey.

A fact that is not known has no key. The facts of a territory are pooled from counts; where only part of the
residences know a detail, the number of dwellings that do (`types_connus`, `financements_connus`, `loyers_connus`)
stands beside it, so that a share keeps its denominator.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

import numpy as np
import pandas as pd

TYPES = ("t1", "t2", "t3", "t4", "t5")
FINANCEMENTS = ("plai", "plus", "pls")
ENERGIES = ("dpe_abc", "dpe_de", "dpe_fg")
"""Dwellings by energy label; those without one are in none of the three."""
MOVEMENTS = ("loues", "vacants", "offerts_un_an", "emmenages", "avant_1975")
"""The counts behind the indicators of attractivité: facts of a territory, never of a residence, and never where the
indicator is secret."""


class LandlordShare(TypedDict):
    """The dwellings of a landlord in a territory."""

    nom: str
    logements: int


class Ancestor(TypedDict):
    """A territory that became another, or part of it."""

    code: str
    nature: str
    """`renommee` (the same under another name), `fusionnee`, `scindee`, or `commune absorbée`"""
    depuis: str | None


class ResidenceFacts(TypedDict, total=False):
    """What is known of a residence as a piece of the stock."""

    bailleur: str
    adresse: str
    mise_en_service: int
    rehabilitation: str
    """year, or `aucune`; no key where the landlord does not say"""
    statut: str
    t1: int
    t2: int
    t3: int
    t4: int
    t5: int
    plai: int
    plus: int
    pls: int
    loyer_m2: float
    dpe_abc: int
    dpe_de: int
    dpe_fg: int
    suite: list[Ancestor]


class TerritoryFacts(TypedDict, total=False):
    """What is known of the stock of a territory."""

    residences: int
    logements: int
    t1: int
    t2: int
    t3: int
    t4: int
    t5: int
    types_connus: int
    plai: int
    plus: int
    pls: int
    financements_connus: int
    loyer_m2: float
    loyers_connus: int
    loues: int
    vacants: int
    offerts_un_an: int
    emmenages: int
    avant_1975: int
    mise_en_service_min: int
    mise_en_service_max: int
    bailleurs: list[LandlordShare]
    dpe_abc: int
    dpe_de: int
    dpe_fg: int
    generation: int
    suite: list[Ancestor]


PUBLIC_RESIDENCE_FACTS = (*TYPES, *ENERGIES)
"""What anyone may know of a residence beyond its name, address, landlord, size and age."""
PARTNER_RESIDENCE_FACTS = tuple(name for name in ResidenceFacts.__annotations__ if name not in PUBLIC_RESIDENCE_FACTS)
"""The others: what is public of them has a column of its own."""

PARTNER_TERRITORY_FACTS = ("loues", "vacants")
RESIDENCE_RENT = "loyer_m2"
LINEAGE = "suite"
"""The fact that says what a territory was before: series follow it, nothing else does."""


def measure_rents(observations: pd.DataFrame) -> pd.Series:
    """Rent per square metre of the residences whose rent is known, as it is written: to the fourth decimal.

    Args:
        observations: one row a residence, as `read_observations` gives them.
    """
    known = _rent_per_m2(observations).dropna()
    return pd.Series([str(round(float(rent), 4)) for rent in known], index=known.index, dtype="str")


def describe_territories(
    observations: pd.DataFrame, groups: pd.Series, *, secret: Mapping[str, frozenset[str]]
) -> dict[str, TerritoryFacts]:
    """Facts of each territory, by code.

    Args:
        observations: one row a residence, as `read_observations` gives them.
        groups: code of the territory of each residence; a residence without one belongs to none.
        secret: territories that must not show a count behind an indicator, by count.
    """
    positions, codes = pd.factorize(groups, sort=True)
    described: list[TerritoryFacts] = [{} for _ in codes]
    if not described:
        return {}
    add = _Adder(np.asarray(positions), len(codes))
    dwellings = observations["logements"].to_numpy(dtype=np.float64)
    _tell(described, "residences", np.bincount(add.places[add.inside], minlength=len(codes)))
    _tell(described, "logements", add(dwellings))
    for names, known_as in ((TYPES, "types_connus"), (FINANCEMENTS, "financements_connus")):
        known = observations[list(names)].notna().all(axis="columns").to_numpy()
        _tell(described, known_as, add(np.where(known, dwellings, np.nan)))
        for name in names:
            _tell(described, name, add(np.where(known, observations[name], np.nan)))
    for name in (*ENERGIES, *MOVEMENTS):
        hidden = np.isin(codes, list(secret.get(name, ()))) if name in MOVEMENTS else False
        _tell(described, name, np.where(hidden, np.nan, add(observations[name].to_numpy(dtype=np.float64))))
    _describe_rents(described, observations, groups, codes, add)
    years = observations["mise_en_service"].groupby(groups, observed=True).agg(["min", "max"]).reindex(codes)
    for extreme in ("min", "max"):
        _tell(described, f"mise_en_service_{extreme}", years[extreme].to_numpy())
    by_code = dict(zip(map(str, codes), described, strict=True))
    for code, shares in _share_landlords(observations, groups).items():
        by_code[code]["bailleurs"] = shares
    return by_code


class _Adder:
    """Adds counts up by territory; what nobody knows of a territory is unknown. Sums of whole numbers are exact."""

    def __init__(self, positions: np.ndarray, territories: int) -> None:
        self.inside = positions >= 0
        self.places = positions
        self._territories = territories

    def __call__(self, counts: np.ndarray) -> np.ndarray:
        known = self.inside & ~np.isnan(counts)
        places = self.places[known]
        sums = np.bincount(places, counts[known], minlength=self._territories).astype(np.float64)
        sums[np.bincount(places, minlength=self._territories) == 0] = np.nan
        return sums


def _tell(described: Sequence[TerritoryFacts], name: str, values: np.ndarray) -> None:
    """Add a fact where it is known. Counts and years are whole, only the rent is not."""
    for place in np.flatnonzero(~np.isnan(values)).tolist():
        value = float(values[place])
        described[place][name] = round(value, 4) if name == "loyer_m2" else int(value)  # type: ignore[literal-required]


def _describe_rents(
    described: Sequence[TerritoryFacts], observations: pd.DataFrame, groups: pd.Series, codes: pd.Index, add: _Adder
) -> None:
    rents = observations.loc[
        observations[["loyer_total", "surface_habitable"]].notna().all(axis="columns"),
        ["logements", "loyer_total", "surface_habitable"],
    ]
    if rents.empty:
        return
    pooled = rents[["loyer_total", "surface_habitable"]].groupby(groups.loc[rents.index], observed=True).sum()
    _tell(described, "loyer_m2", _rent_per_m2(pooled).reindex(codes).to_numpy())
    _tell(described, "loyers_connus", add(rents["logements"].reindex(observations.index).to_numpy()))


def keep_public_territory_facts(facts: Mapping[str, Any], *, with_movements: bool) -> dict[str, Any]:
    """What anyone may know of the stock of a territory: its size, its age, its types, how many dwellings are let a year.

    Args:
        facts: the facts as partners read them.
        with_movements: false where the counts of the territory are those of one residence.
    """
    hidden = {LINEAGE, *(PARTNER_TERRITORY_FACTS if with_movements else MOVEMENTS)}
    return {name: value for name, value in facts.items() if name not in hidden}


def _rent_per_m2(frame: pd.DataFrame) -> pd.Series:
    surface = frame["surface_habitable"].where(frame["surface_habitable"] > 0)
    return (frame["loyer_total"] / surface).rename("loyer_m2")


def _share_landlords(observations: pd.DataFrame, groups: pd.Series) -> dict[str, list[LandlordShare]]:
    """Dwellings by landlord of each territory, largest first; a landlord whose stock is not known counts for none."""
    stock = observations[["bailleur", "logements"]].assign(territoire=groups)
    pooled = stock.groupby(["territoire", "bailleur"], observed=True)["logements"].sum().reset_index()
    pooled = pooled.astype({"territoire": "str", "bailleur": "str"})
    ordered = pooled.sort_values(["territoire", "logements", "bailleur"], ascending=[True, False, True])
    shares: dict[str, list[LandlordShare]] = {}
    for territory, landlord, dwellings in ordered.itertuples(index=False):
        shares.setdefault(territory, []).append({"nom": landlord, "logements": int(dwellings)})
    return shares
