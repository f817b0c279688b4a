"""Families of residences that look alike: found once, then kept, so that a family means the same every year.

The centres and the scaling are stored with the publication that found them. Later ones sort their residences into them;
they are found anew only when asked, or when another method or another reference makes profiles that do not compare.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indices import IndexInputError, Method, Results, TooFewObservationsError
from indices.typology import STABLE, FrozenCentres, Typology, find_typology, sort_into_families
from observatoire.territories.residences import RESIDENCE

SEED = 2019


@dataclass(frozen=True, slots=True)
class FormerFamilies:
    """What earlier publications know of the families."""

    document: Mapping[str, Any]
    """centres, scaling and what they are made from, as a publication stored them"""
    families: Mapping[str, int]
    """family of each residence in the millésime before, where it was sorted into these centres"""


@dataclass(frozen=True, slots=True)
class Families:
    """The families of a computation."""

    frame: pd.DataFrame
    """by code of residence: `family`, and `family_before` where the millésime before is comparable"""
    described: list[dict[str, Any]]
    origin: dict[str, Any]
    """where they come from, as the screens say it"""
    document: dict[str, Any] | None
    """what the publication stores for the next ones; none where no family was made"""


def describe_features(method: Method, reference: str) -> dict[str, Any]:
    """What profiles are made of: families of other features would not compare."""
    traits = {code: [each.numerator, *each.denominator] for code, each in method.indicators.items()}
    return {"traits": traits, "reference": reference}


def make_families(
    profiles: pd.DataFrame, results: Results, *, features: Mapping[str, Any], former: FormerFamilies | None
) -> Families:
    """Sort residences into the families of earlier publications, or find families where there are none to keep.

    Args:
        profiles: smoothed ratios of residences, base 100, one column an indicator.
        results: what the calculation returned.
        features: of `describe_features`.
        former: centres to keep; none finds new ones.
    """
    values = results.value.loc[
        (results.value["level"] == RESIDENCE) & (results.value["index"] == "fragilite"), ["code", "value"]
    ]
    fragility = values.set_index("code")["value"].dropna()
    known = profiles.reindex(fragility.index)
    return _find(known, fragility, features) if former is None else _keep(known, former)


def _find(profiles: pd.DataFrame, fragility: pd.Series, features: Mapping[str, Any]) -> Families:
    """New families, or none when the stock is too small or too even to make any."""
    try:
        typology = find_typology(profiles, fragility, seed=SEED)
    except (TooFewObservationsError, IndexInputError):
        empty = pd.DataFrame({"family": [], "family_before": []}, dtype="Int64")
        return Families(empty, [], {"figees": False, "publication": None}, None)
    document = {**features, "publication": None, "graine": SEED, **_write_centres(typology)}
    frame = pd.DataFrame({"family": typology.families.astype("Int64"), "family_before": pd.NA})
    described = _describe(document, typology.sizes, typology.medoids)
    return Families(frame.astype("Int64"), described, _tell_origin(document, kept=False), document)


def _keep(profiles: pd.DataFrame, former: FormerFamilies) -> Families:
    document = dict(former.document)
    found = sort_into_families(profiles, read_centres(document)).dropna()
    before = pd.Series(former.families, dtype="Int64").reindex(found.index)
    sizes = found["family"].value_counts()
    nearest = found.sort_index().groupby("family")["distance"].idxmin()
    return Families(
        pd.DataFrame({"family": found["family"], "family_before": before}),
        _describe(document, sizes, nearest),
        _tell_origin(document, kept=True),
        document,
    )


def read_centres(document: Mapping[str, Any]) -> FrozenCentres:
    """Centres and scaling as a publication stored them."""
    centre, scale, centres = (
        np.array(document[name], dtype=np.float64) for name in ("moyennes", "ecarts_types", "centres")
    )
    return FrozenCentres(tuple(document["indicateurs"]), centre, scale, centres)


def _write_centres(typology: Typology) -> dict[str, Any]:
    return {
        "indicateurs": list(typology.columns),
        "moyennes": typology.centre.tolist(),
        "ecarts_types": typology.scale.tolist(),
        "centres": typology.centres.tolist(),
        "stabilite": [round(float(each), 2) for each in typology.stability],
        "silhouettes": {str(count): round(float(each), 3) for count, each in typology.silhouettes.items()},
    }


def _tell_origin(document: Mapping[str, Any], *, kept: bool) -> dict[str, Any]:
    return {
        "figees": kept,
        "publication": document["publication"],
        "nombre": len(document["centres"]),
        "silhouettes": document["silhouettes"],
    }


def _describe(document: Mapping[str, Any], sizes: pd.Series, examples: pd.Series) -> list[dict[str, Any]]:
    """Each family by its centre, which does not move, and by the residences that are in it this time."""
    frozen = read_centres(document)
    profiles = frozen.centres * frozen.scale + frozen.centre
    return [
        {
            "numero": number,
            "residences": int(sizes.get(number, 0)),
            "profil": {code: round(float(ratio), 1) for code, ratio in zip(frozen.columns, profile, strict=True)},
            "exemple": str(examples[number]) if number in examples.index else None,
            "stabilite": stability,
            "stable": bool(stability >= STABLE),
        }
        for number, (profile, stability) in enumerate(zip(profiles, document["stabilite"], strict=True), start=1)
    ]
