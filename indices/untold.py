"""What nobody transmitted: a method without it, where no index can be made at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from indices.recipe import IndexRecipe, Method


@dataclass(frozen=True)
class Untold:
    """Indicators and indices that no territory has, for want of counts.

    Attributes
    ----------
    indicators : tuple of str
        In the order of the method.
    indices : mapping of str to tuple of str
        All those of the method, each with the components that it lacks.
    """

    indicators: tuple[str, ...]
    indices: Mapping[str, tuple[str, ...]]


def find_untold(counts: pd.DataFrame, *, method: Method) -> Untold | None:
    """Find what nobody transmitted, where so much is lacking that no index can be made.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        As given to `indices.compute.compute`. Not changed.
    method : Method
        Recipes.

    Returns
    -------
    Untold or None
        None where one index at least can be made, of some residence: its territories then have their statuses one by
        one.
    """
    lacking = [code for code in method.indicators if not _is_told(counts, method, code)]
    indices: dict[str, tuple[str, ...]] = {}
    for recipe in (*method.vigilance_indices, *method.composites):
        if _can_be_made(recipe, {*lacking, *indices}):
            return None
        indices[recipe.code] = tuple(each for each in recipe.components if each in {*lacking, *indices})
    return Untold(tuple(lacking), {code: indices[code] for code in method.indices})


def leave_untold(method: Method, untold: Untold) -> Method:
    """Take what nobody transmitted out of a method.

    Parameters
    ----------
    method : Method
        Recipes.
    untold : Untold
        See `find_untold`.

    Returns
    -------
    Method
        With the indicators that are left, and no index.
    """
    told = {code: each for code, each in method.indicators.items() if code not in untold.indicators}
    return replace(method, indicators=told, indices={})


def _is_told(counts: pd.DataFrame, method: Method, code: str) -> bool:
    indicator = method.indicators[code]
    columns = [indicator.numerator, *indicator.denominator]
    return bool(counts[columns].notna().all(axis="columns").any())


def _can_be_made(recipe: IndexRecipe, lacking: set[str]) -> bool:
    return sum(component not in lacking for component in recipe.components) >= recipe.minimum
