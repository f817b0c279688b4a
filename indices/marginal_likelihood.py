"""The beta-binomial likelihood of the counts of many residences, each distinct count taken once.

The likelihood is a product of gamma functions of the numerator, of its complement and of the denominator, each by itself:
a few hundred distinct counts stand for any number of residences.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln, polygamma

from indices.arrays import FloatArray
from indices.distinct import find_distinct, tally


@dataclass(frozen=True)
class _Tally:
    """Distinct values of one count, and how often each occurs."""

    values: FloatArray
    repeats: FloatArray

    @classmethod
    def of(cls, counts: FloatArray) -> "_Tally":
        """Tally of counts, shape (n,)."""
        return cls(*tally(counts))

    def add_up(self, terms: FloatArray) -> float:
        """Sum over all the residences; never by BLAS, whose threads cost more than such a sum."""
        return float((self.repeats * terms).sum())

    def rise(self, a: float) -> float:
        """Sum of ``ln Gamma(a + y) - ln Gamma(a)``."""
        return self.add_up(gammaln(a + self.values) - gammaln(a))

    def rise_slope(self, a: float) -> float:
        """Its derivative by `a`."""
        return self.add_up(digamma(a + self.values) - digamma(a))

    def rise_curve(self, a: float) -> float:
        """Its second derivative by `a`."""
        return self.add_up(polygamma(1, a + self.values) - polygamma(1, a))


class MarginalLikelihood:
    """Likelihood of a beta prior, the shares of the residences integrated out.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts, ``0 <= num <= den``, ``den > 0``.

    Attributes
    ----------
    den, repeats, num : ndarray of float64, shape (d,)
        Distinct denominators, how many residences have each, and the sum of their numerators.
    pooled : float
        Share of all the residences together.
    """

    def __init__(self, num: FloatArray, den: FloatArray) -> None:
        values, rows, repeats = find_distinct(den[:, None])
        self.den, self.repeats = values[:, 0], repeats.astype(np.float64)
        self.num: FloatArray = np.bincount(rows, weights=num, minlength=len(values)).astype(np.float64, copy=False)
        self._inside, self._outside = _Tally.of(num), _Tally.of(den - num)
        self._whole = _Tally(self.den, self.repeats)
        self.pooled = float(self.num.sum() / self._whole.add_up(self.den))

    def at(self, a: float, b: float) -> float:
        """Logarithm of the likelihood of a prior, up to a constant.

        Parameters
        ----------
        a, b : float
            Prior counts, above zero.

        Returns
        -------
        float
            ``sum_i ln B(a + y_i, b + n_i - y_i) - ln B(a, b)``.
        """
        return self._inside.rise(a) + self._outside.rise(b) - self._whole.rise(a + b)

    def differentiate(self, a: float, b: float) -> tuple[float, float, float, float, float]:
        """First and second derivatives of the logarithm of the likelihood.

        Parameters
        ----------
        a, b : float
            Prior counts, above zero.

        Returns
        -------
        tuple of five float
            By a, by b, by a twice, by a and b, by b twice.
        """
        shared, curve = -self._whole.rise_slope(a + b), -self._whole.rise_curve(a + b)
        return (
            shared + self._inside.rise_slope(a),
            shared + self._outside.rise_slope(b),
            curve + self._inside.rise_curve(a),
            curve,
            curve + self._outside.rise_curve(b),
        )
