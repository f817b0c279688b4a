"""All the indices of one level: vigilance indices from indicators, then composites such as *fragilité* from indices."""

from collections.abc import Mapping

import numpy as np

from indices.components import Components
from indices.recipe import IndexRecipe, Method
from indices.vigilance import IndexValues, combine


def compute_indices(components: Components, *, method: Method) -> dict[str, IndexValues]:
    """Compute every index of the method for the territories of one level.

    Parameters
    ----------
    components : Components
        Indicators, shape (t, k).
    method : Method
        Recipes.

    Returns
    -------
    dict of str to IndexValues
        In the order of the method, composites last.

    Notes
    -----
    A composite follows the rule of its parts, one level up: ``fragilite = 0.5 occupation + 0.5 attractivite``, none
    without both, ``partiel`` when a part is. Source: CCFG, convention intercommunale d'attribution 2019-2025 names the
    composite; its weights are the method's.
    """
    positions = {code: position for position, code in enumerate(method.indicators)}
    results: dict[str, IndexValues] = {}
    for recipe in method.vigilance_indices:
        chosen = [positions[code] for code in recipe.components]
        results[recipe.code] = combine(
            # columns contiguous: sums over a few components are then sums of columns
            np.asfortranarray(components.ratio[:, chosen]),
            np.asfortranarray(components.status[:, chosen]),
            np.asfortranarray(components.coverage[:, chosen]),
            weights=tuple(recipe.weights.values()),
            minimum=recipe.minimum,
        )
    for recipe in method.composites:
        results[recipe.code] = _combine_indices(recipe, results)
    return results


def _combine_indices(recipe: IndexRecipe, results: Mapping[str, IndexValues]) -> IndexValues:
    parts = [results[code] for code in recipe.components]
    return combine(
        np.column_stack([part.value for part in parts]),
        np.column_stack([part.status for part in parts]),
        np.column_stack([part.coverage for part in parts]),
        weights=tuple(recipe.weights.values()),
        minimum=recipe.minimum,
    )
