"""Draws of shares from their posteriors, cheap for many residences: one table of quantiles for each pair of counts.

The draws of a share are its quantiles at evenly spread probabilities, in an order of their own (a Latin hypercube): a
thousand of them tell more than a thousand independent ones. The order depends on the seed and on the indicator, never
on the residence, so a residence has the same draws whichever others are computed with it, and two residences with the
same counts have the same draws.
"""

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.special import betaincinv, ndtr, ndtri

from indices.arrays import DrawArray, FloatArray, PositionArray
from indices.distinct import find_distinct
from indices.errors import IndexInputError
from indices.posterior import match_posterior
from indices.prior import Prior

NODES = 41
"""Quantiles computed exactly; the others are interpolated between them on the normal scale."""
MINIMUM_DRAWS = 100
QUANTILE_STEP = 2.0**-24
BASIS_STEP = 2.0**-22
"""Both tables are rounded to these, so that sums of 41 products hold in a float64 to the last digit: in any other
arithmetic that digit would depend on how many rows are multiplied together."""


class DrawOrder:
    """Where each draw of each table stands.

    Parameters
    ----------
    draws : int
        Number of draws, at least `MINIMUM_DRAWS`.
    seed : int
        Same seed, same draws.

    Attributes
    ----------
    probabilities : ndarray of float64, shape (NODES,)
        Probabilities of the quantiles to compute.

    Raises
    ------
    IndexInputError
        Too few draws for an interval.
    """

    def __init__(self, draws: int, *, seed: int) -> None:
        if draws < MINIMUM_DRAWS:
            raise IndexInputError(f"needs at least {MINIMUM_DRAWS} draws, got {draws}", column="draws")
        probabilities = (np.arange(draws) + 0.5) / draws
        widest = float(ndtri(probabilities[-1]))
        normal_nodes = np.linspace(-widest, widest, NODES)
        self._basis = CubicSpline(normal_nodes, np.eye(NODES))(ndtri(probabilities))
        self._seed = seed
        self._draws = draws
        self.probabilities: FloatArray = ndtr(normal_nodes)

    def spread(self, name: str) -> DrawArray:
        """Give the matrix that turns the quantiles of a share into its draws.

        Parameters
        ----------
        name : str
            What is drawn: another name, another order.

        Returns
        -------
        ndarray of float32, shape (NODES, draws)
            Interpolation weights.
        """
        child = np.random.SeedSequence(self._seed, spawn_key=tuple(name.encode()))
        order = np.random.default_rng(child).permutation(self._draws)
        return np.ascontiguousarray(_round(self._basis[order].T, step=BASIS_STEP))


class DrawTable:
    """Draws of the propensity underneath one share, for n residences.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts; where unknown, only the prior is.
    prior : Prior
        Of the share.
    order : DrawOrder
        Common to all the tables.
    name : str
        What is drawn.
    """

    def __init__(self, num: FloatArray, den: FloatArray, *, prior: Prior, order: DrawOrder, name: str) -> None:
        known = ~np.isnan(num) & ~np.isnan(den)
        pairs, self._rows, _ = find_distinct(np.where(known[:, None], np.column_stack([num, den]), 0.0))
        a, b = match_posterior(pairs[:, 0], pairs[:, 1], prior=prior)
        self._quantiles = _round(betaincinv(a[:, None], b[:, None], order.probabilities), step=QUANTILE_STEP)
        self._spread = order.spread(name).astype(np.float64)

    def draw(self, rows: slice | PositionArray) -> DrawArray:
        """Draw the share of some residences.

        Parameters
        ----------
        rows : slice or ndarray of int64
            Which residences.

        Returns
        -------
        ndarray of float32, shape (rows, draws), 0 to 1
            New array.
        """
        present, positions = np.unique(self._rows[rows], return_inverse=True)
        table = (self._quantiles[present].astype(np.float64) @ self._spread).astype(np.float32)
        np.clip(table, 0.0, 1.0, out=table)
        return table[positions]


def _round(values: FloatArray, *, step: float) -> DrawArray:
    return (np.round(values / step) * step).astype(np.float32)
