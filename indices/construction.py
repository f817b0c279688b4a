"""Ways of making one index out of several shares. Publications use the mean of ratios; the others show its stability."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from indices.arrays import FloatArray
from indices.errors import IndexInputError
from indices.inputs import line_up, require_columns, require_numbers, require_shares
from indices.weighting import read_weights, renormalise


def relate(rates: pd.DataFrame, reference: pd.Series | pd.DataFrame) -> pd.DataFrame:
    """Relate shares to those of a reference: base 100, higher means more vigilance.

    Parameters
    ----------
    rates : DataFrame, shape (t, k), indexed by code, one column an indicator
        Shares, from 0 on; NaN where unknown.
    reference : Series indexed by indicator, or DataFrame like `rates`
        Shares of the reference: one for all (an EPCI, a commune, a base year), or one a territory (leave-one-out, see
        `indices.reference`).

    Returns
    -------
    DataFrame, like `rates`
        ``100 * rate / reference``. NaN where either is unknown, and where the reference is zero: the indicator then
        has no meaning for anyone.

    Raises
    ------
    IndexInputError
        A share is not a number, or the reference has no value, or no row, for an indicator or a territory.

    Notes
    -----
    Source: CCFG, convention intercommunale d'attribution 2019-2025 (base 100); [oecd2008]_ (distance to a reference).
    """
    values = require_numbers(rates, rates.columns)
    if isinstance(reference, pd.DataFrame):
        require_columns(reference, rates.columns)
        shares = np.column_stack([line_up(reference[column], rates.index, name=column) for column in rates.columns])
    else:
        shares = require_shares(reference, rates.columns)
    return pd.DataFrame(100.0 * (values / np.where(shares > 0, shares, np.nan)), rates.index, rates.columns)


def cap_ratios(ratios: pd.DataFrame, *, cap: float) -> pd.DataFrame:
    """Hold back the ratios that one dwelling can send to the sky.

    Parameters
    ----------
    ratios : DataFrame, shape (t, k)
        Base 100; NaN where unknown.
    cap : float
        Highest ratio kept, above 100 so that the reference stays worth 100.

    Returns
    -------
    DataFrame, like `ratios`
        NaN where `ratios` is.

    Raises
    ------
    IndexInputError
        The cap is not above 100.
    """
    if not cap > 100:  # noqa: PLR2004 - base 100
        raise IndexInputError(f"the cap must be above 100, got {cap}", column="cap")
    return ratios.clip(upper=cap)


def mean_of_ratios(ratios: pd.DataFrame, *, weights: Mapping[str, float], minimum: int) -> pd.Series:
    """Weight ratios arithmetically: the construction of the publications.

    Parameters
    ----------
    ratios : DataFrame, shape (t, k)
        Base 100; NaN where a component is missing.
    weights : mapping of str to float
        Relative weights of the k components.
    minimum : int
        Fewer components than this, and the index is NaN.

    Returns
    -------
    Series of float, indexed like `ratios`
        Base 100.

    Raises
    ------
    IndexInputError
        The weights do not fit the columns, or a ratio is not a number.

    Notes
    -----
    ``I = sum_k w_k z_k``, weights renormalised over the components present. A part may compensate another in full,
    zeros are tolerated, and a change of reference may change ranks.
    """
    values = require_numbers(ratios, ratios.columns)
    used = renormalise(read_weights(weights, ratios.columns), values, minimum=minimum)
    return pd.Series(100.0 + (used * (np.nan_to_num(values, nan=100.0) - 100.0)).sum(axis=1), index=ratios.index)


def geometric_mean(ratios: pd.DataFrame, *, weights: Mapping[str, float], minimum: int) -> pd.Series:
    """Weight ratios geometrically: ranks do not depend on the reference.

    Parameters
    ----------
    ratios : DataFrame, shape (t, k)
        Base 100; NaN where a component is missing.
    weights : mapping of str to float
        Relative weights of the k components.
    minimum : int
        Fewer components than this, and the index is NaN.

    Returns
    -------
    Series of float, indexed like `ratios`
        Base 100; 0 as soon as one weighted ratio is 0, which is why it is best taken on smoothed rates.

    Raises
    ------
    IndexInputError
        The weights do not fit the columns, or a ratio is not a number.

    Notes
    -----
    ``I = 100 exp(sum_k w_k ln(z_k / 100))``. Source: [oecd2008]_.
    """
    values = require_numbers(ratios, ratios.columns)
    used = renormalise(read_weights(weights, ratios.columns), values, minimum=minimum)
    with np.errstate(divide="ignore"):
        logs = np.log(np.nan_to_num(values, nan=100.0) / 100.0)
    terms = used * np.where(used == 0, 0.0, logs)  # a component without weight does not count, even at zero
    return pd.Series(100.0 * np.exp(terms.sum(axis=1)), index=ratios.index)


def ratio_of_sums(
    rates: pd.DataFrame, reference: pd.Series, *, weights: Mapping[str, float], minimum: int
) -> pd.Series:
    """Divide a weighted sum of shares by that of the reference: the largest shares dominate.

    Parameters
    ----------
    rates : DataFrame, shape (t, k)
        Shares; NaN where unknown.
    reference : Series indexed by indicator
        Shares of the reference; NaN where it has none.
    weights : mapping of str to float
        Relative weights of the k components.
    minimum : int
        Fewer components than this, and the index is NaN.

    Returns
    -------
    Series of float, indexed like `rates`
        Base 100; NaN where the shares of the reference add up to zero.

    Raises
    ------
    IndexInputError
        The weights or the reference do not fit the columns.

    Notes
    -----
    ``I = 100 sum_k w_k x_k / sum_k w_k x_k(ref)``, both sums over the components present.
    """
    values, whole = take_related(rates, reference)
    used = renormalise(read_weights(weights, rates.columns), values, minimum=minimum)
    return pd.Series(
        100.0 * ((used * np.nan_to_num(values)).sum(axis=1) / (used * whole).sum(axis=1)), index=rates.index
    )


def take_related(rates: pd.DataFrame, reference: pd.Series) -> tuple[FloatArray, FloatArray]:
    """Take the two sides of a ratio of sums.

    Parameters
    ----------
    rates : DataFrame, shape (t, k)
        Shares; NaN where unknown.
    reference : Series indexed by indicator
        Shares of the reference; NaN where it has none.

    Returns
    -------
    values : ndarray of float64, shape (t, k)
        Shares; NaN where there is nothing to relate them to.
    whole : ndarray of float64, shape (k,)
        Shares of the reference; 0 where it has none.

    Raises
    ------
    IndexInputError
        A share is not a number, or the reference does not fit the columns.
    """
    values = np.where(relate(rates, reference).notna(), require_numbers(rates, rates.columns), np.nan)
    return values, np.nan_to_num(require_shares(reference, rates.columns))


def ampi(
    rates: pd.DataFrame, reference: pd.Series, *, half_range: pd.Series, weights: Mapping[str, float], minimum: int
) -> pd.Series:
    """Adjusted Mazziotta-Pareto index, for phenomena where high is bad: unbalanced profiles are worth more.

    Parameters
    ----------
    rates : DataFrame, shape (t, k)
        Shares; NaN where unknown.
    reference : Series indexed by indicator
        Shares of the reference.
    half_range : Series indexed by indicator
        ``(max - min) / 2`` of each share over all territories **and all years** of the series, see `find_half_range`.
    weights : mapping of str to float
        Relative weights of the k components.
    minimum : int
        Fewer components than this, and the index is NaN.

    Returns
    -------
    Series of float, indexed like `rates`
        Reference exactly 100.

    Raises
    ------
    IndexInputError
        The weights, the reference or the ranges do not fit the columns.

    Notes
    -----
    ``r_k = 70 + 60 (x_k - (ref_k - D_k)) / (2 D_k)``, that is ``100 + 30 (x_k - ref_k) / D_k``; ``M`` the weighted
    mean of the ``r_k``, ``S2`` their weighted population variance; ``I = M + S2 / M``. A range of zero leaves the
    indicator out. Source: [mazziotta2016]_.
    """
    scaled = scale_to_range(rates, reference, half_range)
    used = renormalise(read_weights(weights, rates.columns), scaled, minimum=minimum)
    around = np.nan_to_num(scaled, nan=100.0)
    mean = 100.0 + (used * (around - 100.0)).sum(axis=1)
    variance = (used * (around - mean[:, None]) ** 2).sum(axis=1)
    return pd.Series(mean + variance / mean, index=rates.index)


def scale_to_range(rates: pd.DataFrame, reference: pd.Series, half_range: pd.Series) -> FloatArray:
    """Bring shares to the scale of the AMPI.

    Parameters
    ----------
    rates : DataFrame, shape (t, k)
        Shares; NaN where unknown.
    reference, half_range : Series indexed by indicator
        As given to `ampi`.

    Returns
    -------
    ndarray of float64, shape (t, k)
        ``100 + 30 (x_k - ref_k) / D_k``; NaN where unknown, or where the range is zero.

    Raises
    ------
    IndexInputError
        A share is not a number, or the reference or the ranges do not fit the columns.
    """
    share = require_shares(reference, rates.columns)
    spread = require_shares(half_range, rates.columns, name="half_range")
    distance = require_numbers(rates, rates.columns) - share
    return 100.0 + 30.0 * (distance / np.where(spread > 0, spread, np.nan))


def find_half_range(*years: pd.DataFrame) -> pd.Series:
    """Half the range of each share over all the years of a series, for `ampi`.

    Parameters
    ----------
    *years : DataFrame, shape (t, k)
        Shares of each year; NaN where unknown.

    Returns
    -------
    Series of float, indexed by indicator
        Zero where the share never varies; NaN where it is never known.

    Raises
    ------
    IndexInputError
        A share is not a number.
    """
    series = pd.concat([pd.DataFrame(require_numbers(year, year.columns), columns=year.columns) for year in years])
    return (series.max() - series.min()) / 2
