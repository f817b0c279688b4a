"""Shares of residences, raw and smoothed, beside each reference that they may be related to."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from indices.arrays import FloatArray
from indices.division import divide
from indices.stability_inputs import Background, Rows
from indices.stability_recipes import Design, Form, Smoothing, Worth100

LARGEST_SHARE = 0.5
"""A residence that holds more of its commune than this would mostly be compared with itself."""


@dataclass(frozen=True)
class Related:
    """Shares of a block beside those that they are related to.

    Attributes
    ----------
    rate : ndarray of float64, shape (c, b)
        NaN where unknown.
    reference : ndarray of float64, shape (c, b)
        Above zero; NaN where the reference is not tried, or relates nothing.
    half_range : ndarray of float64, shape (c, 1)
        Of the raw rates of all residences.
    """

    rate: FloatArray
    reference: FloatArray
    half_range: FloatArray


def relate_block(block: Rows, background: Background, design: Design) -> Iterator[tuple[Form, Related]]:
    """Go through the contexts of the design.

    Parameters
    ----------
    block : Rows
        Of b residences.
    background : Background
        What they are compared with.
    design : Design
        What is tried.

    Yields
    ------
    tuple of Form and Related
        One a context, in order.
    """
    num, den = np.ascontiguousarray(block.num.T), np.ascontiguousarray(block.den.T)
    above, precision = background.above[:, None], background.precision[:, None]
    rates = {
        Smoothing.RAW: divide(num, den),
        Smoothing.SMOOTHED: np.where(den > 0, (num + above) / (den + precision), np.nan),
    }
    references = {worth_100: refer(worth_100, block, background, num, den) for worth_100 in Worth100}
    for smoothing, worth_100, form in design.contexts:
        yield form, Related(rates[smoothing], references[worth_100], background.half_range[:, None])


def refer(worth_100: Worth100, block: Rows, background: Background, num: FloatArray, den: FloatArray) -> FloatArray:
    """Give the shares that each residence is related to.

    Parameters
    ----------
    worth_100 : Worth100
        What is worth 100.
    block : Rows
        Of b residences.
    background : Background
        What they are compared with.
    num, den : ndarray of float64, shape (c, b)
        Counts of the block, a row a column of it.

    Returns
    -------
    ndarray of float64, shape (c, b)
        Above zero; NaN where there is no such reference, or where it would mostly be the residence itself.
    """
    if worth_100 == Worth100.CHOSEN:
        reference = np.repeat(background.chosen[:, None], num.shape[1], axis=1)
    elif worth_100 == Worth100.LEFT_OUT:
        left_num = background.total_num[:, None] - np.nan_to_num(num)
        left_den = background.total_den[:, None] - np.nan_to_num(den)
        reference = np.where(block.inside, divide(left_num, left_den), np.nan)
    elif len(background.other):
        mostly_itself = den > LARGEST_SHARE * background.other_den[block.group].T
        reference = np.where(mostly_itself | (block.group < 0), np.nan, background.other[block.group].T)
    else:
        reference = np.full_like(num, np.nan)
    return np.where(reference > 0, reference, np.nan)
