"""Every recipe on a block of residences: a few products of small matrices."""

import numpy as np

from indices.arrays import BoolArray, FloatArray
from indices.division import divide
from indices.stability_inputs import Background, Rows
from indices.stability_mixing import Mixer
from indices.stability_recipes import CAP, Aggregation, Design, Form, Normalisation
from indices.stability_relating import Related, relate_block

AMPI_UNIT = 30.0
"""Points of the AMPI for half the range of a share."""


class RecipeValues:
    """Computes every index of a block of residences under every recipe.

    Parameters
    ----------
    design : Design
        What is tried.
    background : Background
        What residences are compared with.

    Notes
    -----
    A recipe is tried on a residence when it has all the components that the publication uses, but for the one that the
    recipe leaves out: otherwise two recipes would be one, or the recipe would change two things at once.
    """

    def __init__(self, design: Design, background: Background) -> None:
        self._design = design
        self._background = background
        tried = [choice for choices in design.choices.values() for choice in choices]
        self._weights = np.array([choice.weights for choice in tried])
        self._needed = (self._weights > 0).astype(np.float64)
        self._dropped = np.array([choice.dropped for choice in tried])

    def __call__(self, block: Rows) -> dict[str, FloatArray]:
        """Compute a block.

        Parameters
        ----------
        block : Rows
            Of b residences.

        Returns
        -------
        dict of index to ndarray of float64, shape (recipes, b)
            Base 100, recipes in the order of `indices.stability_recipes.list_recipes`; NaN where the residence has no
            published index or the recipe is not tried on it.
        """
        design = self._design
        used = np.ascontiguousarray(block.used.T)
        total = self._weights @ used
        total[(total <= 0) | ~(used[self._dropped] | (self._dropped < 0)[:, None])] = np.nan
        there = dict(zip(design.method.indices, ~np.isnan(block.value.T), strict=True))
        mixers = {
            code: Mixer(mixtures, design.choices, there=there[code], parts_there=there)
            for code, mixtures in design.mixtures.items()
        }
        results = {code: np.empty((design.count(code), len(block.value))) for code in design.method.indices}
        for number, (form, related) in enumerate(relate_block(block, self._background, design)):
            values = self._aggregate(form, related, used, total)
            start = 0
            for code, choices in design.choices.items():
                results[code][number * len(choices) : (number + 1) * len(choices)] = values[
                    start : start + len(choices)
                ]
                start += len(choices)
            for code, mixer in mixers.items():
                mixed = mixer(values, geometric=form[1] == Aggregation.GEOMETRIC)
                results[code][number * len(mixed) : (number + 1) * len(mixed)] = mixed
        return results

    def _aggregate(self, form: Form, related: Related, used: BoolArray, total: FloatArray) -> FloatArray:
        normalisation, aggregation = form
        if aggregation == Aggregation.RATIO_OF_SUMS:
            whole = self._average(related.reference, used, total)
            return 100.0 * divide(self._average(related.rate, used, total), whole)
        if aggregation == Aggregation.AMPI:
            distance = AMPI_UNIT * divide(related.rate - related.reference, related.half_range)
            mean = self._average(distance, used, total)
            variance = np.maximum(self._average(distance**2, used, total) - mean**2, 0.0)
            return 100.0 + mean + divide(variance, 100.0 + mean)
        ratio = related.rate / related.reference
        if normalisation == Normalisation.CAPPED:
            ratio = np.minimum(ratio, CAP / 100.0)
        if aggregation == Aggregation.GEOMETRIC:
            logs = np.log(ratio, out=np.full_like(ratio, np.nan), where=ratio > 0)
            return 100.0 * np.exp(self._average(logs, used, total))
        return 100.0 + 100.0 * self._average(ratio - 1.0, used, total)

    def _average(self, values: FloatArray, used: BoolArray, total: FloatArray) -> FloatArray:
        """Weighted means over the columns used, NaN where one that is needed has no value."""
        missing = used & np.isnan(values)
        means: FloatArray = self._weights @ np.where(used & ~missing, values, 0.0) / total
        if missing.any():
            means[(self._needed @ missing) > 0] = np.nan
        return means
