"""Draws of every index of residences: the draws of their shares, put through the recipe of the publication."""

import numpy as np

from indices.arrays import DrawArray, FloatArray, PositionArray
from indices.compute import Level, Reference
from indices.draw_tables import DrawOrder, DrawTable
from indices.priors import NESTED, Priors
from indices.recipe import Method


class IndexTables:
    """Tables of all the indicators, and the coefficients that make indices of them.

    Parameters
    ----------
    level : Level
        Of n residences; indices without value are drawn as well, and mean nothing.
    method : Method
        Recipes.
    reference : Reference
        What is worth 100, held to be known.
    priors : Priors
        Of the indicators.
    order : DrawOrder
        Number and order of the draws.
    label : str
        What sets these draws apart from others of the same residences, such as a year.
    """

    def __init__(
        self,
        level: Level,
        *,
        method: Method,
        reference: Reference,
        priors: Priors,
        order: DrawOrder,
        label: str = "",
    ) -> None:
        self._method = method
        self._indices = level.indices
        self._tables: dict[str, DrawTable] = {}
        self._coefficients: dict[str, DrawArray] = {}
        num, den, codes = level.pool.num, level.pool.den, list(method.indicators)
        for recipe in method.vigilance_indices:
            for position, code in enumerate(recipe.components):
                column = codes.index(code)
                own, prior = (num[:, column], den[:, column]), priors.shares[code]
                if code == NESTED[0] and priors.nested is not None:
                    own, prior = (num[:, column], num[:, codes.index(NESTED[1])]), priors.nested
                self._tables[code] = DrawTable(*own, prior=prior, order=order, name=label + code)
                weight = level.indices[recipe.code].weight[:, position]
                self._coefficients[code] = _to_coefficients(weight, reference.rates[column])

    def draw(self, rows: slice | PositionArray) -> dict[str, DrawArray]:
        """Draw every index of some residences.

        Parameters
        ----------
        rows : slice or ndarray of int64
            Which residences.

        Returns
        -------
        dict of str to ndarray of float32, shape (rows, draws)
            Base 100, by index; new arrays.
        """
        shares: dict[str, DrawArray] = {}
        drawn: dict[str, DrawArray] = {}
        for recipe in self._method.vigilance_indices:
            total: DrawArray | None = None
            # the wider bracket first: the narrower one is a part of it
            for code in sorted(recipe.components, key=lambda code: code == NESTED[0]):
                share = self._tables[code].draw(rows)
                if code == NESTED[0] and NESTED[1] in shares:
                    share *= shares[NESTED[1]]
                if code == NESTED[1]:
                    shares[code] = share.copy()
                share *= self._coefficients[code][rows, None]
                total = share if total is None else np.add(total, share, out=total)
            if total is not None:
                drawn[recipe.code] = total
        for recipe in self._method.composites:
            weights = np.nan_to_num(self._indices[recipe.code].weight[rows]).astype(np.float32)
            drawn[recipe.code] = sum(
                (drawn[part] * weights[:, [position]] for position, part in enumerate(recipe.components)),
                start=np.zeros((1, 1), dtype=np.float32),
            )
        return drawn


def _to_coefficients(weight: FloatArray, reference_rate: float) -> DrawArray:
    """Points of the index for a share of 1; 0 where the index does without the indicator."""
    if not reference_rate > 0:
        return np.zeros(len(weight), dtype=np.float32)
    return np.nan_to_num(100.0 * weight / reference_rate).astype(np.float32)
