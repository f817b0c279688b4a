"""What the residences of one territory have in common: a beta prior for a share, fitted on all of them at once.

Secret residences take part in the fit, which shows none of them.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from indices.arrays import FloatArray
from indices.marginal_likelihood import MarginalLikelihood
from indices.prior_doubt import PriorDoubt, doubt_prior

MINIMUM_UNITS = 10
"""Below this number of residences, the spread between them is not estimated."""
LARGEST_PRECISION = 1e6
"""Prior observations beyond which residences are held to be all alike."""
SMALLEST_PRECISION = 1e-2
LOG_BOUNDS = (float(np.log(SMALLEST_PRECISION)), float(np.log(LARGEST_PRECISION)))
STARTS = 13
MAXIMUM_STEPS = 100
HALVINGS = 30
CONVERGED = 1e-9
JEFFREYS = 0.5


class PriorKind(StrEnum):
    """Where a prior comes from."""

    FITTED = "ajusté"
    HOMOGENEOUS = "homogène"
    """no spread beyond chance: every residence is drawn to the common share"""
    BORROWED = "emprunté"
    """too few residences: the prior of a wider territory"""
    UNINFORMED = "non informatif"
    """too few residences and nothing wider, or all shares 0 or all 1: Jeffreys"""


@dataclass(frozen=True)
class Prior:
    """A beta prior of a share.

    Attributes
    ----------
    alpha, beta : float
        Prior counts inside and outside the numerator, most likely values.
    kind : PriorKind
        Where it comes from.
    units : int
        Residences it was fitted on.
    doubt : PriorDoubt
        Other priors that the same residences make plausible, and how much.
    """

    alpha: float
    beta: float
    kind: PriorKind
    units: int
    doubt: PriorDoubt

    @property
    def precision(self) -> float:
        """Say how many observations the prior is worth.

        Returns
        -------
        float
            ``alpha + beta``.
        """
        return self.alpha + self.beta


def fit_prior(num: FloatArray, den: FloatArray, *, fallback: Prior | None = None) -> Prior:
    """Fit a beta prior to the shares of one indicator, by marginal (beta-binomial) likelihood.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts of the n residences of a territory in a millésime, ``0 <= num <= den``; NaN where unknown. Residences
        with nothing in the denominator are left out.
    fallback : Prior, optional
        Prior of a wider territory, for when there are too few residences.

    Returns
    -------
    Prior
        Fewer than `MINIMUM_UNITS` residences: the fallback, or Jeffreys. All shares 0, or all 1: Jeffreys. No spread
        beyond chance: precision at `LARGEST_PRECISION`, kind ``homogène``. Never an error.

    Notes
    -----
    Maximises ``sum_i ln B(a + y_i, b + n_i - y_i) - ln B(a, b)`` over the mean and the precision, from several starts.
    Each distinct count is taken once, with its number: the cost hardly grows with the residences. Shrinkage
    assumes that residences of one territory are comparable. Source: [griffiths1973]_.
    """
    seen = np.nan_to_num(den) > 0
    num, den = num[seen], den[seen]
    units = len(num)
    if units < MINIMUM_UNITS:
        if fallback is not None:
            return Prior(fallback.alpha, fallback.beta, PriorKind.BORROWED, units, fallback.doubt)
        return _uninformed(units)
    if num.sum() in {0.0, den.sum()}:
        return _uninformed(units)
    likelihood = MarginalLikelihood(num, den)
    mean, precision = _maximise(likelihood)
    kind = PriorKind.HOMOGENEOUS if precision >= LARGEST_PRECISION / 2 else PriorKind.FITTED
    doubt = doubt_prior(likelihood, smallest=SMALLEST_PRECISION, largest=LARGEST_PRECISION)
    return Prior(mean * precision, (1.0 - mean) * precision, kind, units, doubt)


def _uninformed(units: int) -> Prior:
    return Prior(JEFFREYS, JEFFREYS, PriorKind.UNINFORMED, units, PriorDoubt.certain(JEFFREYS, JEFFREYS))


def _maximise(likelihood: MarginalLikelihood) -> tuple[float, float]:
    """Mean and precision of the highest marginal likelihood: Newton steps, from the best of a few starts."""
    logit = float(np.log(likelihood.pooled / (1.0 - likelihood.pooled)))
    starts = [np.array([logit, step]) for step in np.linspace(*LOG_BOUNDS, STARTS)]
    here = max(starts, key=lambda start: likelihood.at(*_to_counts(start)))
    score = likelihood.at(*_to_counts(here))
    for _ in range(MAXIMUM_STEPS):
        step = _find_step(likelihood, here)
        there, better = here, score
        for halving in range(HALVINGS):
            there = here + step / 2.0**halving
            there[1] = np.clip(there[1], *LOG_BOUNDS)
            better = likelihood.at(*_to_counts(there))
            if better >= score:
                break
        gain, moved = better - score, float(np.abs(there - here).max())
        if gain < 0 or moved < CONVERGED:
            break
        here, score = there, better
    a, b = _to_counts(here)
    return a / (a + b), a + b


def _to_counts(parameters: FloatArray) -> tuple[float, float]:
    """Prior counts of a logit of the mean and a logarithm of the precision."""
    mean, precision = 1.0 / (1.0 + np.exp(-parameters[0])), np.exp(parameters[1])
    return float(mean * precision), float((1.0 - mean) * precision)


def _find_step(likelihood: MarginalLikelihood, parameters: FloatArray) -> FloatArray:
    """Newton step, or a bounded step uphill where the likelihood curves the wrong way."""
    a, b = _to_counts(parameters)
    mean = a / (a + b)
    spread = mean * b
    by_a, by_b, by_aa, by_ab, by_bb = likelihood.differentiate(a, b)
    gradient = np.array([spread * (by_a - by_b), a * by_a + b * by_b])
    across = spread * (by_aa * a + by_ab * (b - a) - by_bb * b + by_a - by_b)
    hessian = np.array(
        [
            [spread**2 * (by_aa - 2 * by_ab + by_bb) + spread * (1 - 2 * mean) * (by_a - by_b), across],
            [across, by_aa * a**2 + 2 * by_ab * a * b + by_bb * b**2 + by_a * a + by_b * b],
        ]
    )
    determinant = hessian[0, 0] * hessian[1, 1] - across**2
    if hessian[0, 0] >= 0 or determinant <= 0:
        return gradient / max(1.0, float(np.abs(gradient).max()))
    newton: FloatArray = -np.array(
        [hessian[1, 1] * gradient[0] - across * gradient[1], hessian[0, 0] * gradient[1] - across * gradient[0]]
    )
    newton /= determinant
    return newton
