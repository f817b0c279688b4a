"""The beta-binomial likelihood of the counts of many residences, each distinct pair of counts taken once."""

import numpy as np
from scipy.special import digamma, gammaln, polygamma

from indices.arrays import FloatArray
from indices.distinct import find_distinct


class MarginalLikelihood:
    """Likelihood of a beta prior, the shares of the residences integrated out.

    Parameters
    ----------
    num, den : ndarray of float64, shape (n,)
        Counts, ``0 <= num <= den``, ``den > 0``.

    Attributes
    ----------
    num, den, repeats : ndarray, shape (d,)
        Distinct pairs of counts, and how often each occurs.
    """

    def __init__(self, num: FloatArray, den: FloatArray) -> None:
        pairs, _, repeats = find_distinct(np.column_stack([num, den]))
        self.num, self.den = pairs[:, 0], pairs[:, 1]
        self.repeats = repeats.astype(np.float64)

    @property
    def pooled(self) -> float:
        """Pool the residences.

        Returns
        -------
        float
            Share of all of them together.
        """
        return float((self.repeats @ self.num) / (self.repeats @ self.den))

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
        above = gammaln(a + self.num) - gammaln(a) + gammaln(b + self.den - self.num) - gammaln(b)
        below = gammaln(a + b + self.den) - gammaln(a + b)
        return float(self.repeats @ (above - below))

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
        total, rest = a + b, self.den - self.num
        shared = self.repeats @ (digamma(total) - digamma(total + self.den))
        curve = self.repeats @ (polygamma(1, total) - polygamma(1, total + self.den))
        return (
            float(shared + self.repeats @ (digamma(a + self.num) - digamma(a))),
            float(shared + self.repeats @ (digamma(b + rest) - digamma(b))),
            float(curve + self.repeats @ (polygamma(1, a + self.num) - polygamma(1, a))),
            float(curve),
            float(curve + self.repeats @ (polygamma(1, b + rest) - polygamma(1, b))),
        )
