"""The reasonable recipes: every combination of choices that a careful analyst could have made otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

import pandas as pd

from indices.recipe import AGGREGATION, Method
from indices.stability_choices import (
    VARIANT_NUMERATORS,
    Columns,
    Mixture,
    WeightChoice,
    choose_weights,
    mix_choices,
)

CAP = 300.0
"""Ratio to the reference at which a capped component stops."""
COMMUNE = "commune"
EPCI = "epci"


class Normalisation(StrEnum):
    """How shares are made comparable."""

    BASE_100 = "base_100"
    CAPPED = "plafond_300"
    NONE = "aucune"
    RANGE = "etendue"


class Aggregation(StrEnum):
    """How components are put together."""

    MEAN_OF_RATIOS = AGGREGATION
    GEOMETRIC = "moyenne_geometrique"
    RATIO_OF_SUMS = "rapport_des_sommes"
    AMPI = "ampi"


class Smoothing(StrEnum):
    """Whether shares are drawn towards the common one."""

    RAW = "brut"
    SMOOTHED = "lisse"


class Worth100(StrEnum):
    """What is worth 100."""

    CHOSEN = "reference"
    LEFT_OUT = "sans_la_residence"
    """the reference without the residence that is compared with it"""
    OTHER = "autre_niveau"
    """the commune of the residence; its EPCI where the reference is a commune"""


Form = tuple[Normalisation, Aggregation]
FORMS: tuple[Form, ...] = (
    (Normalisation.BASE_100, Aggregation.MEAN_OF_RATIOS),
    (Normalisation.CAPPED, Aggregation.MEAN_OF_RATIOS),
    (Normalisation.BASE_100, Aggregation.GEOMETRIC),
    (Normalisation.CAPPED, Aggregation.GEOMETRIC),
    (Normalisation.NONE, Aggregation.RATIO_OF_SUMS),
    (Normalisation.RANGE, Aggregation.AMPI),
)
"""Normalisations and aggregations that go together; the first is the published one."""


@dataclass(frozen=True)
class Design:
    """All that is tried.

    Attributes
    ----------
    columns : Columns
        Indicators and their variants.
    method : Method
        As published, with the variants among its indicators; its indices do not use them.
    other_level : str or None
        Level of the other reference; None where there is none.
    contexts : tuple of (Smoothing, Worth100, Form)
        All combinations; the first is the published one.
    choices : dict of index to tuple of WeightChoice
        Indices made of indicators.
    mixtures : dict of index to tuple of Mixture
        Composites.
    """

    columns: Columns
    method: Method
    other_level: str | None
    contexts: tuple[tuple[Smoothing, Worth100, Form], ...]
    choices: Mapping[str, tuple[WeightChoice, ...]]
    mixtures: Mapping[str, tuple[Mixture, ...]]

    def choices_of(self, index: str) -> Sequence[WeightChoice | Mixture]:
        """Give what is tried for an index in each context.

        Parameters
        ----------
        index : str
            Code of the index.

        Returns
        -------
        sequence of WeightChoice or Mixture
            The published one first.
        """
        return self.choices[index] if index in self.choices else self.mixtures[index]

    def count(self, index: str) -> int:
        """Count the recipes of an index.

        Parameters
        ----------
        index : str
            Code of the index.

        Returns
        -------
        int
            Contexts times choices.
        """
        return len(self.contexts) * len(self.choices_of(index))


def design_recipes(
    counts: pd.DataFrame, memberships: Mapping[str, pd.Series], *, method: Method, reference: tuple[str, str]
) -> Design:
    """Combine the choices that the data allow.

    Parameters
    ----------
    counts : DataFrame, indexed by residence code
        Says whether the variant counts are there.
    memberships : mapping of level to Series, indexed by residence
        Say whether there is another reference.
    method : Method
        As published.
    reference : tuple of str
        Level and code of the territory worth 100.

    Returns
    -------
    Design
        What is tried; the published recipe comes first.
    """
    with_variants = all(name in counts and counts[name].notna().any() for name in VARIANT_NUMERATORS.values())
    columns = Columns(method, with_variants=with_variants)
    other = EPCI if reference[0] == COMMUNE else COMMUNE
    several = COMMUNE in memberships and len(memberships[COMMUNE].dropna().unique()) > 1  # one alone is its EPCI
    other_level = other if several and other in memberships else None
    references = [worth for worth in Worth100 if worth != Worth100.OTHER or other_level]
    choices = {recipe.code: choose_weights(recipe, columns) for recipe in method.vigilance_indices}
    return Design(
        columns=columns,
        method=replace(method, indicators=columns.indicators),
        other_level=other_level,
        contexts=tuple(product(Smoothing, references, FORMS)),
        choices=choices,
        mixtures={recipe.code: mix_choices(recipe, method, choices) for recipe in method.composites},
    )


def list_recipes(
    counts: pd.DataFrame, memberships: Mapping[str, pd.Series], *, method: Method, reference: tuple[str, str]
) -> pd.DataFrame:
    """List the recipes that `indices.stability.measure_stability` tries on the same data, for the screen to say.

    Parameters
    ----------
    counts : DataFrame, indexed by residence code
        As given to `indices.stability.measure_stability`. Not changed.
    memberships : mapping of level to Series, indexed by residence
        The same. Not changed.
    method : Method
        The same.
    reference : tuple of str
        The same.

    Returns
    -------
    DataFrame
        One row a recipe: ``index``, ``smoothing``, ``reference`` (``commune`` or ``epci`` for the other level),
        ``normalisation``, ``aggregation``, ``weights`` (``methode``, ``egaux``, ``sans_<indicator>``), ``vacancy`` (the
        count that stands for it, NaN where it plays no part), ``published`` (true once an index).
    """
    design = design_recipes(counts, memberships, method=method, reference=reference)
    rows = []
    for index in method.indices:
        for position, (context, choice) in enumerate(product(design.contexts, design.choices_of(index))):
            smoothing, worth_100, (normalisation, aggregation) = context
            rows.append(
                {
                    "index": index,
                    "smoothing": str(smoothing),
                    "reference": str(design.other_level if worth_100 == Worth100.OTHER else worth_100),
                    "normalisation": str(normalisation),
                    "aggregation": str(aggregation),
                    "weights": choice.label,
                    "vacancy": choice.vacancy,
                    "published": position == 0,
                }
            )
    return pd.DataFrame(rows).astype({"vacancy": "str"})
