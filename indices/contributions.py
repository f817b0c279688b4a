"""What each component adds to an index: contributions that add up exactly to the distance to 100."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from indices.construction import geometric_mean, scale_to_range, take_related
from indices.inputs import require_numbers, require_shares
from indices.weighting import read_weights, renormalise


def contribute_arithmetically(ratios: pd.DataFrame, *, weights: Mapping[str, float], minimum: int) -> pd.DataFrame:
    """Split a mean of ratios into its components.

    Parameters
    ----------
    ratios : DataFrame, shape (t, k)
        Base 100; NaN where a component is missing.
    weights : mapping of str to float
        Relative weights of the k components.
    minimum : int
        As given to the index.

    Returns
    -------
    DataFrame, like `ratios`
        Points of the index: rows add up to ``I - 100``. NaN where a component is missing or there is no index.

    Raises
    ------
    IndexInputError
        The weights do not fit the columns, or a ratio is not a number.

    Notes
    -----
    ``w_k (z_k - 100)``.
    """
    values = require_numbers(ratios, ratios.columns)
    used = renormalise(read_weights(weights, ratios.columns), values, minimum=minimum)
    return pd.DataFrame(used * (values - 100.0), index=ratios.index, columns=ratios.columns)


def contribute_geometrically(ratios: pd.DataFrame, *, weights: Mapping[str, float], minimum: int) -> pd.DataFrame:
    """Split a geometric mean into its components, by the logarithmic mean.

    Parameters
    ----------
    ratios : DataFrame, shape (t, k)
        Base 100; NaN where a component is missing.
    weights : mapping of str to float
        Relative weights of the k components.
    minimum : int
        As given to the index.

    Returns
    -------
    DataFrame, like `ratios`
        Points of the index: rows add up to ``I - 100``. NaN where a component is missing, where there is no index, and
        where the index is 0, which no sum of logarithms can share out.

    Raises
    ------
    IndexInputError
        The weights do not fit the columns, or a ratio is not a number.

    Notes
    -----
    ``L(I, 100) w_k ln(z_k / 100)`` with ``L(a, b) = (a - b) / ln(a / b)``, and ``L(100, 100) = 100``.
    """
    values = require_numbers(ratios, ratios.columns)
    used = renormalise(read_weights(weights, ratios.columns), values, minimum=minimum)
    index = geometric_mean(ratios, weights=weights, minimum=minimum).to_numpy()
    with np.errstate(divide="ignore"):
        distance = np.log(np.where(index > 0, index, np.nan) / 100.0)
        logs = np.log(values / 100.0)
    at_100 = np.abs(distance) < np.sqrt(np.finfo(np.float64).eps)
    mean = np.where(at_100, 100.0 * np.exp(distance / 2), (index - 100.0) / np.where(at_100, 1.0, distance))
    terms = used * np.where(used == 0, 0.0, logs)
    return pd.DataFrame(
        np.where(np.isnan(values), np.nan, mean[:, None] * terms), index=ratios.index, columns=ratios.columns
    )


def contribute_to_ratio_of_sums(
    rates: pd.DataFrame, reference: pd.Series, *, weights: Mapping[str, float], minimum: int
) -> pd.DataFrame:
    """Split a ratio of sums into its components.

    Parameters
    ----------
    rates : DataFrame, shape (t, k)
        Shares; NaN where unknown.
    reference : Series indexed by indicator
        Shares of the reference; NaN where it has none.
    weights : mapping of str to float
        Relative weights of the k components.
    minimum : int
        As given to the index.

    Returns
    -------
    DataFrame, like `rates`
        Points of the index: rows add up to ``I - 100``. NaN where a component is missing or there is no index.

    Raises
    ------
    IndexInputError
        The weights or the reference do not fit the columns.

    Notes
    -----
    ``100 w_k (x_k - x_k(ref)) / sum_j w_j x_j(ref)``.
    """
    values, shares = take_related(rates, reference)
    used = renormalise(read_weights(weights, rates.columns), values, minimum=minimum)
    whole = (used * shares).sum(axis=1, keepdims=True)
    return pd.DataFrame(100.0 * used * (values - shares) / whole, index=rates.index, columns=rates.columns)


def contribute_to_ampi(
    rates: pd.DataFrame, reference: pd.Series, *, half_range: pd.Series, weights: Mapping[str, float], minimum: int
) -> pd.DataFrame:
    """Split an adjusted Mazziotta-Pareto index into its components.

    Parameters
    ----------
    rates : DataFrame, shape (t, k)
        Shares; NaN where unknown.
    reference : Series indexed by indicator
        Shares of the reference.
    half_range : Series indexed by indicator
        As given to the index.
    weights : mapping of str to float
        Relative weights of the k components.
    minimum : int
        As given to the index.

    Returns
    -------
    DataFrame, like `rates`
        Points of the index: rows add up to ``I - 100``. NaN where a component is missing or there is no index.

    Raises
    ------
    IndexInputError
        The weights, the reference or the ranges do not fit the columns.

    Notes
    -----
    ``w_k (r_k - 100) + w_k (r_k - M)^2 / M``: what the component adds to the mean, then to the imbalance.
    """
    scaled = scale_to_range(rates, reference, half_range)
    used = renormalise(read_weights(weights, rates.columns), scaled, minimum=minimum)
    mean = 100.0 + (used * (np.nan_to_num(scaled, nan=100.0) - 100.0)).sum(axis=1, keepdims=True)
    points = used * (scaled - 100.0 + (scaled - mean) ** 2 / mean)
    return pd.DataFrame(points, index=rates.index, columns=rates.columns)


def weigh_one_more(den: pd.DataFrame, reference: pd.Series, *, weights: Mapping[str, float]) -> pd.DataFrame:
    """Weigh one dwelling: what one more vacant dwelling, or one more household under 40 %, would move.

    Parameters
    ----------
    den : DataFrame, shape (t, k), indexed by code, one column an indicator
        Denominators; NaN where unknown.
    reference : Series indexed by indicator
        Shares of the reference.
    weights : mapping of str to float
        Weight of each indicator in the index looked at.

    Returns
    -------
    DataFrame, like `den`
        Points of the index for one unit more in the numerator; NaN where the denominator is unknown or zero, or the
        reference zero.

    Raises
    ------
    IndexInputError
        The weights or the reference do not fit the columns, or a denominator is not a number.

    Notes
    -----
    ``100 w_k / (n_k x_k(ref))``. Twelve dwellings, a vacancy of 2.7 % in the reference and a weight of one third: one
    more vacant dwelling is worth 103 points.
    """
    normalised = read_weights(weights, den.columns)
    share, below = require_shares(reference, den.columns), require_numbers(den, den.columns)
    expected = np.where(below > 0, below, np.nan) * np.where(share > 0, share, np.nan)
    return pd.DataFrame(100.0 * normalised / expected, den.index, den.columns)
