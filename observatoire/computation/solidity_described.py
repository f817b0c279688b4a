"""What is said once for a publication of how solid its figures are: rules, recipes, coherence of the indices."""

from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from indices import Method, Results, TooFewObservationsError
from indices.coherence import find_effective_weights, measure_coherence
from indices.multiple import list_by_probability
from observatoire.territories.residences import RESIDENCE

LISTING_RATE = 0.10
"""Share of the residences called fragile together that may be so by chance."""
THEMES = {"occ1": "ressources", "occ2": "ressources", "occ3": "emploi", "occ4": "famille"}
"""Two components measure resources: together they weigh half of the occupation, and the screen says so."""


def describe_listing(reliability: pd.DataFrame) -> dict[str, Any]:
    """How many residences can be called fragile together with one in ten wrong at most, and by which rule."""
    fragility = reliability.xs("fragilite", level="index")["p_fragile"].to_numpy(dtype=np.float64)
    listing = list_by_probability(fragility, rate=LISTING_RATE)
    return {"regle": listing.rule, "taux": LISTING_RATE, "residences": int(listing.listed.sum())}


def describe_recipes(recipes: pd.DataFrame) -> dict[str, Any]:
    """How many recipes were tried on each index, and in what they differ."""
    dimensions = ["smoothing", "reference", "normalisation", "aggregation", "weights", "vacancy"]
    return {
        "nombre": {str(index): int(count) for index, count in recipes["index"].value_counts(sort=False).items()},
        "dimensions": {name: sorted(str(each) for each in recipes[name].dropna().unique()) for name in dimensions},
    }


def describe_coherence(results: Results, method: Method) -> dict[str, Any]:
    """What each index weighs in effect, theme by theme, and how its components agree."""
    described: dict[str, Any] = {}
    components = results.component.loc[results.component["level"] == RESIDENCE]
    ratios = components.pivot_table(index="code", columns="indicator", values="ratio", observed=True)
    for recipe in method.vigilance_indices:
        weights = recipe.weights
        themes = find_effective_weights(weights, themes={code: THEMES.get(code, code) for code in weights})
        described[recipe.code] = {"poids_effectifs": themes.to_dict()}
        try:
            coherence = measure_coherence(ratios.reindex(columns=list(weights)), weights=weights)
        except TooFewObservationsError:
            continue
        figures = asdict(coherence)
        described[recipe.code] |= {
            name: _to_plain(figures[name])
            for name in ("units", "pearson", "spearman", "with_index", "alpha", "variance_share", "dominant_share")
        }
    return described


def _to_plain(figure: Any) -> Any:
    """Rounded numbers that JSON can hold: a correlation that does not exist is null."""
    if isinstance(figure, pd.DataFrame):
        return {str(name): _to_plain(column) for name, column in figure.items()}
    if isinstance(figure, pd.Series):
        return {str(name): _to_plain(value) for name, value in figure.items()}
    if isinstance(figure, float):
        return round(figure, 3) if np.isfinite(figure) else None
    return figure
