"""Shares as pairs of counts: what the modules on reliability, stability, years and effects start from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.division import divide
from indices.errors import IndexInputError
from indices.inputs import first_code, require_columns, require_counts, require_unique_index
from indices.pooling import Pool
from indices.recipe import Method


@dataclass(frozen=True)
class Shares:
    """Counts of the indicators of t territories.

    Attributes
    ----------
    codes : Index, length t
        Territories.
    indicators : tuple of k str
        Indicators.
    num, den : ndarray of float64, shape (t, k)
        Numerator and denominator, ``0 <= num <= den``; both NaN where one is unknown.
    """

    codes: pd.Index
    indicators: tuple[str, ...]
    num: FloatArray
    den: FloatArray

    @cached_property
    def rates(self) -> FloatArray:
        """Divide numerators by denominators.

        Returns
        -------
        ndarray of float64, shape (t, k), 0 to 1
            NaN where unknown and for 0/0.
        """
        return divide(self.num, self.den)

    def column(self, indicator: str) -> int:
        """Find the column of an indicator.

        Parameters
        ----------
        indicator : str
            Code.

        Returns
        -------
        int
            Its position.

        Raises
        ------
        IndexInputError
            There is no such indicator.
        """
        if indicator not in self.indicators:
            raise IndexInputError("no such indicator", column=indicator)
        return self.indicators.index(indicator)


def read_shares(num: pd.DataFrame, den: pd.DataFrame) -> Shares:
    """Check two frames of counts and pair them.

    Parameters
    ----------
    num, den : DataFrame, shape (t, k), indexed by territory code, one column an indicator
        Whole numbers from 0 on, NaN where unknown; same labels. Not changed.

    Returns
    -------
    Shares
        In the order of `num`.

    Raises
    ------
    IndexInputError
        Labels differ or repeat, a count is not one, or a numerator exceeds its denominator: the column and the first
        code are named.
    """
    require_unique_index(num, name="num")
    require_columns(den, num.columns)
    if not den.index.equals(num.index):
        raise IndexInputError("numerators and denominators are not those of the same territories", column="den")
    above = require_counts(num, num.columns)
    below = require_counts(den, num.columns)
    return _pair(
        num.index,
        tuple(str(column) for column in num.columns),
        np.column_stack(list(above.values())),
        np.column_stack(list(below.values())),
    )


def take_shares(pool: Pool, *, method: Method) -> Shares:
    """Take the shares of the territories of one level.

    Parameters
    ----------
    pool : Pool
        Pooled counts, secret ones included: what is done with them stays inside the calculation until the statuses
        are applied.
    method : Method
        Order of the indicators.

    Returns
    -------
    Shares
        Rows of the pool, indicators of the method.

    Raises
    ------
    IndexInputError
        A numerator exceeds its denominator: it is no share of it.
    """
    return _pair(pool.codes, tuple(method.indicators), pool.num, pool.den)


def refuse_excess(pool: Pool, *, method: Method) -> None:
    """Refuse counts that make no share.

    Parameters
    ----------
    pool : Pool
        Counts of t territories.
    method : Method
        Order of the indicators.

    Raises
    ------
    IndexInputError
        A numerator exceeds its denominator: the indicator and the first code are named.
    """
    _refuse_excess(pool.codes, tuple(method.indicators), pool.num, pool.den)


def _pair(codes: pd.Index, indicators: tuple[str, ...], num: FloatArray, den: FloatArray) -> Shares:
    _refuse_excess(codes, indicators, num, den)
    unknown = np.isnan(num) | np.isnan(den)
    return Shares(codes, indicators, np.where(unknown, np.nan, num), np.where(unknown, np.nan, den))


def _refuse_excess(codes: pd.Index, indicators: tuple[str, ...], num: FloatArray, den: FloatArray) -> None:
    for position, indicator in enumerate(indicators):
        wrong: BoolArray = num[:, position] > den[:, position]
        if wrong.any():
            raise IndexInputError(
                "the numerator exceeds the denominator", column=indicator, code=first_code(codes, wrong)
            )
