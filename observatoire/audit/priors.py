"""What smoothed rates give away: two of them tell the prior, and a prior fitted on secret residences tells of these.

A smoothed rate is (α + y) / (α + β + n). With the counts of residences that are shown, α and β follow; and since they
make a likelihood highest, two equations hold on the counts it was fitted on. When the residences that are shown do
not satisfy them by themselves, the hidden ones make up the difference: two more facts on their counts, which with the
totals are enough to find them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import digamma

from observatoire.audit.editions import PUBLIC_COUNTS, Edition

FloatArray = npt.NDArray[np.float64]
FITTED = "ajusté"
MINIMUM_SHOWN = 3
EXACT = 1e-7
"""Distance to the formula under which a smoothed rate is published in full."""
LEAST_PRECISION, MOST_PRECISION = 0.0101, 0.99e6
"""Between which a fit is free: the method says where it stops."""
NOTHING = 1e-2
"""What the residences that are shown may leave unexplained: a hidden one would leave ten times more."""


@dataclass(frozen=True, slots=True)
class PriorLeak:
    """An indicator whose prior was fitted on residences that are not shown."""

    indicator: str
    alpha: float
    beta: float
    unexplained: float
    """of the slope of the likelihood, in units of one residence or so"""


def find_prior_leaks(edition: Edition) -> list[PriorLeak]:
    """The indicators of which smoothed rates of a publication tell about residences that it hides."""
    kinds = edition.analysis.get("a_priori", {})
    secret = [each for each in edition.indicators if each.numerator not in PUBLIC_COUNTS]
    found = (_try_indicator(edition, each.code) for each in secret if kinds.get(each.code) == FITTED)
    return [each for each in found if each is not None]


def _try_indicator(edition: Edition, indicator: str) -> PriorLeak | None:
    rows = edition.components
    rows = rows.loc[(rows["level"] == "residence") & (rows["indicator"] == indicator) & rows["den"].notna()]
    shown = rows.loc[rows["smoothed"].notna()]
    if len(shown) < MINIMUM_SHOWN:
        return None
    num, den, smoothed = (_to_array(shown[name]) for name in ("num", "den", "smoothed"))
    # α − p·(α + β) = p·n − y, one equation a residence.
    left = np.column_stack([np.ones_like(smoothed), -smoothed])
    (alpha, precision), *_ = np.linalg.lstsq(left, smoothed * den - num, rcond=None)
    beta = precision - alpha
    if alpha <= 0 or beta <= 0:
        return None
    if np.abs((alpha + num) / (precision + den) - smoothed).max() > EXACT:
        return None
    fitted_on = rows.loc[rows["code"].isin(_list_reference(edition)) & (rows["den"].astype("float64") > 0)]
    unexplained = _measure_slope(_to_array(fitted_on["num"]), _to_array(fitted_on["den"]), float(alpha), float(beta))
    return PriorLeak(indicator, float(alpha), float(beta), unexplained) if unexplained > NOTHING else None


def _list_reference(edition: Edition) -> set[str]:
    residences = edition.residences()
    inside = (residences["code_insee"] == edition.reference) | (residences["epci"] == edition.reference)
    return set(residences.index[inside])


def _measure_slope(num: FloatArray, den: FloatArray, alpha: float, beta: float) -> float:
    """How far the likelihood of these counts is from its summit, along the logit of the mean and log of the precision."""
    rest = digamma(alpha + beta) - digamma(den + alpha + beta)
    by_alpha = float((digamma(num + alpha) - digamma(alpha) + rest).sum())
    by_beta = float((digamma(den - num + beta) - digamma(beta) + rest).sum())
    mean = alpha / (alpha + beta)
    along_mean = (alpha + beta) * mean * (1 - mean) * (by_alpha - by_beta)
    along_precision = alpha * by_alpha + beta * by_beta
    # At the end of the search the likelihood still rises towards more precision, or less: only its mean is at a summit.
    at_summit = LEAST_PRECISION < alpha + beta < MOST_PRECISION
    return max(abs(along_mean), abs(along_precision) if at_summit else 0.0)


def _to_array(column: Any) -> FloatArray:
    array: FloatArray = column.to_numpy(dtype=np.float64)
    return array
