"""Facts of the stock: what a residence or a territory is made of, before any index. Nothing here comes from the survey.

A fact that is not known has no key. The facts of a territory are pooled from counts; where only part of the
residences know a detail, the number of dwellings that do (`types_connus`, `financements_connus`, `loyers_connus`)
stands beside it, so that a share keeps its denominator.
"""

from collections.abc import Mapping
from typing import Any, TypedDict

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
    stock = observations.loc[groups.notna()].assign(territoire=groups)
    known_types = stock[list(TYPES)].notna().all(axis="columns")
    known_financements = stock[list(FINANCEMENTS)].notna().all(axis="columns")
    known_rents = stock[["loyer_total", "surface_habitable"]].notna().all(axis="columns")
    columns = {
        "logements": stock["logements"],
        **{name: stock[name].where(known_types) for name in TYPES},
        "types_connus": stock["logements"].where(known_types),
        **{name: stock[name].where(known_financements) for name in FINANCEMENTS},
        "financements_connus": stock["logements"].where(known_financements),
        **{name: stock[name] for name in ENERGIES},
        "loyer_total": stock["loyer_total"].where(known_rents),
        "surface_habitable": stock["surface_habitable"].where(known_rents),
        "loyers_connus": stock["logements"].where(known_rents),
        **{name: stock[name] for name in MOVEMENTS},
    }
    pooled = pd.DataFrame(columns).groupby(stock["territoire"]).sum(min_count=1)
    pooled["loyer_m2"] = _rent_per_m2(pooled)
    for name in MOVEMENTS:
        pooled.loc[pooled.index.isin(secret.get(name, frozenset())), name] = float("nan")
    years = stock.groupby("territoire")["mise_en_service"].agg(["min", "max"]).add_prefix("mise_en_service_")
    residences = stock.groupby("territoire").size().rename("residences")
    frame = pd.concat([residences, pooled.drop(columns=["loyer_total", "surface_habitable"]), years], axis="columns")
    landlords = _share_landlords(stock)
    described: dict[str, TerritoryFacts] = {}
    for row in frame.rename_axis("territoire").reset_index().to_dict("records"):
        code = str(row["territoire"])
        facts: TerritoryFacts = _facts(row)
        facts["bailleurs"] = landlords[code]
        described[code] = facts
    return described


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


def _share_landlords(stock: pd.DataFrame) -> dict[str, list[LandlordShare]]:
    """Dwellings by landlord of each territory, largest first; a landlord whose stock is not known counts for none."""
    pooled = stock.groupby(["territoire", "bailleur"])["logements"].sum().reset_index()
    ordered = pooled.sort_values(["territoire", "logements", "bailleur"], ascending=[True, False, True])
    shares: dict[str, list[LandlordShare]] = {}
    for territory, landlord, dwellings in ordered.itertuples(index=False):
        shares.setdefault(territory, []).append({"nom": landlord, "logements": int(dwellings)})
    return shares


def _facts(row: Mapping[Any, Any]) -> Any:
    """Drop what is unknown, and give each fact its JSON type: counts and years are whole, only the rent is not."""
    facts: dict[str, Any] = {}
    for name, value in row.items():
        if name in ("residence", "territoire") or pd.isna(value):
            continue
        if isinstance(value, str):
            facts[name] = value
        else:
            facts[name] = round(float(value), 4) if name == "loyer_m2" else int(value)
    return facts
