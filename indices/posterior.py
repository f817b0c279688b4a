"""What the counts of a residence and the prior say together of one share: smoothed rate, interval, exceedance."""

import numpy as np
from scipy.special import betainc, betaincinv

from indices.arrays import FloatArray
from indices.distinct import find_distinct
from indices.prior import Prior

TAIL = 0.05
"""Each tail of the 90 % interval."""


def smooth_rates(num: FloatArray, den: FloatArray, *, prior: Prior) -> FloatArray:
    """Draw each share towards the common one, all the more as its denominator is small.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts; NaN where unknown.
    prior : Prior
        Of the indicator.

    Returns
    -------
    ndarray of float64, shape (n,), 0 to 1
        NaN where the counts are unknown or the denominator zero.

    Notes
    -----
    ``(a + y) / (a + b + n)``: the share itself has weight ``n / (n + a + b)``.
    """
    smoothed: FloatArray = np.where(den > 0, (prior.alpha + num) / (prior.precision + den), np.nan)
    return smoothed


def match_posterior(num: FloatArray, den: FloatArray, *, prior: Prior) -> tuple[FloatArray, FloatArray]:
    """Sum up what is known of the propensity underneath each share as a beta distribution.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts, ``0 <= num <= den``; where `den` is 0, only the prior is known.
    prior : Prior
        Of the indicator.

    Returns
    -------
    tuple of two ndarray of float64, shape (n,)
        Parameters of the beta distribution, above zero; NaN where the counts are.

    Notes
    -----
    The posterior is a mixture of ``Beta(a_g + y, b_g + n - y)`` over the plausible priors g, whose weights all the
    residences set together (one of them hardly moves these). The beta distribution of the same mean and variance stands
    for it. Source: [kass1989]_ (doubt about the prior added to the variance).
    """
    doubt = prior.doubt
    totals = doubt.alpha + doubt.beta + den[:, None]
    means = (doubt.alpha + num[:, None]) / totals
    mean = means @ doubt.weight
    variance = (means * (1.0 - means) / (totals + 1.0) + (means - mean[:, None]) ** 2) @ doubt.weight
    total = mean * (1.0 - mean) / variance - 1.0
    return mean * total, (1.0 - mean) * total


def find_interval(
    num: FloatArray, den: FloatArray, *, prior: Prior, tail: float = TAIL
) -> tuple[FloatArray, FloatArray]:
    """Bound the propensity underneath each share.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts; NaN where unknown.
    prior : Prior
        Of the indicator.
    tail : float
        Probability left on each side.

    Returns
    -------
    tuple of two ndarray of float64, shape (n,), 0 to 1
        Low and high ends; NaN where the share is.

    Notes
    -----
    Quantiles of the posterior. A survey that reaches everyone is still one draw of what the residence is: the
    interval is about that propensity, not about the survey.
    """
    pairs, inverse, _ = find_distinct(np.column_stack([num, den]))
    a, b = _match_known(pairs, prior)
    return betaincinv(a, b, tail)[inverse], betaincinv(a, b, 1.0 - tail)[inverse]


def find_exceedance(num: FloatArray, den: FloatArray, *, prior: Prior, rate: float) -> FloatArray:
    """Give the probability that the propensity is above a rate.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts; NaN where unknown.
    prior : Prior
        Of the indicator.
    rate : float
        Such as ``1.2 * share of the reference``.

    Returns
    -------
    ndarray of float64, shape (n,), 0 to 1
        NaN where the share is; 0 for a rate of 1 or more.
    """
    pairs, inverse, _ = find_distinct(np.column_stack([num, den]))
    a, b = _match_known(pairs, prior)
    above: FloatArray = 1.0 - betainc(a, b, min(max(rate, 0.0), 1.0))
    return above[inverse]


def _match_known(pairs: FloatArray, prior: Prior) -> tuple[FloatArray, FloatArray]:
    """Posterior of distinct pairs of counts, NaN where nothing was counted."""
    counted = np.where(pairs[:, [1]] > 0, pairs, np.nan)
    return match_posterior(counted[:, 0], counted[:, 1], prior=prior)
