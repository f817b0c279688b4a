"""Publications of a territory drawn by lot: with the naive pattern, or with the one that protection found.

The naive pattern masks what is under eleven, and nothing more: what every audit must find wanting. Households are no more
than dwellings, secteurs nest in communes, landlords in none, and one commune in three has a QPV.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from indices import compute
from observatoire.audit.editions import Edition
from observatoire.computation.regrouping import LEVEL
from observatoire.computation.withholding import list_indicators
from observatoire.method.file import read_method_file
from observatoire.secrecy.counts import read_counts
from observatoire.secrecy.grouping import Groups, form_groups
from observatoire.secrecy.primary import Rules
from observatoire.secrecy.protection import Protection, protect
from observatoire.settings import Settings

EPCI = "200000001"
THRESHOLD = 11
YEAR = 2016
BY_COMMUNE, BY_SECTEUR = 30, 8
"""Residences of a commune, and of a secteur, on average."""
LANDLORDS = ("900000001", "900000002", "900000003", "900000004")
WITHOUT_SECTEUR = 0.15
WITH_QPV, IN_QPV = 3, 0.35
"""One commune in three, and the part of its residences that are in the QPV."""
NOT_COUNTED = ("code_insee", "secteur", "bailleur_siren", "code_qp", "mise_en_service")
TREE = ("residence", "secteur", "commune", "epci")
CROSSED = ("qpv", "bailleur_commune")
"""Partitions that cut across the secteurs."""


def draw_counts(residences: int, *, seed: int = 0) -> pd.DataFrame:
    """One row a residence, with its parents and its counts; same seed, same rows."""
    draw = np.random.default_rng(seed)
    communes = max(2, residences // BY_COMMUNE)
    commune = draw.integers(communes, size=residences)
    secteur = draw.integers(max(2, BY_COMMUNE // BY_SECTEUR), size=residences)
    logements = np.maximum(1, draw.lognormal(3.1, 0.9, residences).astype(int))
    frame = pd.DataFrame(index=pd.Index([f"R{each:05}" for each in range(residences)], name="residence"))
    frame["code_insee"] = [f"74{each:03}" for each in commune]
    frame["secteur"] = [f"74{a:03}-{b}" for a, b in zip(commune, secteur, strict=True)]
    frame.loc[draw.random(residences) < WITHOUT_SECTEUR, "secteur"] = None
    frame["bailleur_siren"] = draw.choice(LANDLORDS, residences, p=[0.4, 0.3, 0.2, 0.1])
    frame["logements"] = logements
    vacants = draw.binomial(logements, 0.05)
    frame["vacants"], frame["loues"] = vacants, logements - vacants
    frame["offerts_un_an"] = draw.binomial(logements, 0.97)
    frame["emmenages"] = draw.binomial(frame["offerts_un_an"], 0.1)
    frame["avant_1975"] = np.where(draw.random(residences) < 0.4, logements, 0)
    frame["menages"] = frame["loues"]
    frame["repondants"] = draw.binomial(frame["menages"], 0.9)
    _draw_occupation(frame, draw)
    frame = frame.astype(dict.fromkeys(frame.columns[3:], "float64"))
    frame["mise_en_service"] = np.where(frame["avant_1975"] > 0, 1960.0, 1990.0)
    inside = (commune % WITH_QPV == 0) & (np.random.default_rng([seed, 1]).random(residences) < IN_QPV)
    return frame.assign(code_qp=("QP" + frame["code_insee"]).where(inside, None))


def _draw_occupation(frame: pd.DataFrame, draw: np.random.Generator) -> None:
    rates = draw.beta(6, 12, len(frame))
    frame["menages_ressources_connues"] = draw.binomial(frame["repondants"], 0.95)
    frame["ress_inf_60"] = draw.binomial(frame["menages_ressources_connues"], np.minimum(1, rates * 1.6))
    frame["ress_inf_40"] = draw.binomial(frame["ress_inf_60"], 0.6)
    frame["majeurs_activite_connue"] = frame["repondants"] + draw.binomial(frame["repondants"], 0.6)
    frame["majeurs_chomage"] = draw.binomial(frame["majeurs_activite_connue"], 0.13)
    frame["menages_composition_connue"] = draw.binomial(frame["repondants"], 0.98)
    frame["familles_monoparentales"] = draw.binomial(frame["menages_composition_connue"], 0.2)


def locate(counts: pd.DataFrame, levels: Sequence[str] = TREE) -> dict[str, pd.Series]:
    """The territory of each residence at each level."""
    groups = {
        "residence": pd.Series(counts.index, index=counts.index),
        "secteur": counts["secteur"],
        "commune": counts["code_insee"],
        "epci": pd.Series(EPCI, index=counts.index),
        "qpv": counts["code_qp"],
        "bailleur_commune": counts["bailleur_siren"] + "-" + counts["code_insee"],
    }
    return {level: groups[level] for level in levels}


def protect_drawn(counts: pd.DataFrame, *, levels: Sequence[str] = TREE, time_limit: float = 60.0) -> Protection:
    """The pattern that protection finds for a territory."""
    indicators = list_indicators(read_method_file(Settings().method_file))
    rules = Rules(THRESHOLD, THRESHOLD, Settings().secrecy_homogeneity)
    return protect(read_counts(counts, indicators), locate(counts, levels), rules=rules, time_limit=time_limit)


def group_drawn(counts: pd.DataFrame, withheld: Mapping[str, pd.DataFrame]) -> Groups:
    """The residences of each secteur that have a secret, told together."""
    indicators = list_indicators(read_method_file(Settings().method_file))
    rules = Rules(THRESHOLD, THRESHOLD, Settings().secrecy_homogeneity)
    return form_groups(read_counts(counts, indicators), locate(counts), withheld, rules)


def publish_naively(counts: pd.DataFrame, *, number: int = 1, levels: Sequence[str] = TREE) -> Edition:
    """What a publication shows when it masks only what is under the threshold."""
    return publish_with(counts, None, number=number, levels=levels)


def publish_with(
    counts: pd.DataFrame,
    withheld: Mapping[str, pd.DataFrame] | None,
    *,
    number: int = 1,
    levels: Sequence[str] = TREE,
    bounds: pd.DataFrame | None = None,
    groups: Groups | None = None,
) -> Edition:
    """What a publication shows when it also masks what protection found, says bounds, and tells groups."""
    method = read_method_file(Settings().method_file)
    memberships = locate(counts, levels)
    if groups is not None:
        memberships[LEVEL] = groups.members
        withheld = {**(withheld or {}), LEVEL: groups.withheld}
    results = compute(
        counts,
        memberships,
        method=method.method,
        reference=("epci", EPCI),
        min_logements=THRESHOLD,
        min_repondants=THRESHOLD,
        withheld=withheld,
    )
    texts = {"level": "str", "code": "str", "status": "str"}
    components = results.component.astype(texts | {"indicator": "str"}).assign(smoothed=None)
    if bounds is not None:
        components = components.merge(bounds, on=["level", "code", "indicator"], how="left")
    return Edition(
        number=number,
        ops=YEAR,
        rpls=YEAR,
        reference=EPCI,
        method=method.document,
        summary={},
        analysis={},
        territories=_frame_territories(counts, results.territories),
        indices=results.value.astype(texts | {"index": "str"}),
        components=components,
    )


def list_own_counts(counts: pd.DataFrame) -> dict[tuple[str, str, int], int]:
    """What each landlord knows of its residences."""
    numbers: list[str] = [name for name in counts.columns if name not in NOT_COUNTED]
    own: dict[tuple[str, str, int], int] = {}
    for name in numbers:
        own |= {(str(code), name, YEAR): int(value) for code, value in counts[name].items()}
    return own


def _frame_territories(counts: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    parents = counts[["code_insee", "secteur", "bailleur_siren", "code_qp"]].assign(
        epci=EPCI, bailleur_commune=locate(counts, CROSSED)["bailleur_commune"]
    )
    frame: pd.DataFrame = known.astype({"level": "str", "code": "str"}).merge(
        parents.rename_axis("code").reset_index().assign(level="residence"), on=["level", "code"], how="left"
    )
    # A line of residences told together has the code of its secteur here.
    frame["secteur"] = frame["secteur"].where(frame["level"] != LEVEL, frame["code"])
    facts: list[dict[str, Any]] = [{} for _ in range(len(frame))]
    return frame.assign(nom=frame["code"], departures=None, facts=pd.Series(facts, index=frame.index, dtype="object"))
