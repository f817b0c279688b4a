"""Many residences at once: which ones to list, so that few of those listed are there by chance.

A list always comes with the rule behind it.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

from indices.arrays import BoolArray, FloatArray
from indices.errors import IndexInputError

BAYESIAN = "taux de fausses découvertes bayésien"
BENJAMINI_HOCHBERG = "Benjamini-Hochberg"
ROUNDING = 1e-12


@dataclass(frozen=True)
class Listing:
    """Residences listed, and why.

    Attributes
    ----------
    listed : ndarray of bool, shape (n,)
        In the order of the input; ties are listed together or not at all.
    rule : str
        French name of the rule, to be shown beside the list.
    rate : float
        Share of the list that may be there by chance, 0 to 1.
    """

    listed: BoolArray
    rule: str
    rate: float


def list_by_probability(probability: FloatArray, *, rate: float) -> Listing:
    """List residences while the share expected to be there by chance stays under a rate.

    Parameters
    ----------
    probability : ndarray of float64, shape (n,), 0 to 1
        Probability of reaching the threshold; NaN is never listed.
    rate : float
        Share of the list that may be wrong, between 0 and 1, such as 0.10.

    Returns
    -------
    Listing
        In the order of the input, with its rule.

    Raises
    ------
    IndexInputError
        The rate is not between 0 and 1.

    Notes
    -----
    Sorted by ``1 - P``, kept while their running mean is at most the rate. Source: [newton2004]_.
    """
    risk, order = _sort(1.0 - probability, rate)
    return _list(risk, np.cumsum(risk) / order <= rate + ROUNDING, 1.0 - probability, BAYESIAN, rate)


def list_by_p_value(p_value: FloatArray, *, rate: float) -> Listing:
    """List residences by the step-up rule of Benjamini and Hochberg.

    Parameters
    ----------
    p_value : ndarray of float64, shape (n,), 0 to 1
        See `find_p_values`; NaN is never listed and does not count.
    rate : float
        False discovery rate, between 0 and 1.

    Returns
    -------
    Listing
        In the order of the input, with its rule.

    Raises
    ------
    IndexInputError
        The rate is not between 0 and 1.

    Notes
    -----
    The largest k with ``p_(k) <= rate k / n``. Source: [benjamini1995]_.
    """
    ordered, order = _sort(p_value, rate)
    return _list(ordered, ordered <= rate * order / max(len(ordered), 1) + ROUNDING, p_value, BENJAMINI_HOCHBERG, rate)


def find_p_values(num: FloatArray, den: FloatArray, *, rate: float) -> FloatArray:
    """Give the exact probability of counts as high as those seen, if the share were a given one.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts; NaN where unknown.
    rate : float
        Share under the hypothesis, such as that of the reference, 0 to 1.

    Returns
    -------
    ndarray of float64, shape (n,), 0 to 1
        ``P(Y >= y)``, Y binomial; NaN where the counts are unknown or the denominator zero.
    """
    usable = np.nan_to_num(den) > 0
    upper: FloatArray = np.where(usable, binom.sf(np.nan_to_num(num) - 1.0, np.nan_to_num(den), rate), np.nan)
    return upper


def _sort(risk: FloatArray, rate: float) -> tuple[FloatArray, FloatArray]:
    """Known risks from the lowest, and their ranks from 1 on."""
    if not 0 < rate < 1:
        raise IndexInputError(f"must be between 0 and 1, got {rate}", column="rate")
    ordered = np.sort(risk[~np.isnan(risk)])
    return ordered, np.arange(1.0, len(ordered) + 1.0)


def _list(ordered: FloatArray, allowed: BoolArray, risk: FloatArray, rule: str, rate: float) -> Listing:
    last_of_ties = np.append(ordered[1:] != ordered[:-1], np.ones(min(len(ordered), 1), dtype=np.bool_))
    kept = np.flatnonzero(allowed & last_of_ties)
    worst = ordered[kept[-1]] if len(kept) else -np.inf
    return Listing(risk <= worst, rule, rate)
