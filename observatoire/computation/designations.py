"""What a designation would change in each residence, by type of household, as rows of the draft.

Nothing is said of a residence whose occupation is withheld in any part, whatever withheld it: what enters moves the
shares that are hidden as well. So the effects start from what is published, and stop where it does.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from indices import Method
from indices.designation_table import tabulate_designations
from indices.entering import Household, Resources
from observatoire.commission.household_types import list_effects
from observatoire.territories.residences import RESIDENCE

OCCUPATION = "occ"
WITHHELD = "secret"
INDEX_COLUMNS = ("occupation", "fragilite")
"""The indices that a designation moves, and that a residence is judged by."""
SHARE_DECIMALS = 6
COUNT_DECIMALS = 4


def frame_effects(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    values: pd.DataFrame,
    components: pd.DataFrame,
    residences: pd.DataFrame,
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
) -> pd.DataFrame:
    """Rows of `designation_effect`: one a residence that shows its occupation, and a type of household.

    Args:
        counts: as given to `indices.compute`, with `code_insee` and `bailleur_siren`.
        memberships: as given to `indices.compute`.
        values: indices as they will be published.
        components: indicators as they will be published.
        residences: `code`, `departures`.
        method: the recipe.
        reference: level and code of the territory worth 100.
        min_logements: dwellings below which values are secret.
        min_repondants: respondents below which the occupation is.
    """
    households = {
        each.key: Household(
            resources=Resources(each.ressources),
            adults=each.adults,
            jobseekers=each.jobseekers,
            single_parent=each.single_parent,
        )
        for each in list_effects()
    }
    shown = {index: list_whole(values, components, index) for index in INDEX_COLUMNS}
    if not shown["occupation"]:
        return pd.DataFrame(columns=["code"], dtype="str")
    residences = residences.set_index("code")
    table = tabulate_designations(
        counts,
        memberships,
        households,
        method=method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
        departures=residences["departures"].astype("Float64"),
    )
    kept = table.loc[table.index.get_level_values("code").isin(shown["occupation"]) & table["occupation"].notna()]
    indicators = [column.removesuffix("_rate") for column in kept.columns if column.endswith("_rate")]
    codes = kept.index.get_level_values("code")
    frame = pd.DataFrame(
        {
            "code": codes,
            "menage": kept.index.get_level_values("household"),
            "code_insee": counts["code_insee"].reindex(codes).to_numpy(),
            "bailleur_siren": counts["bailleur_siren"].reindex(codes).to_numpy(),
        }
    )
    for index in INDEX_COLUMNS:
        known = kept[index].notna() & codes.isin(shown[index])
        frame[index] = kept[index].where(known).to_numpy()
        frame[f"{index}_classe"] = kept[f"{index}_classe"].astype("str").where(known).to_numpy()
    margin = kept["margin"].where(codes.isin(shown["fragilite"]))
    frame["margin"] = margin.astype("Float64").round().astype("Int64").array
    frame["components"] = [_write_components(row, indicators) for row in kept.to_dict("records")]
    return frame


def list_whole(values: pd.DataFrame, components: pd.DataFrame, index: str) -> frozenset[str]:
    """Residences of which an index is published, and nothing that goes into it is secret.

    Args:
        values: indices as they will be published.
        components: indicators as they will be published.
        index: `occupation`, or an index that it is part of.
    """
    published = values.loc[
        (values["level"] == RESIDENCE) & (values["index"] == index) & values["value"].notna(), "code"
    ].astype("str")
    if published.empty:
        return frozenset()
    prefix = OCCUPATION if index == "occupation" else ""
    indicators = components["indicator"].astype("str")
    secret = components.loc[
        (components["level"] == RESIDENCE) & (components["status"] == WITHHELD) & indicators.str.startswith(prefix),
        "code",
    ].astype("str")
    return frozenset(published) - frozenset(secret)


def _write_components(row: Mapping[Any, Any], indicators: list[str]) -> str:
    said = {
        indicator: {
            "num": round(float(row[f"{indicator}_num"]), COUNT_DECIMALS),
            "den": round(float(row[f"{indicator}_den"]), COUNT_DECIMALS),
            "rate": round(float(row[f"{indicator}_rate"]), SHARE_DECIMALS),
        }
        for indicator in indicators
        if pd.notna(row[f"{indicator}_rate"])
    }
    return json.dumps(said)
