"""Sums by territory, as fast as the arrays allow."""

import numpy as np

from indices.arrays import FloatArray, PositionArray


class Adder:
    """Adds up values of residences by territory.

    Parameters
    ----------
    positions : ndarray of int64, shape (n,)
        Territory of each residence, from 0 on; -1 leaves the residence out.
    territories : int
        Number of territories t; each has at least one residence.

    Attributes
    ----------
    alone : bool
        Whether every territory is one residence: there is nothing to add, only rows to put in order, and what is unknown
        stays so.
    """

    def __init__(self, positions: PositionArray, territories: int) -> None:
        inside = positions >= 0
        self._inside = slice(None) if bool(inside.all()) else inside
        self._positions = positions[self._inside]
        self._territories = territories
        self._order: PositionArray | slice = slice(None)
        self.alone = len(self._positions) == territories
        if self.alone:
            in_order = bool((self._positions == np.arange(territories)).all())
            self._order = slice(None) if in_order else np.argsort(self._positions)
        self._stay = self.alone and isinstance(self._inside, slice) and isinstance(self._order, slice)

    def __call__(self, values: FloatArray) -> FloatArray:
        """Add up values.

        Parameters
        ----------
        values : ndarray of float64, shape (n,) or (n, m)
            No NaN, unless territories are `alone`. Not changed.

        Returns
        -------
        ndarray of float64, shape (t,) or (t, m)
            Sums; a view of `values` where these are territories in order.
        """
        if self._stay:
            return values
        if values.ndim == 1:
            return self._add(values)
        sums = np.empty((self._territories, values.shape[1]), order="F")
        for column in range(values.shape[1]):
            sums[:, column] = self._add(values[:, column])
        return sums

    def only_known(self, values: FloatArray) -> FloatArray:
        """Add up the values that are known.

        Parameters
        ----------
        values : ndarray of float64, shape (n,)
            NaN where unknown.

        Returns
        -------
        ndarray of float64, shape (t,)
            NaN where nothing is known.
        """
        if self.alone:
            return self(values)
        known = ~np.isnan(values)
        return np.where(self._add(known.astype(np.float64)) > 0, self._add(np.where(known, values, 0.0)), np.nan)

    def _add(self, values: FloatArray) -> FloatArray:
        kept = values[self._inside]
        if self.alone:
            return kept[self._order]
        return np.bincount(self._positions, weights=kept, minlength=self._territories).astype(np.float64, copy=False)
