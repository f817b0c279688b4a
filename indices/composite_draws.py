"""Draws of every index of a residence: the shares drawn together, put through the recipe of the publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from threadpoolctl import threadpool_limits

from indices.arrays import DrawArray, FloatArray
from indices.classes import TOLERANCE
from indices.compute import Level, Reference
from indices.draw_tables import DrawOrder
from indices.index_tables import IndexTables
from indices.posterior import TAIL
from indices.priors import Priors
from indices.recipe import Method, SignalRule
from indices.vigilance import IndexValues

BLOCK = 2048
"""Residences in a block: a thousand draws of one index hold in 8 MB."""


@dataclass(frozen=True)
class DrawnIndex:
    """What the draws say of one index, for n residences; NaN where there is no index.

    Attributes
    ----------
    low, high : ndarray of float64, shape (n,)
        Ends of the 90 % interval, base 100.
    above_intermediaire, above_fragile : ndarray of float64, shape (n,)
        Probabilities of reaching the two class breaks, 0 to 1.
    """

    low: FloatArray
    high: FloatArray
    above_intermediaire: FloatArray
    above_fragile: FloatArray


@dataclass(frozen=True)
class Drawn:
    """What the draws say of n residences.

    Attributes
    ----------
    codes : tuple of m str
        Indices.
    low, high, above_intermediaire, above_fragile : ndarray of float64, shape (n, m)
        As in `DrawnIndex`, one column an index.
    signal : ndarray of float64, shape (n,)
        Probability that the rule of the signal holds, 0 to 1; NaN where there is no fragility.
    """

    codes: tuple[str, ...]
    low: FloatArray
    high: FloatArray
    above_intermediaire: FloatArray
    above_fragile: FloatArray
    signal: FloatArray

    @classmethod
    def make_room(cls, codes: Iterable[str], residences: int) -> Self:
        """Make room for what will be said.

        Parameters
        ----------
        codes : iterable of m str
            Indices.
        residences : int
            Their number n.

        Returns
        -------
        Drawn
            All NaN.
        """
        names = tuple(codes)
        low, high, intermediaire, fragile = (np.full((residences, len(names)), np.nan) for _ in range(4))
        return cls(names, low, high, intermediaire, fragile, np.full(residences, np.nan))

    @property
    def indices(self) -> dict[str, DrawnIndex]:
        """Take the indices one by one.

        Returns
        -------
        dict of str to DrawnIndex
            Views, in the order of `codes`.
        """
        return {
            code: DrawnIndex(
                self.low[:, column],
                self.high[:, column],
                self.above_intermediaire[:, column],
                self.above_fragile[:, column],
            )
            for column, code in enumerate(self.codes)
        }

    def blank_missing(self, indices: Mapping[str, IndexValues], rows: slice) -> None:
        """Say nothing of the residences whose index has no value.

        Parameters
        ----------
        indices : mapping of str to IndexValues
            Of all the residences.
        rows : slice
            Residences looked at.
        """
        for column, code in enumerate(self.codes):
            missing = np.isnan(indices[code].value[rows])
            if missing.any():
                for table in (self.low, self.high, self.above_intermediaire, self.above_fragile):
                    table[rows, column][missing] = np.nan
                if code == "fragilite":
                    self.signal[rows][missing] = np.nan


def draw_indices(level: Level, *, method: Method, reference: Reference, priors: Priors, draws: int, seed: int) -> Drawn:
    """Draw every index of every residence from what its counts leave open.

    Parameters
    ----------
    level : Level
        Of n residences.
    method : Method
        Recipes, class breaks, rule of the signal.
    reference : Reference
        What is worth 100, held to be known.
    priors : Priors
        Of the indicators.
    draws : int
        Number of draws.
    seed : int
        Same seed, same result to the last digit, whatever the other residences, their order and the size of the blocks.

    Returns
    -------
    Drawn
        Intervals and probabilities, in the order of the residences.

    Raises
    ------
    IndexInputError
        Too few draws.

    Notes
    -----
    Each share is drawn from its posterior, independently of the others, but for the households under 40 %, drawn among
    those under 60 %; each draw goes through the weights of the published index. Source: [kass1989]_ for the posterior,
    [mckay1979]_ for the spread of the draws.
    """
    tables = IndexTables(level, method=method, reference=reference, priors=priors, order=DrawOrder(draws, seed=seed))
    drawn = Drawn.make_room(method.indices, len(level.pool.codes))
    into = drawn.indices
    breaks = method.classes.intermediaire, method.classes.fragile
    # the products are small: threads would wait for one another, and their number would show in the last digit
    with threadpool_limits(limits=1, user_api="blas"):
        for start in range(0, len(drawn.signal), BLOCK):
            block = slice(start, start + BLOCK)
            values = tables.draw(block)
            drawn.signal[block] = _count_signals(values, method.signal)
            for code, each in values.items():
                _sum_up(each, into[code], block, breaks)
            drawn.blank_missing(level.indices, block)
    return drawn


def _count_signals(drawn: Mapping[str, DrawArray], rule: SignalRule) -> FloatArray:
    alone = drawn["fragilite"] >= rule.fragilite - TOLERANCE
    together = (drawn["occupation"] >= rule.occupation - TOLERANCE) & (
        drawn["attractivite"] >= rule.attractivite - TOLERANCE
    )
    counted: FloatArray = (alone | together).mean(axis=1, dtype=np.float64)
    return counted


def _sum_up(values: DrawArray, into: DrawnIndex, block: slice, breaks: tuple[float, float]) -> None:
    for threshold, share in zip(breaks, (into.above_intermediaire, into.above_fragile), strict=True):
        share[block] = (values >= threshold - TOLERANCE).mean(axis=1, dtype=np.float64)
    values.sort(axis=1)
    last = values.shape[1] - 1
    for tail, end in ((TAIL, into.low), (1.0 - TAIL, into.high)):
        position = tail * last
        below = int(position)
        end[block] = values[:, below] + (position - below) * (values[:, min(below + 1, last)] - values[:, below])
