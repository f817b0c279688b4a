"""How evenly a count is spread among residences, against what their size alone would give."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import binom

from indices.arrays import FloatArray
from indices.errors import IndexInputError, TooFewObservationsError
from indices.inputs import first_code, line_up, require_counts, require_unique_index
from indices.multiple import list_by_p_value

DRAWS = 4000
"""Simulated spreads; the Monte Carlo error of a probability of 0.05 is then 0.003."""
LOW, HIGH = 0.05, 0.95
"""Bounds of the interval in which chance alone leaves the Gini index nine times out of ten."""
FALSE_DISCOVERIES = 0.10
MINIMUM_RESIDENCES = 2


@dataclass(frozen=True)
class Concentration:
    """The spread of a count among residences.

    Attributes
    ----------
    total : int
        What is spread.
    gini : float
        0 when each residence has its share of size; towards 1 when one small residence has everything.
    gini_expected : float
        Mean under chance alone: with few counts, an even spread cannot exist.
    gini_low, gini_high : float
        Interval of chance alone, nine times out of ten.
    gini_p : float
        Probability, under chance alone, of a spread at least as uneven.
    hhi : float
        Herfindahl-Hirschman index: the chance that two units taken at random fell in the same residence, itself
        included.
    hhi_expected : float
        Its exact expectation under chance alone.
    residences : DataFrame, indexed by code
        ``received``, ``expected``, ``p_above`` (exact probability of receiving as much by chance) and ``above``: listed
        as having received more than their share, the false discoveries being held under 10 %.
    """

    total: int
    gini: float
    gini_expected: float
    gini_low: float
    gini_high: float
    gini_p: float
    hhi: float
    hhi_expected: float
    residences: pd.DataFrame


def measure_concentration(received: pd.Series, size: pd.Series, *, seed: int) -> Concentration:
    """Measure how evenly counts are spread, and compare with a spread by size alone.

    Parameters
    ----------
    received : Series of int, indexed by code
        What each residence received; residences that received nothing are in it.
    size : Series of float, indexed by code
        Size of each of these residences, above 0.
    seed : int
        Of the simulation.

    Returns
    -------
    Concentration
        The same for the same seed.

    Raises
    ------
    IndexInputError
        What is received is not a count, a residence is there twice, or its size is unknown or not above 0.
    TooFewObservationsError
        Fewer than two residences, or nothing received.

    Notes
    -----
    The Gini index is the area between the Lorenz curve of what is received against cumulated size (residences ordered by
    what they received for their size) and the diagonal, doubled. Under chance alone, counts are multinomial with
    probabilities ``p`` in proportion to size; ``E(HHI) = (1 + (n - 1) sum p^2) / n``.
    """
    require_unique_index(received, name="received")
    counts = require_counts(received.to_frame("received"), ["received"])["received"]
    sizes = line_up(size, received.index, name="size")
    for column, wrong in (("received", np.isnan(counts)), ("size", ~(sizes > 0))):
        if wrong.any():
            raise IndexInputError("unknown, or not above 0", column=column, code=first_code(received.index, wrong))
    total = int(counts.sum())
    if len(received) < MINIMUM_RESIDENCES or total == 0:
        raise TooFewObservationsError("nothing to spread, or nowhere to spread it")
    share = sizes / sizes.sum()
    drawn = np.random.default_rng(seed).multinomial(total, share, size=DRAWS).astype(np.float64)
    simulated = _gini(drawn, share)
    gini = float(_gini(counts[np.newaxis], share)[0])
    p_above = binom.sf(counts - 1, total, share)
    above = list_by_p_value(p_above, rate=FALSE_DISCOVERIES).listed
    return Concentration(
        total=total,
        gini=gini,
        gini_expected=float(simulated.mean()),
        gini_low=float(np.quantile(simulated, LOW)),
        gini_high=float(np.quantile(simulated, HIGH)),
        gini_p=float((1 + (simulated >= gini - 1e-12).sum()) / (1 + DRAWS)),
        hhi=float(((counts / total) ** 2).sum()),
        hhi_expected=float((1 + (total - 1) * (share**2).sum()) / total),
        residences=pd.DataFrame(
            {"received": counts.astype(np.int64), "expected": total * share, "p_above": p_above, "above": above},
            index=received.index,
        ),
    )


def _gini(counts: FloatArray, share: FloatArray) -> FloatArray:
    """Gini indices of several spreads, a row each, relative to the shares of size."""
    order = np.argsort(counts / share, axis=1, kind="stable")
    part = np.take_along_axis(counts, order, axis=1) / counts.sum(axis=1, keepdims=True)
    width = share[order]
    height = np.cumsum(part, axis=1)
    area = (width * (height - part / 2)).sum(axis=1)
    gini: FloatArray = 1.0 - 2.0 * area
    return gini
