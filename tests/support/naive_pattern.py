"""The naive pattern: mask what is under eleven, and nothing more. What every audit must find wanting.

A territory is drawn by lot: households are no more than dwellings, secteurs nest in communes, landlords in none.
"""

from typing import Any

import numpy as np
import pandas as pd

from indices import compute
from observatoire.audit.editions import Edition
from observatoire.method import read_method_file
from observatoire.settings import Settings

EPCI = "200000001"
THRESHOLD = 11
YEAR = 2016
BY_COMMUNE, BY_SECTEUR = 30, 8
"""Residences of a commune, and of a secteur, on average."""
LANDLORDS = ("900000001", "900000002", "900000003", "900000004")
WITHOUT_SECTEUR = 0.15


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
    return frame.astype(dict.fromkeys(frame.columns[3:], "float64"))


def _draw_occupation(frame: pd.DataFrame, draw: np.random.Generator) -> None:
    rates = draw.beta(6, 12, len(frame))
    frame["menages_ressources_connues"] = draw.binomial(frame["repondants"], 0.95)
    frame["ress_inf_60"] = draw.binomial(frame["menages_ressources_connues"], np.minimum(1, rates * 1.6))
    frame["ress_inf_40"] = draw.binomial(frame["ress_inf_60"], 0.6)
    frame["majeurs_activite_connue"] = frame["repondants"] + draw.binomial(frame["repondants"], 0.6)
    frame["majeurs_chomage"] = draw.binomial(frame["majeurs_activite_connue"], 0.13)
    frame["menages_composition_connue"] = draw.binomial(frame["repondants"], 0.98)
    frame["familles_monoparentales"] = draw.binomial(frame["menages_composition_connue"], 0.2)


def publish_naively(counts: pd.DataFrame, *, number: int = 1) -> Edition:
    """What a publication shows when it masks only what is under the threshold."""
    method = read_method_file(Settings().method_file)
    memberships = {
        "residence": pd.Series(counts.index, index=counts.index),
        "secteur": counts["secteur"],
        "commune": counts["code_insee"],
        "epci": pd.Series(EPCI, index=counts.index),
    }
    results = compute(
        counts,
        memberships,
        method=method.method,
        reference=("epci", EPCI),
        min_logements=THRESHOLD,
        min_repondants=THRESHOLD,
    )
    texts = {"level": "str", "code": "str", "status": "str"}
    components = results.component.astype(texts | {"indicator": "str"}).assign(smoothed=None)
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
    numbers: list[str] = [name for name in counts.columns if name not in ("code_insee", "secteur", "bailleur_siren")]
    own: dict[tuple[str, str, int], int] = {}
    for name in numbers:
        own |= {(str(code), name, YEAR): int(value) for code, value in counts[name].items()}
    return own


def _frame_territories(counts: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    parents = counts[["code_insee", "secteur", "bailleur_siren"]].assign(epci=EPCI, code_qp=None)
    frame: pd.DataFrame = known.astype({"level": "str", "code": "str"}).merge(
        parents.rename_axis("code").reset_index().assign(level="residence"), on=["level", "code"], how="left"
    )
    facts: list[dict[str, Any]] = [{} for _ in range(len(frame))]
    return frame.assign(nom=frame["code"], facts=pd.Series(facts, index=frame.index, dtype="object"))
