"""Draws of every index of a residence: the shares drawn together, put through the recipe of the publication."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    indices : dict of str to DrawnIndex
        By index.
    signal : ndarray of float64, shape (n,)
        Probability that the rule of the signal holds, 0 to 1; NaN where there is no fragility.
    """

    indices: dict[str, DrawnIndex]
    signal: FloatArray


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
    count = len(level.pool.codes)
    results = {code: DrawnIndex(*np.full((4, count), np.nan)) for code in method.indices}
    signal = np.full(count, np.nan)
    breaks = method.classes.intermediaire, method.classes.fragile
    # the products are small: threads would wait for one another, and their number would show in the last digit
    with threadpool_limits(limits=1, user_api="blas"):
        for start in range(0, count, BLOCK):
            block = slice(start, start + BLOCK)
            drawn = tables.draw(block)
            signal[block] = _count_signals(drawn, method.signal)
            for code, values in drawn.items():
                _sum_up(values, results[code], block, breaks)
    for code, index in results.items():
        missing = np.isnan(level.indices[code].value)
        for each in (index.low, index.high, index.above_intermediaire, index.above_fragile):
            each[missing] = np.nan
    signal[np.isnan(level.indices["fragilite"].value)] = np.nan
    return Drawn(results, signal)


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
