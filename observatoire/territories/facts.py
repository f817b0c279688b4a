"""Facts of the stock: what a residence or a territory is made of, before any index. Nothing here comes from the survey.

A fact that is not known has no key. The facts of a territory are pooled from counts; where only part of the
residences know a detail, the number of dwellings that do (`types_connus`, `financements_connus`, `loyers_connus`)
stands beside it, so that a share keeps its denominator.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from observatoire.territories.fact_names import ENERGIES, FINANCEMENTS, MOVEMENTS, TYPES, LandlordShare, TerritoryFacts


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
