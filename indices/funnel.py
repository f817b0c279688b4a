"""Funnel plot: how far from the common share chance alone can take a residence of a given size."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import binom

from indices.arrays import FloatArray
from indices.errors import TooFewObservationsError
from indices.shares import Shares

LIMITS = {"low_999": 0.001, "low_975": 0.025, "high_975": 0.975, "high_999": 0.999}
"""Probabilities of the limits."""
WINSORISED = 0.10
"""Share of the most extreme scores, on each side, brought back before the overdispersion is measured."""
MINIMUM_UNITS = 10


@dataclass(frozen=True)
class Funnel:
    """One indicator, ready to be plotted.

    Attributes
    ----------
    points : DataFrame, indexed by code
        ``rate`` and ``den`` of each residence; ``score``, in standard errors of chance alone; ``adjusted``, the same
        once the common overdispersion is allowed for; ``low_999``, ``low_975``, ``high_975``, ``high_999``: limits for its
        denominator.
    centre : float
        Share of the reference.
    overdispersion : float
        Mean of the squared scores, winsorised; 1 is chance alone.
    spread : float
        Standard deviation between residences that the adjustment adds; 0 without overdispersion.
    """

    points: pd.DataFrame
    centre: float
    overdispersion: float
    spread: float


def draw_funnel(shares: Shares, indicator: str, *, centre: float) -> Funnel:
    """Prepare the funnel plot of an indicator.

    Parameters
    ----------
    shares : Shares
        Of n residences; secret ones are left out by the caller.
    indicator : str
        Which share.
    centre : float
        Share of the reference, above 0 and below 1.

    Returns
    -------
    Funnel
        Residences without share or with nothing in the denominator are left out.

    Raises
    ------
    TooFewObservationsError
        Fewer than `MINIMUM_UNITS` residences, or a centre of 0 or 1: chance has nothing to spread.

    Notes
    -----
    ``z = (p - c) / sqrt(c (1 - c) / n)``; ``phi`` the mean of the squared z, winsorised at 10 %; where ``phi > 1``,
    ``tau2 = max(0, (I phi - (I - 1)) / (sum w - sum w2 / sum w))`` with ``w = n / (c (1 - c))``, and
    ``z' = (p - c) / sqrt(s2 + tau2)``. Winsorising keeps the extremes from hiding themselves, and understates the spread
    a little. Limits are exact binomial quantiles: the normal ones are poor at 11.
    Source: [spiegelhalter2005]_.
    """
    column = shares.column(indicator)
    usable = np.nan_to_num(shares.den[:, column]) > 0
    if usable.sum() < MINIMUM_UNITS or not 0 < centre < 1:
        raise TooFewObservationsError("too few residences, or a reference of 0 or 1", column=indicator)
    num, den = shares.num[usable, column], shares.den[usable, column]
    rate = num / den
    variance = centre * (1.0 - centre) / den
    score = (rate - centre) / np.sqrt(variance)
    overdispersion = float((_winsorise(score) ** 2).mean())
    weight = 1.0 / variance
    excess = len(rate) * overdispersion - (len(rate) - 1)
    between = max(0.0, excess / (weight.sum() - (weight**2).sum() / weight.sum())) if overdispersion > 1 else 0.0
    return Funnel(
        points=pd.DataFrame(
            {"rate": rate, "den": den, "score": score, "adjusted": (rate - centre) / np.sqrt(variance + between)}
            | find_limits(den, centre=centre),
            index=shares.codes[usable],
        ),
        centre=centre,
        overdispersion=overdispersion,
        spread=float(np.sqrt(between)),
    )


def find_limits(den: FloatArray, *, centre: float) -> dict[str, FloatArray]:
    """Find the limits of the funnel for some denominators.

    Parameters
    ----------
    den : ndarray of float64, shape (n,)
        Denominators, above 0.
    centre : float
        Share of the reference, above 0 and below 1.

    Returns
    -------
    dict of str to ndarray of float64, shape (n,), 0 to 1
        By name of `LIMITS`; exact binomial quantiles, as shares.
    """
    return {name: binom.ppf(probability, den, centre) / den for name, probability in LIMITS.items()}


def _winsorise(scores: FloatArray) -> FloatArray:
    low, high = np.quantile(scores, [WINSORISED, 1.0 - WINSORISED])
    winsorised: FloatArray = np.clip(scores, low, high)
    return winsorised
