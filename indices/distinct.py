"""Distinct rows of counts: small counts repeat, and what depends on them alone is computed once."""

import numpy as np

from indices.arrays import FloatArray, PositionArray

LARGEST_KEY = 2**62
DENSE = 16
"""Possible rows for each actual one, up to which a table of them all is faster than a sort."""


def find_distinct(counts: FloatArray) -> tuple[FloatArray, PositionArray, PositionArray]:
    """Find the distinct rows of a table of counts.

    Parameters
    ----------
    counts : ndarray of float64, shape (n, c)
        Whole numbers from 0 on; NaN is one more value.

    Returns
    -------
    rows : ndarray of float64, shape (d, c)
        Distinct rows, sorted.
    inverse : ndarray of int64, shape (n,)
        Position of each row among them.
    repeats : ndarray of int64, shape (d,)
        How often each occurs.

    Notes
    -----
    Rows are packed into one integer where they fit, which sorts ten times faster than rows do.
    """
    if not len(counts):
        return counts, np.empty(0, np.int64), np.empty(0, np.int64)
    whole = np.nan_to_num(counts, nan=-1.0).astype(np.int64) + 1
    widths = [int(width) + 1 for width in whole.max(axis=0)]
    key = np.zeros(len(whole), dtype=np.int64)
    size = 1
    for column, width in enumerate(widths):
        size *= width
        if size > LARGEST_KEY:
            rows, inverse, repeats = np.unique(counts, axis=0, return_inverse=True, return_counts=True)
            return rows, inverse.ravel().astype(np.int64), repeats.astype(np.int64)
        key = key * width + whole[:, column]
    if size <= DENSE * len(counts):
        return _look_up(counts, key, size)
    _, first, inverse, repeats = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    return counts[first], inverse.astype(np.int64), repeats.astype(np.int64)


def _look_up(counts: FloatArray, key: PositionArray, size: int) -> tuple[FloatArray, PositionArray, PositionArray]:
    """Distinct rows by counting every possible one."""
    repeats = np.bincount(key, minlength=size)
    present = np.flatnonzero(repeats)
    ranks = np.empty(size, dtype=np.int64)
    ranks[present] = np.arange(len(present))
    inverse = ranks[key]
    first = np.empty(len(present), dtype=np.int64)
    first[inverse] = np.arange(len(key))
    return counts[first], inverse, repeats[present].astype(np.int64)


def tally(counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Count how often each count occurs.

    Parameters
    ----------
    counts : ndarray of float64, shape (n,)
        Whole numbers from 0 on.

    Returns
    -------
    values : ndarray of float64, shape (d,)
        Distinct counts, sorted.
    repeats : ndarray of float64, shape (d,)
        How often each occurs.
    """
    if len(counts) and counts.max() <= DENSE * len(counts):
        found = np.bincount(counts.astype(np.int64)).astype(np.float64)
        present = np.flatnonzero(found)
        return present.astype(np.float64), found[present]
    values, repeats = np.unique(counts, return_counts=True)
    return values, repeats.astype(np.float64)
