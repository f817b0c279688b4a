"""A commune and its residences: how the index of the whole is made of the counts of the parts."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.construction import mean_of_ratios, relate
from indices.inputs import require_groups, require_shares
from indices.shares import Shares
from indices.weighting import read_weights


@dataclass(frozen=True)
class Reconciliation:
    """The index of each group, and the part of it that each residence brings.

    Attributes
    ----------
    parts : DataFrame, shape (n, k), indexed by residence, one column an indicator
        Points of the index of the group; those of one group add up to its index.
    totals : Series of float, indexed by group
        Sum of the parts.
    index : Series of float, indexed by group
        The index, from pooled counts.
    plain_mean : Series of float, indexed by group
        Mean of the indices of the residences, to show that it is another number.
    """

    parts: pd.DataFrame
    totals: pd.Series
    index: pd.Series
    plain_mean: pd.Series


def reconcile(
    shares: Shares, groups: pd.Series, *, reference: pd.Series, weights: Mapping[str, float]
) -> Reconciliation:
    """Show a commune as the sum of its residences.

    Parameters
    ----------
    shares : Shares
        Of n residences.
    groups : Series, indexed by residence
        Group of each residence; NaN where it is in none.
    reference : Series indexed by indicator
        Shares of the reference.
    weights : mapping of str to float
        Relative weights of the indicators.

    Returns
    -------
    Reconciliation
        Groups where an indicator is missing have no parts for it, and its weight goes to the others.

    Raises
    ------
    IndexInputError
        A residence has no group row, or the weights or the reference do not fit the indicators.

    Notes
    -----
    ``I_C = sum_k w_k sum_r (n_rk / n_Ck) I_rk``: each residence weighs its own denominator, which differs from one
    indicator to the other (households, adults, dwellings). No single weighting of the residences' indices gives I_C.
    """
    columns = list(shares.indicators)
    lined_up = require_groups(groups, shares.codes, level="groups")
    num = pd.DataFrame(shares.num, index=shares.codes, columns=columns)
    den = pd.DataFrame(shares.den, index=shares.codes, columns=columns)
    keys = lined_up.to_numpy()
    pooled_num = num.groupby(keys).sum(min_count=1)
    pooled_den = den.groupby(keys).sum(min_count=1)
    normalised = read_weights(weights, columns)
    share = require_shares(reference, columns)
    divisor = pooled_den.where(pooled_den > 0) * np.where(share > 0, share, np.nan)
    present = divisor.notna() & pooled_num.notna()
    used = present * normalised
    used = used.div(used.sum(axis=1).where(lambda total: total > 0), axis=0)
    points = (100.0 * used / divisor).reindex(lined_up.to_numpy()).set_axis(shares.codes)
    parts = points * num
    rates = pd.DataFrame(shares.rates, index=shares.codes, columns=columns)
    of_residences = mean_of_ratios(relate(rates, reference), weights=weights, minimum=1)
    return Reconciliation(
        parts=parts,
        totals=parts.sum(axis=1, min_count=1).groupby(keys).sum(min_count=1),
        index=mean_of_ratios(
            relate(pooled_num / pooled_den.where(pooled_den > 0), reference), weights=weights, minimum=1
        ),
        plain_mean=of_residences.groupby(keys).mean().astype(np.float64),
    )
