"""Weights that reasonable recipes try: those of the method, equal ones, and each indicator left out in turn."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from indices.arrays import FloatArray, PositionArray
from indices.recipe import IndexRecipe, Indicator, Method

VARIANT_NUMERATORS = {"vacants": "vacants_3_mois"}
"""Another count of the same thing: dwellings vacant for more than three months."""
AS_PUBLISHED = "methode"
EQUAL = "egaux"
WITHOUT = "sans_"


@dataclass(frozen=True)
class WeightChoice:
    """Weights that a recipe gives to the columns.

    Attributes
    ----------
    label : str
        ``methode``, ``egaux`` or ``sans_<indicator>``.
    vacancy : str or None
        Count that stands for vacancy; None where the index, or the choice, does without.
    weights : ndarray of float64, shape (c,)
        Of every column; zero for those of other indices.
    dropped : int
        Column of the indicator that is left out, or -1.
    """

    label: str
    vacancy: str | None
    weights: FloatArray
    dropped: int

    @property
    def published(self) -> bool:
        """Whether the publication makes the same choice.

        Returns
        -------
        bool
        """
        return self.label == AS_PUBLISHED and self.vacancy not in VARIANT_NUMERATORS.values()


@dataclass(frozen=True)
class Mixture:
    """Choices for its parts that a recipe of a composite puts together.

    Attributes
    ----------
    label, vacancy
        As in `WeightChoice`.
    weights : ndarray of float64, shape (p,)
        Of the parts.
    parts : tuple of (str, int)
        Code of each part, and which of its choices.
    """

    label: str
    vacancy: str | None
    weights: FloatArray
    parts: tuple[tuple[str, int], ...]


class Columns:
    """Columns of counts: the indicators of the method, then their variants.

    Parameters
    ----------
    method : Method
        As published.
    with_variants : bool
        Whether the variant counts are there.

    Attributes
    ----------
    indicators : dict of str to Indicator
        Of each column.
    base : ndarray of int64, shape (c,)
        Published indicator that each column stands for.
    """

    def __init__(self, method: Method, *, with_variants: bool) -> None:
        varied = {
            code: indicator
            for code, indicator in method.indicators.items()
            if with_variants and indicator.numerator in VARIANT_NUMERATORS
        }
        self.indicators: dict[str, Indicator] = dict(method.indicators)
        for code, indicator in varied.items():
            numerator = VARIANT_NUMERATORS[indicator.numerator]
            self.indicators[f"{code}:{numerator}"] = Indicator(
                f"{code}:{numerator}", indicator.libelle, numerator, indicator.denominator, indicator.source
            )
        codes = list(method.indicators)
        self.base: PositionArray = np.array([*range(len(codes)), *map(codes.index, varied)], dtype=np.int64)
        self._with_variants = with_variants
        self._positions = {code: position for position, code in enumerate(self.indicators)}

    def find(self, component: str, vacancy: str | None) -> int:
        """Find the column of an indicator, its variant where the vacancy is counted so.

        Parameters
        ----------
        component : str
            Indicator of the method.
        vacancy : str or None
            Count that stands for vacancy.

        Returns
        -------
        int
            Position of the column.
        """
        return self._positions.get(f"{component}:{vacancy}", self._positions[component])

    def list_vacancies(self, components: tuple[str, ...]) -> list[str | None]:
        """List the ways of counting the vacancy among indicators.

        Parameters
        ----------
        components : tuple of str
            Indicators of the method.

        Returns
        -------
        list of str or None
            Counts, the published one first; None alone where none of the indicators is about vacancy.
        """
        for code in components:
            numerator = self.indicators[code].numerator
            if numerator in VARIANT_NUMERATORS:
                return [numerator, VARIANT_NUMERATORS[numerator]] if self._with_variants else [numerator]
        return [None]


def choose_weights(recipe: IndexRecipe, columns: Columns) -> tuple[WeightChoice, ...]:
    """List the weights tried for an index made of indicators.

    Parameters
    ----------
    recipe : IndexRecipe
        As published.
    columns : Columns
        Where its indicators are.

    Returns
    -------
    tuple of WeightChoice
        The published one first, each once.
    """
    choices = []
    for label in list_labels(recipe):
        dropped = label.removeprefix(WITHOUT) if label.startswith(WITHOUT) else None
        kept = tuple(code for code in recipe.components if code != dropped)
        for vacancy in columns.list_vacancies(kept):
            weights = np.zeros(len(columns.indicators))
            for code in kept:
                weights[columns.find(code, vacancy)] = 1.0 if label == EQUAL else recipe.weights[code]
            left_out = -1 if dropped is None else columns.find(dropped, None)
            choices.append(WeightChoice(label, vacancy, weights / weights.sum(), left_out))
    return tuple(choices)


def list_labels(recipe: IndexRecipe) -> list[str]:
    """Name the weights tried for one index.

    Parameters
    ----------
    recipe : IndexRecipe
        As published.

    Returns
    -------
    list of str
        The published ones first; ``egaux`` only where it differs.
    """
    labels = [AS_PUBLISHED]
    if not np.allclose(list(recipe.weights.values()), 1 / len(recipe.weights)):
        labels.append(EQUAL)
    if not recipe.composite and len(recipe.components) > 1:
        labels += [WITHOUT + code for code in recipe.components]
    return labels


def mix_choices(
    recipe: IndexRecipe, method: Method, choices: Mapping[str, tuple[WeightChoice, ...]]
) -> tuple[Mixture, ...]:
    """List what is tried for a composite: one change of weights at a time, the vacancy counted alike everywhere.

    Parameters
    ----------
    recipe : IndexRecipe
        The composite, as published.
    method : Method
        Its parts.
    choices : mapping of index to tuple of WeightChoice
        What is tried for the parts.

    Returns
    -------
    tuple of Mixture
        The published one first, each once.
    """
    parts = [(code, choices[code]) for code in recipe.components]
    labels = dict.fromkeys(
        label for code in (recipe.code, *recipe.components) for label in list_labels(method.indices[code])
    )
    vacancies = dict.fromkeys(each.vacancy for _, tried in parts for each in tried if each.vacancy) or [None]
    mixtures: dict[tuple[bool, tuple[tuple[str, int], ...]], Mixture] = {}
    for label in labels:
        for vacancy in vacancies:
            picked = tuple((code, _pick(tried, label, vacancy)) for code, tried in parts)
            chosen = [choices[code][position] for code, position in picked]
            equal = label == EQUAL and EQUAL in list_labels(recipe)
            mixture = Mixture(
                label=label,
                vacancy=next((each.vacancy for each in chosen if each.vacancy), None),
                weights=np.full(len(parts), 1 / len(parts)) if equal else np.array(list(recipe.weights.values())),
                parts=picked,
            )
            mixtures.setdefault((equal, picked), mixture)
    return tuple(mixtures.values())


def _pick(tried: tuple[WeightChoice, ...], label: str, vacancy: str | None) -> int:
    """The choice of a part that follows a label and a way of counting, or what it publishes where it has neither."""
    known = label if label in {each.label for each in tried} else AS_PUBLISHED
    return next(
        position for position, each in enumerate(tried) if each.label == known and each.vacancy in {vacancy, None}
    )
