"""Internal coherence of an index: do its components say the same thing, and which one decides?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import FloatArray
from indices.errors import IndexInputError, TooFewObservationsError
from indices.inputs import require_numbers
from indices.weighting import read_weights

MIN_UNITS = 10
"""Territories with every component known, below which a correlation says nothing."""


@dataclass(frozen=True)
class Coherence:
    """How the components of one index hold together.

    Attributes
    ----------
    units : int
        Territories with every component known: the ones used.
    pearson, spearman : DataFrame, shape (k, k)
        Correlations between components, -1 to 1; NaN where a component does not vary.
    with_index : Series, indexed by component
        Pearson correlation of each component with the index, -1 to 1.
    alpha : float
        Cronbach's alpha of the weighted components, at most 1; NaN when the index does not vary.
    variance_share : Series, indexed by component
        Share of the variance of the index that moves with each component; adds up to 1. Negative when a component
        pulls against the others.
    dominant_share : Series, indexed by component
        Share of the territories in which this component alone makes more than half of the distance to 100.
    """

    units: int
    pearson: pd.DataFrame
    spearman: pd.DataFrame
    with_index: pd.Series
    alpha: float
    variance_share: pd.Series
    dominant_share: pd.Series


def measure_coherence(ratios: pd.DataFrame, *, weights: Mapping[str, float]) -> Coherence:
    """Measure how the components of an index agree. High correlation means that they tell the same story.

    Parameters
    ----------
    ratios : DataFrame, shape (t, k), indexed by territory code, one column a component
        Base 100; NaN where secret, not transmitted or without object. Territories with a NaN are left out. Not changed.
    weights : mapping of component to float
        Relative weights, as in the method.

    Returns
    -------
    Coherence

    Raises
    ------
    IndexInputError
        A weight is wrong or names no component, or a ratio is not a number.
    TooFewObservationsError
        Fewer than `MIN_UNITS` territories have every component.

    Notes
    -----
    ``alpha = k / (k - 1) * (1 - sum var(w_j x_j) / var(sum w_j x_j))``: the covariance form, on weighted components
    since those are what the index adds up. ``variance_share_j = cov(w_j x_j, I) / var(I)``.
    Sources: [cronbach1951]_; [oecd2008]_.
    """
    normalised = read_weights(weights, ratios.columns)
    known = pd.DataFrame(require_numbers(ratios, ratios.columns), ratios.index, ratios.columns).dropna()
    if len(known) < MIN_UNITS:
        raise TooFewObservationsError(f"{len(known)} territories have every component, at least {MIN_UNITS} are needed")
    weighted = known.to_numpy(dtype=np.float64) * normalised
    index = weighted.sum(axis=1)
    names = known.columns
    covariance = _covary(weighted, index)
    spread = float(index.var(ddof=1))
    return Coherence(
        units=len(known),
        pearson=known.corr(method="pearson"),
        spearman=known.corr(method="spearman"),
        with_index=known.corrwith(pd.Series(index, index=known.index)),
        alpha=_measure_alpha(weighted, spread),
        variance_share=pd.Series(covariance / spread if spread > 0 else np.full(len(names), np.nan), index=names),
        dominant_share=pd.Series(_find_dominant(weighted, normalised).mean(axis=0), index=names),
    )


def find_effective_weights(weights: Mapping[str, float], *, themes: Mapping[str, str]) -> pd.Series:
    """Add up the weights of the components that measure one thing.

    Parameters
    ----------
    weights : mapping of component to float
        Relative weights, as in the method.
    themes : mapping of component to str
        What each component measures: ``occ1`` and ``occ2`` both measure resources, since the households under 40 % are
        among those under 60 %.

    Returns
    -------
    Series of float, indexed by theme, adding up to 1
        In the order in which the themes first appear.

    Raises
    ------
    IndexInputError
        A weight is wrong, or a component has no theme.

    Notes
    -----
    Source: [oecd2008]_ (double counting).
    """
    for component in weights:
        if component not in themes:
            raise IndexInputError("component without theme", column=component)
    names = list(weights)
    by_component = pd.Series(read_weights(weights, names), index=[themes[name] for name in names])
    return by_component.groupby(level=0, sort=False).sum()


def _covary(weighted: FloatArray, index: FloatArray) -> FloatArray:
    centred = weighted - weighted.mean(axis=0)
    covariance: FloatArray = centred.T @ (index - index.mean()) / (len(index) - 1)
    return covariance


def _measure_alpha(weighted: FloatArray, spread: float) -> float:
    count = weighted.shape[1]
    if spread == 0 or count == 1:
        return float("nan")
    parts = float(weighted.var(axis=0, ddof=1).sum())
    return float(count / (count - 1) * (1 - parts / spread))


def _find_dominant(weighted: FloatArray, weights: FloatArray) -> FloatArray:
    """One where a component makes more than half of the absolute contributions, else zero."""
    contributions = np.abs(weighted - 100.0 * weights)
    total = contributions.sum(axis=1, keepdims=True)
    dominant: FloatArray = ((contributions > total / 2) & (total > 0)).astype(np.float64)
    return dominant
