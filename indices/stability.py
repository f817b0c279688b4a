"""Stability of a class: the share of reasonable recipes that give a residence the class it is published with.

A full factorial, without chance: normalisation, aggregation, weights, smoothing, count of the vacancy, reference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import FloatArray, PositionArray
from indices.blocks import split_rows
from indices.classes import TOLERANCE, Classe, classify
from indices.labels import pair_labels
from indices.prior import Prior
from indices.recipe import ClassBreaks, Method
from indices.residences import read_residences
from indices.stability_inputs import Rows, gather_background, lay_rows
from indices.stability_ranks import BINS, RankArray, bin_values, count_bins, match_breaks, rank_bins
from indices.stability_recipes import FORMS, Aggregation, Design, design_recipes
from indices.stability_values import RecipeValues

RANK_QUANTILES = {"rank_min": 0.0, "rank_low": 0.05, "rank_median": 0.5, "rank_high": 0.95, "rank_max": 1.0}
BLOCK = 2048
"""Residences in a block: all their recipes hold in some 20 MB."""


def measure_stability(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
    priors: Mapping[str, Prior] | None = None,
    withheld: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Measure how much the class and the rank of each residence owe to the recipe.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        As given to `indices.compute.compute`; also ``vacants_3_mois`` where it is known, among ``vacants``. Not
        changed.
    memberships : mapping of level to Series, indexed by residence
        As given to `indices.compute.compute`. Not changed.
    method : Method
        As published.
    reference : tuple of str
        Level and code of the territory worth 100.
    min_logements, min_repondants : int
        Dwellings and respondents below which values are secret: a secret residence has no stability.
    priors : mapping of indicator to Prior, optional
        Of shares, for the smoothed recipes; fitted on the residences of the reference where not given.
    withheld : mapping of level to DataFrame of bool, territories by indicators, optional
        What is secret beyond the thresholds. Not changed.

    Returns
    -------
    DataFrame, indexed by (code, index), 3 n rows sorted by code, indices in the order of the method
        ``stability``: share of the recipes that give the published class, 0 to 1; NaN where there is no index.
        ``recipes``: number of recipes tried on the residence, 0 where there is no index.
        ``rank``, ``rank_min``, ``rank_low``, ``rank_median``, ``rank_high``, ``rank_max``: published rank, 1 for the
        highest index, and the least, 5 % quantile, median, 95 % quantile and greatest over the recipes; NA where there
        is no index. ``other_class``: most frequent other class, NaN when there is none; of two as frequent, the calmer.

    Raises
    ------
    IndexInputError
        As `indices.compute.compute`; also where a numerator exceeds its denominator.

    Notes
    -----
    `indices.stability_recipes.list_recipes` says which recipes are tried. All count alike, the published one included.
    A recipe is tried on a residence when it has every component that the publication uses (but for the one left out):
    a raw share of zero has no geometric mean, a residence that holds most of its commune is not compared with it.
    Classes have the breaks of the method. Only the AMPI, whose unit is half the range of the shares and not the
    reference, has breaks of its own: those that as many residences reach as with the mean of ratios, all else equal.
    Source: [oecd2008]_ (uncertainty analysis).
    """
    design = design_recipes(counts, memberships, method=method, reference=reference)
    residences = read_residences(
        counts,
        memberships,
        method=design.method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
        withheld=withheld,
    )
    rows = lay_rows(residences, memberships, design)
    background = gather_background(residences, rows, memberships, design, priors or {})
    evaluate = RecipeValues(design, background)
    scales = _scale(design, rows, evaluate, method.classes)
    judged = [
        _Verdict(values, block.value[:, position], scales[position], method.classes).columns()
        for block in _split(rows)
        for position, values in enumerate(evaluate(block).values())
    ]
    return _frame(judged, residences.codes, tuple(method.indices))


@dataclass(frozen=True)
class _Scale:
    """What one index is judged by under each of r recipes: rank of each bin, and the two breaks of the classes."""

    ranks: RankArray
    breaks: FloatArray


def _split(rows: Rows) -> Iterator[Rows]:
    return split_rows(rows, len(rows.inside), size=BLOCK)


def _scale(design: Design, rows: Rows, evaluate: RecipeValues, classes: ClassBreaks) -> list[_Scale]:
    counts = [np.zeros((design.count(code), BINS + 1), dtype=np.int32) for code in design.method.indices]
    for block in _split(rows):
        for found, values in zip(counts, evaluate(block).values(), strict=True):
            count_bins(found, bin_values(values))
    limits = (classes.intermediaire, classes.fragile)
    scales = []
    for position, (code, found) in enumerate(zip(design.method.indices, counts, strict=True)):
        ranked = int((~np.isnan(rows.value[:, position])).sum())
        breaks = np.tile(limits, (len(found), 1))
        own, model = _pair_scales(design, code)
        breaks[own] = match_breaks(found[own], found[model], limits=limits)
        scales.append(_Scale(rank_bins(found, ranked=ranked), breaks))
    return scales


def _pair_scales(design: Design, index: str) -> tuple[PositionArray, PositionArray]:
    """Recipes with a scale of their own, and those that are like them but for the scale."""
    forms = [form for _, _, form in design.contexts]
    own = np.flatnonzero([form[1] == Aggregation.AMPI for form in forms])
    back = np.array([FORMS.index(forms[number]) for number in own])  # contexts follow one another form by form
    width = len(design.choices_of(index))
    choices = np.arange(width)
    return (own[:, None] * width + choices).ravel(), ((own - back)[:, None] * width + choices).ravel()


class _Verdict:
    """One index of a block of residences, judged under all recipes."""

    def __init__(self, values: FloatArray, published: FloatArray, scale: _Scale, classes: ClassBreaks) -> None:
        self._tried = (~np.isnan(values)).sum(axis=0)
        self._published = np.asarray(classify(published, breaks=classes).codes, dtype=np.int64)
        reached = [(values >= limit[:, None] - TOLERANCE).sum(axis=0) for limit in scale.breaks.T]
        self._by_class = np.array([self._tried - reached[0], reached[0] - reached[1], reached[1]])
        ranks = np.take_along_axis(scale.ranks, bin_values(values), axis=1)
        self._first = ranks[0]
        self._sorted = np.sort(ranks.T, axis=1)

    def columns(self) -> dict[str, FloatArray]:
        there = self._published >= 0
        everyone = np.arange(len(there))
        same = self._by_class[self._published, everyone]
        others = self._by_class.copy()
        others[self._published, everyone] = 0
        judged = {
            "stability": np.where(there, same, np.nan) / np.maximum(self._tried, 1),
            "recipes": self._tried.astype(np.float64),
            "rank": np.where(there, self._first, np.nan),
        }
        for name, quantile in RANK_QUANTILES.items():
            position = np.maximum(np.ceil(quantile * self._tried - TOLERANCE).astype(np.int64) - 1, 0)
            judged[name] = np.where(there, self._sorted[everyone, position], np.nan)
        judged["other_class"] = np.where(there & (others.max(axis=0) > 0), others.argmax(axis=0), -1.0)
        return judged


def _frame(judged: list[dict[str, FloatArray]], codes: pd.Index, indices: tuple[str, ...]) -> pd.DataFrame:
    """Blocks come with their indices in turn: put rows in the order of the codes, then of the indices."""
    width = len(indices)
    columns = {
        name: np.stack(
            [np.concatenate([part[name] for part in judged[start::width]]) for start in range(width)], axis=1
        )
        for name in judged[0]
    }
    frame = pd.DataFrame(
        {name: values.ravel() for name, values in columns.items()},
        index=pair_labels(codes, indices, names=("code", "index")),
    )
    integers = dict.fromkeys(["rank", *RANK_QUANTILES], "Int64")
    frame["other_class"] = pd.Categorical.from_codes(
        frame["other_class"].astype("int8"), categories=pd.Index([str(classe) for classe in Classe]), ordered=True
    )
    return frame.astype({"recipes": "int64", **integers})
