"""The rows of a draft: results of the calculation, completed with names, parents, facts and territories without stock."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from indices.status import Status
from observatoire.territories.fact_names import LINEAGE, RESIDENCE_RENT, Ancestor
from observatoire.territories.facts import describe_territories, measure_rents
from observatoire.territories.residences import RESIDENCE

AGGREGATES = ("secteur", "commune", "epci")
TERRITORY_TEXTS = ("level", "code", "nom", "code_insee", "secteur", "epci", "facts")
TERRITORY_COLUMNS = (*TERRITORY_TEXTS, "logements", "repondants")
WITHOUT_STOCK = "sans_objet"
LEVELS = pd.CategoricalDtype([RESIDENCE, "regroupement", *AGGREGATES])
STATUSES = pd.CategoricalDtype([str(status) for status in Status])


@dataclass(frozen=True, slots=True)
class Atlas:
    """The territories that a draft draws, each frame indexed by code with `nom` and its parents."""

    communes: pd.DataFrame
    secteurs: pd.DataFrame
    qpvs: pd.DataFrame
    lineages: Mapping[tuple[str, str], Sequence[Ancestor]] = field(default_factory=dict)
    """what residences and communes were before"""

    def locate(self, observations: pd.DataFrame) -> dict[str, pd.Series]:
        """The territory of each residence at each level."""
        code_insee = observations["code_insee"]
        return {
            "residence": pd.Series(observations.index, index=observations.index),
            "secteur": observations["secteur"],
            "commune": code_insee,
            "epci": code_insee.map(self.communes["epci"]).astype("category"),
        }

    def frame(self) -> pd.DataFrame:
        """Every territory but the residences, with its name and its parents."""
        communes = self.communes.rename_axis("code").reset_index()
        epcis = communes[["epci", "epci_nom"]].drop_duplicates().set_axis(["code", "nom"], axis="columns")
        secteurs = self.secteurs.rename_axis("code").reset_index()
        return pd.concat(
            [
                epcis.assign(level="epci", epci=epcis["code"]),
                communes[["code", "nom", "epci"]].assign(level="commune", code_insee=communes["code"]),
                secteurs.assign(level="secteur", epci=secteurs["code_insee"].map(self.communes["epci"])),
                self.qpvs.rename_axis("code").reset_index().assign(level="qpv"),
            ],
            ignore_index=True,
        )


def frame_territories(
    observations: pd.DataFrame,
    atlas: Atlas,
    counted: pd.DataFrame,
    *,
    secret: Mapping[str, Mapping[str, frozenset[str]]],
) -> pd.DataFrame:
    """Every territory of the draft but the residences, with stock or without.

    Args:
        observations: one row a residence.
        atlas: names, parents, and what communes were before.
        counted: `level`, `code`, `logements`, `repondants` as the calculation found them.
        secret: by level, see `describe_territories`.
    """
    groups = atlas.locate(observations)
    facts: dict[tuple[str, str], Mapping[str, Any]] = {}
    for level in AGGREGATES:
        described = describe_territories(observations, groups[level], secret=secret.get(level, {}))
        facts |= {(level, code): each for code, each in described.items()}
    facts |= {("qpv", str(code)): {"generation": int(year)} for code, year in atlas.qpvs["generation"].items()}
    facts = {
        key: {**each, LINEAGE: atlas.lineages[key]} if key in atlas.lineages else each for key, each in facts.items()
    }
    territories = atlas.frame()
    keys = zip(territories["level"], territories["code"], strict=True)
    territories["facts"] = [json.dumps(facts.get(key, {}), ensure_ascii=False) for key in keys]
    wider = counted.loc[counted["level"] != RESIDENCE].astype({"level": "str", "code": "str"})
    framed = territories.merge(wider, on=["level", "code"], how="left").reindex(columns=list(TERRITORY_COLUMNS))
    return framed.astype(dict.fromkeys(TERRITORY_TEXTS, "str"))


def frame_residences(observations: pd.DataFrame, atlas: Atlas, qpvs: pd.Series, counted: pd.DataFrame) -> pd.DataFrame:
    """What the draft says of residences that the store does not know of them.

    Args:
        observations: one row a residence.
        atlas: what residences were before.
        qpvs: priority neighbourhood of those that are in one.
        counted: `level`, `code`, `logements`, `repondants` as the calculation found them.
    """
    own = counted.loc[counted["level"] == RESIDENCE].drop(columns="level").set_index("code")
    ancestors = {code: each for (level, code), each in atlas.lineages.items() if level == RESIDENCE}
    lineages = {code: json.dumps(each, ensure_ascii=False) for code, each in ancestors.items()}
    rents = measure_rents(observations)
    frame = own.assign(**{"code_qp": qpvs, RESIDENCE_RENT: rents, LINEAGE: pd.Series(lineages, dtype="str")})
    return frame.reset_index()


def list_without_stock(territories: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Territories of which no residence was observed: `level`, `code`. They have no index, and say so."""
    wanted = territories.loc[territories["level"].isin(AGGREGATES), ["level", "code"]]
    counted = counted.loc[counted["level"] != RESIDENCE, ["level", "code"]]
    known = pd.MultiIndex.from_frame(counted.astype("str"))
    return wanted.loc[~pd.MultiIndex.from_frame(wanted).isin(known)]


def frame_values(values: pd.DataFrame, empty: pd.DataFrame, components: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    """Indices as stored, those of the territories without stock included.

    Args:
        values: `Results.value`.
        empty: territories without stock.
        components: codes of the components of each index.
    """
    known = _hold_once(values, "index", components)
    known["missing"] = [_write_array(codes) for codes in values["missing"]]
    added = [
        _hold_once(
            empty.assign(index=index, status=WITHOUT_STOCK, missing=_write_array(parts), signal=False),
            "index",
            components,
        )
        for index, parts in components.items()
    ]
    return pd.concat([known, *added], ignore_index=True)


def frame_components(components: pd.DataFrame, empty: pd.DataFrame, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Indicators as stored, those of the territories without stock included: 0 out of 0."""
    missing = [
        _hold_once(empty.assign(indicator=each, status=WITHOUT_STOCK, num=0, den=0), "indicator", indicators)
        for each in indicators
    ]
    known = _hold_once(components, "indicator", indicators)
    return pd.concat([known, *missing], ignore_index=True).astype({"num": "Int64", "den": "Int64"})


def _hold_once(rows: pd.DataFrame, name: str, codes: Iterable[str]) -> pd.DataFrame:
    """Rows whose levels, statuses and codes of indices or indicators are categories: the same, to be put under each other."""
    return rows.astype({"level": LEVELS, "status": STATUSES, name: pd.CategoricalDtype(list(codes))})


def _write_array(codes: Iterable[str]) -> str:
    """Text of a PostgreSQL array. Codes are the method's own words: no comma, no quote to escape."""
    return "{" + ",".join(codes) + "}"
