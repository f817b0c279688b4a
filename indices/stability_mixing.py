"""Composites under every recipe, from the values of their parts."""

from collections.abc import Mapping, Sequence

import numpy as np

from indices.arrays import BoolArray, FloatArray
from indices.stability_choices import Mixture, WeightChoice


class Mixer:
    """Puts the parts of one composite together, for a block of residences.

    Parameters
    ----------
    mixtures : sequence of Mixture
        What is tried.
    choices : mapping of index to sequence of WeightChoice
        What is tried for all indices made of indicators, in the order of the rows of their values.
    there : BoolArray, shape (b,)
        Whether the publication has the composite.
    parts_there : mapping of index to ndarray of bool, shape (b,)
        Whether it has the parts: one that it does without has no share in the recipes either, and those that change it
        are not tried.
    """

    def __init__(
        self,
        mixtures: Sequence[Mixture],
        choices: Mapping[str, Sequence[WeightChoice]],
        *,
        there: BoolArray,
        parts_there: Mapping[str, BoolArray],
    ) -> None:
        first = dict(zip(choices, np.cumsum([0, *map(len, choices.values())]).tolist(), strict=False))
        weights = np.array([mixture.weights for mixture in mixtures])
        self._weights = weights.T[:, :, None]
        codes = [code for code, _ in mixtures[0].parts]
        self._rows = [[first[code] + mixture.parts[p][1] for mixture in mixtures] for p, code in enumerate(codes)]
        self._there = np.array([parts_there[code] for code in codes])
        published = np.array([choice.published for tried in choices.values() for choice in tried])
        self._absent = [np.where(published[rows], 0.0, np.nan)[:, None] for rows in self._rows]
        total = weights @ self._there
        self._total = np.where(there & (total > 0), total, np.nan)
        self._complete = bool(self._there[:, there].all())

    def __call__(self, values: FloatArray, *, geometric: bool) -> FloatArray:
        """Mix one context.

        Parameters
        ----------
        values : ndarray of float64, shape (all choices, b)
            Indices made of indicators.
        geometric : bool
            Whether the mean is geometric.

        Returns
        -------
        ndarray of float64, shape (mixtures, b)
            NaN where the composite, or a part that it uses, has no value.
        """
        distance = np.log(values / 100.0) if geometric else values - 100.0
        mean = np.zeros_like(self._total)
        for weights, rows, there, absent in zip(self._weights, self._rows, self._there, self._absent, strict=True):
            part = distance[rows]
            if not self._complete:
                part = np.where(there, part, absent)
            part *= weights
            mean += part
        mean /= self._total
        return 100.0 * np.exp(mean) if geometric else 100.0 + mean
