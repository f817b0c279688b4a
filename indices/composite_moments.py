"""What the draws say of every index, without a draw: three moments of each, and the distribution that has them.

An index is a weighted sum of shares that are independent given the counts, but for the nested brackets; its first three
cumulants are sums of theirs, exactly. What is approximate is the distribution: a gamma with these cumulants (Pearson's
third type), through the cube root that makes it almost normal.
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import leggauss
from scipy.special import ndtr, ndtri

from indices.arrays import FloatArray, PositionArray
from indices.blocks import BLOCK
from indices.classes import TOLERANCE
from indices.composite_draws import Drawn
from indices.compute import Level, Reference
from indices.distinct import find_distinct
from indices.posterior import TAIL, match_posterior
from indices.prior import Prior
from indices.priors import NESTED, Priors
from indices.recipe import Method, SignalRule

NODES, NODE_WEIGHTS = leggauss(8)
"""On each side of the threshold of the occupation, where the rule of the signal changes."""
EVEN = 1e-6
"""Skewness under which a distribution is taken for even."""


@dataclass(frozen=True)
class _Share:
    """Raw moments of a share: three columns a distinct pair of counts, and the pair of each residence."""

    moments: FloatArray
    rows: PositionArray


@dataclass(frozen=True)
class _Curve:
    """Mean, standard deviation and skewness of an index, for the residences of a block."""

    mean: FloatArray
    deviation: FloatArray
    skewness: FloatArray

    @classmethod
    def of(cls, cumulants: FloatArray) -> "_Curve":
        """Curve of these three cumulants, shape (3, n)."""
        deviation = np.sqrt(np.maximum(cumulants[1], 1e-12))
        skewness = cumulants[2] / deviation**3
        return cls(cumulants[0], deviation, np.where(np.abs(skewness) < EVEN, EVEN, skewness))

    def find_quantile(self, normal: FloatArray | float) -> FloatArray:
        """Value at the probability of a normal score."""
        cube = 1.0 + self.skewness * normal / 6.0 - self.skewness**2 / 36.0
        value: FloatArray = self.mean + self.deviation * (cube**3 - 1.0) * 2.0 / self.skewness
        return value

    def find_exceedance(self, threshold: FloatArray | float) -> FloatArray:
        """Probability of reaching a threshold."""
        distance = (threshold - TOLERANCE - self.mean) / self.deviation
        root = np.cbrt(np.maximum(1.0 + self.skewness * distance / 2.0, 0.0))
        above: FloatArray = ndtr(-(root - 1.0 + self.skewness**2 / 36.0) * 6.0 / self.skewness)
        return above


def sum_up_indices(level: Level, *, method: Method, reference: Reference, priors: Priors) -> Drawn:
    """Say of every index what draws would, in closed form.

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

    Returns
    -------
    Drawn
        Intervals and probabilities, in the order of the residences.

    Notes
    -----
    For a beta posterior, ``E p^m`` is a ratio of gamma functions; households under 40 % are ``p q`` of those under 60 %,
    so that ``E (p (c1 q + c2))^m = E p^m E (c1 q + c2)^m``. Cumulants of a weighted sum add up. Quantiles and exceedances
    of the gamma go through its cube root. Source: [wilson1931]_.
    """
    shares = _read_shares(level, method, priors)
    drawn = Drawn.make_room(method.indices, len(level.pool.codes))
    into = drawn.indices
    breaks = method.classes.intermediaire, method.classes.fragile
    composite = method.indices["fragilite"].components
    for start in range(0, len(drawn.signal), BLOCK):
        block = slice(start, start + BLOCK)
        cumulants = _add_cumulants(block, shares, level, method, reference)
        for code, values in cumulants.items():
            curve, index = _Curve.of(values), into[code]
            index.low[block] = curve.find_quantile(float(ndtri(TAIL)))
            index.high[block] = curve.find_quantile(float(ndtri(1.0 - TAIL)))
            index.above_intermediaire[block] = curve.find_exceedance(breaks[0])
            index.above_fragile[block] = curve.find_exceedance(breaks[1])
        weights = dict(zip(composite, level.indices["fragilite"].weight[block].T, strict=True))
        drawn.signal[block] = _integrate_signal(cumulants, weights, method.signal)
        drawn.blank_missing(level.indices, block)
    return drawn


def _read_shares(level: Level, method: Method, priors: Priors) -> dict[str, _Share]:
    num, den, codes = level.pool.num, level.pool.den, list(method.indicators)
    shares = {}
    for column, code in enumerate(codes):
        if code == NESTED[0] and priors.nested is not None:
            shares[code] = _find_moments(num[:, column], num[:, codes.index(NESTED[1])], priors.nested)
        else:
            shares[code] = _find_moments(num[:, column], den[:, column], priors.shares[code])
    return shares


def _find_moments(num: FloatArray, den: FloatArray, prior: Prior) -> _Share:
    known = ~np.isnan(num) & ~np.isnan(den)
    pairs, rows, _ = find_distinct(np.where(known[:, None], np.column_stack([num, den]), 0.0))
    a, b = match_posterior(pairs[:, 0], pairs[:, 1], prior=prior)
    first = a / (a + b)
    second = first * (a + 1.0) / (a + b + 1.0)
    third = second * (a + 2.0) / (a + b + 2.0)
    return _Share(np.stack([first, second, third]), rows)


def _add_cumulants(
    block: slice, shares: dict[str, _Share], level: Level, method: Method, reference: Reference
) -> dict[str, FloatArray]:
    """Three cumulants of each index for the residences of a block, shape (3, n)."""
    codes = list(method.indicators)
    added: dict[str, FloatArray] = {}
    for recipe in method.vigilance_indices:
        terms: dict[str, tuple[FloatArray, FloatArray]] = {}
        for position, code in enumerate(recipe.components):
            rate = reference.rates[codes.index(code)]
            weight = level.indices[recipe.code].weight[block, position]
            points = np.nan_to_num(100.0 * weight / rate) if rate > 0 else np.zeros(len(weight))
            share = shares[code]
            terms[code] = points, share.moments[:, share.rows[block]]
        added[recipe.code] = _sum_terms(terms, nested=_is_nested(terms, shares))
    for recipe in method.composites:
        weights = np.nan_to_num(level.indices[recipe.code].weight[block])
        added[recipe.code] = sum(
            (
                np.stack([added[part][order] * weights[:, position] ** (order + 1) for order in range(3)])
                for position, part in enumerate(recipe.components)
            ),
            start=np.zeros((3, 1)),
        )
    return added


def _is_nested(terms: dict[str, tuple[FloatArray, FloatArray]], shares: dict[str, _Share]) -> bool:
    return set(NESTED) <= set(terms) and set(NESTED) <= set(shares)


def _sum_terms(terms: dict[str, tuple[FloatArray, FloatArray]], *, nested: bool) -> FloatArray:
    total = np.zeros((3, 1))
    for code, (points, moments) in terms.items():
        if nested and code == NESTED[0]:
            continue
        if nested and code == NESTED[1]:
            within, part = terms[NESTED[0]]
            first = within * part[0] + points
            second = within**2 * part[1] + 2.0 * within * points * part[0] + points**2
            third = (
                within**3 * part[2]
                + 3.0 * within**2 * points * part[1]
                + 3.0 * within * points**2 * part[0]
                + points**3
            )
            raw = moments * np.stack([first, second, third])
        else:
            raw = moments * np.stack([points, points**2, points**3])
        total = total + _to_cumulants(raw)
    return total


def _to_cumulants(raw: FloatArray) -> FloatArray:
    first, second, third = raw
    cumulants: FloatArray = np.stack([first, second - first**2, third - 3.0 * first * second + 2.0 * first**3])
    return cumulants


def _integrate_signal(cumulants: dict[str, FloatArray], weights: dict[str, FloatArray], rule: SignalRule) -> FloatArray:
    """Probability of the rule: occupation runs over its quantiles, attractivité must then reach what is left."""
    occupation, attractivite = _Curve.of(cumulants["occupation"]), _Curve.of(cumulants["attractivite"])
    below = 1.0 - occupation.find_exceedance(rule.occupation)
    own = np.nan_to_num(weights["occupation"])
    other = np.where(np.nan_to_num(weights["attractivite"]) > 0, weights["attractivite"], 1.0)
    total = np.zeros(len(below))
    for high in (False, True):
        start, width = (below, 1.0 - below) if high else (np.zeros_like(below), below)
        for node, weight in zip(NODES, NODE_WEIGHTS, strict=True):
            probability = np.clip(start + width * (node + 1.0) / 2.0, 1e-12, 1.0 - 1e-12)
            left = (rule.fragilite - own * occupation.find_quantile(ndtri(probability))) / other
            wanted = np.minimum(left, rule.attractivite) if high else left
            total += width * weight / 2.0 * attractivite.find_exceedance(wanted)
    return total
