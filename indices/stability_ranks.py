"""Ranks by counting: the cost grows with the residences, not with their sorting, and a block needs no other."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from indices.arrays import FloatArray, PositionArray
from indices.classes import TOLERANCE

RankArray: TypeAlias = NDArray[np.int32]

STEPS = 10
"""Ranks are told apart by tenths of a point: indices in the same tenth share the better rank."""
BINS = 8192
"""Tenths that are told apart; all that lies above is first."""
UNRANKED = np.iinfo(np.int32).max


def bin_values(values: FloatArray) -> PositionArray:
    """Put indices into bins of a tenth of a point.

    Parameters
    ----------
    values : ndarray of float64, any shape
        Base 100; NaN where there is none.

    Returns
    -------
    ndarray of int64, same shape, 0 to `BINS`
        `BINS` where there is no index.
    """
    scaled = (values + TOLERANCE) * STEPS
    np.clip(scaled, 0, BINS - 1, out=scaled)
    np.copyto(scaled, BINS, where=np.isnan(scaled))
    return scaled.astype(np.int64)


def count_bins(counts: RankArray, bins: PositionArray) -> None:
    """Add a block to the number of residences by recipe and bin.

    Parameters
    ----------
    counts : ndarray of int32, shape (r, BINS + 1)
        Of r recipes; added to in place.
    bins : ndarray of int64, shape (r, b)
        See `bin_values`.
    """
    for recipe, found in enumerate(bins):
        counts[recipe] += np.bincount(found, minlength=BINS + 1).astype(np.int32)


def rank_bins(counts: RankArray, *, ranked: int) -> RankArray:
    """Give each bin its rank, 1 for the highest.

    Parameters
    ----------
    counts : ndarray of int32, shape (r, BINS + 1)
        Residences by recipe and bin.
    ranked : int
        Residences that have the index. A recipe that is not tried on all of them ranks the others on the same scale,
        1 to `ranked`.

    Returns
    -------
    ndarray of int32, shape (r, BINS + 1)
        `UNRANKED` in the last column, where there is no index.
    """
    ranks = np.full_like(counts, UNRANKED)
    for row, found in zip(ranks, counts[:, :BINS], strict=True):
        last = max(int(found.sum()) - 1, 1)
        above = int(found.sum()) - np.cumsum(found, dtype=np.int64)
        row[:BINS] = 1 + (2 * above * (ranked - 1) + last) // (2 * last)
    return ranks


def match_breaks(counts: RankArray, like: RankArray, *, limits: tuple[float, ...]) -> FloatArray:
    """Place breaks so that as many residences reach them as reach those of another recipe.

    Parameters
    ----------
    counts : ndarray of int32, shape (r, BINS + 1)
        Residences by recipe and bin.
    like : ndarray of int32, shape (r, BINS + 1)
        The same of the other recipes, row by row.
    limits : tuple of p floats
        Breaks of the other recipes, base 100.

    Returns
    -------
    ndarray of float64, shape (r, p)
        Lowest tenth of a point that no larger a share of the residences reaches; one recipe a row.
    """
    breaks = np.empty((len(counts), len(limits)))
    starts = bin_values(np.array(limits))
    for row, found, model in zip(breaks, counts[:, :BINS], like[:, :BINS], strict=True):
        reached = np.append(found.sum() - np.cumsum(found) + found, 0)
        wanted = [np.rint(model[start:].sum() / max(model.sum(), 1) * found.sum()) for start in starts]
        row[:] = [(reached <= most).argmax() for most in wanted]
    return breaks / STEPS
