"""How little a few dozen residences say of their own prior: the priors they make plausible, with their weights.

Intervals that take the most likely prior for certain are too short: with 30 residences, a nominal 90 % covers 70 to
88 % of the true shares. Averaging over this grid brings the coverage back.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from indices.arrays import FloatArray
from indices.marginal_likelihood import MarginalLikelihood

STEPS = 40
"""Precisions tried, equally spaced in logarithm."""
NODES, NODE_WEIGHTS = hermegauss(5)
"""Common shares tried for each precision."""
NEGLIGIBLE = 12.0
"""Loss of log-likelihood under which a prior is no longer plausible."""


@dataclass(frozen=True)
class PriorDoubt:
    """Plausible priors of one share.

    Attributes
    ----------
    alpha, beta : ndarray of float64, shape (g,)
        Prior counts.
    weight : ndarray of float64, shape (g,)
        Adding up to 1.
    """

    alpha: FloatArray
    beta: FloatArray
    weight: FloatArray

    @classmethod
    def certain(cls, alpha: float, beta: float) -> Self:
        """Hold one prior, and no other, for plausible.

        Parameters
        ----------
        alpha, beta : float
            Prior counts.

        Returns
        -------
        PriorDoubt
            Of weight 1.
        """
        return cls(np.array([alpha]), np.array([beta]), np.ones(1))


def doubt_prior(likelihood: MarginalLikelihood, *, smallest: float, largest: float) -> PriorDoubt:
    """Weigh the priors that the residences make plausible.

    Parameters
    ----------
    likelihood : MarginalLikelihood
        Of the residences.
    smallest, largest : float
        Bounds of the precision.

    Returns
    -------
    PriorDoubt
        At most 200 priors.

    Notes
    -----
    Posterior of the prior under a hyperprior flat in the mean and in ``precision ** -0.5``: a grid on the logarithm of
    the precision, where few residences leave a long tail towards « all alike »; for each precision, Gauss-Hermite
    points on the logit of the mean, whose spread is that of a weighted mean of the shares. Source: [gelman2013]_,
    section 5.3.
    """
    low, high = np.log(smallest), np.log(largest)
    for _ in range(3):  # a sharp likelihood needs a finer grid around its top
        grid = np.linspace(low, high, STEPS)
        tried = [_weigh_precision(likelihood, float(np.exp(step))) for step in grid]
        scores = np.array([score for score, _, _ in tried])
        plausible = np.flatnonzero(scores >= scores.max() - NEGLIGIBLE)
        low, high = grid[max(plausible[0] - 1, 0)], grid[min(plausible[-1] + 1, STEPS - 1)]
    logits = np.array([[centre + spread * node for node in NODES] for _, centre, spread in tried])
    weights = np.exp(scores - scores.max())[:, None] * NODE_WEIGHTS
    precisions = np.exp(grid)[:, None]
    means = 1.0 / (1.0 + np.exp(-logits))
    kept = weights > weights.max() * np.exp(-NEGLIGIBLE)
    total = weights[kept].sum()
    return PriorDoubt((means * precisions)[kept], ((1.0 - means) * precisions)[kept], weights[kept] / total)


def _weigh_precision(likelihood: MarginalLikelihood, precision: float) -> tuple[float, float, float]:
    """Log-weight of a precision, and the logit of the common share under it with its standard error."""
    pooled = likelihood.pooled
    weight = 1.0 / (1.0 + (likelihood.den - 1.0) / (precision + 1.0))
    information = float((weight * likelihood.repeats * likelihood.den).sum())
    mean = float((weight * likelihood.num).sum()) / information
    mean = min(max(mean, pooled / 2), (1.0 + pooled) / 2)  # never 0 nor 1, even when only tiny residences weigh
    binomial = mean * (1.0 - mean)
    spread = float(1.0 / np.sqrt(information * binomial))
    score = likelihood.at(mean * precision, (1.0 - mean) * precision)
    return score - np.log(precision) / 2 + np.log(spread * binomial), float(np.log(mean / (1.0 - mean))), spread
