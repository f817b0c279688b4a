"""Other references than the whole: leave-one-out, and the weight of a residence in its own reference."""

import numpy as np
import pandas as pd

from indices.arrays import BoolArray
from indices.division import divide
from indices.errors import IndexInputError
from indices.inputs import first_code, line_up
from indices.shares import Shares

HEAVY_SHARE = 0.05
"""A residence that holds more of the reference than this is partly compared with itself: offer leave-one-out."""


def leave_one_out(shares: Shares, inside: pd.Series) -> pd.DataFrame:
    """Take the reference without the residence that is compared with it.

    Parameters
    ----------
    shares : Shares
        Of n residences.
    inside : Series of bool, indexed by residence
        Whether the residence belongs to the reference.

    Returns
    -------
    DataFrame, shape (n, k), indexed by residence, one column an indicator
        Share of the reference for each residence; NaN where nobody else is left, or nothing is known.

    Raises
    ------
    IndexInputError
        A residence is not said to be inside or outside, or twice.

    Notes
    -----
    ``(Y - y) / (N - n)`` for a residence of the reference, ``Y / N`` for another. Source: [oecd2008]_.
    """
    belongs = _place(shares, inside)[:, None]
    num, den = np.nan_to_num(shares.num), np.nan_to_num(shares.den)
    left_num = (num * belongs).sum(axis=0) - num * belongs
    left_den = (den * belongs).sum(axis=0) - den * belongs
    return pd.DataFrame(divide(left_num, left_den), index=shares.codes, columns=list(shares.indicators))


def share_of_reference(shares: Shares, inside: pd.Series) -> pd.Series:
    """Measure how much of the reference a residence holds.

    Parameters
    ----------
    shares : Shares
        Of n residences.
    inside : Series of bool, indexed by residence
        Whether the residence belongs to the reference.

    Returns
    -------
    Series of float, indexed by residence, 0 to 1
        Largest of its shares of the denominators; 0 for a residence outside the reference. Above `HEAVY_SHARE`, say
        it.

    Raises
    ------
    IndexInputError
        A residence is not said to be inside or outside, or twice.
    """
    belongs = _place(shares, inside)[:, None]
    den = np.nan_to_num(shares.den) * belongs
    total = den.sum(axis=0)
    return pd.Series(divide(den, total, otherwise=0.0).max(axis=1), index=shares.codes)


def _place(shares: Shares, inside: pd.Series) -> BoolArray:
    placed = line_up(inside.astype("float64"), shares.codes, name="inside")
    if np.isnan(placed).any():
        raise IndexInputError(
            "neither inside nor outside", column="inside", code=first_code(shares.codes, np.isnan(placed))
        )
    return placed > 0
