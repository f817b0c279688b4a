"""Weights of components: checked, normalised, and renormalised where components are missing."""

from collections.abc import Hashable, Iterable, Mapping

import numpy as np

from indices.arrays import FloatArray
from indices.errors import IndexInputError


def read_weights(weights: Mapping[str, float], columns: Iterable[Hashable]) -> FloatArray:
    """Check weights and line them up with columns.

    Parameters
    ----------
    weights : mapping of str to float
        One weight a column, from 0 on, not all zero.
    columns : iterable of str
        Names of the m components.

    Returns
    -------
    ndarray of float64, shape (m,)
        Adding up to 1, in the order of the columns.

    Raises
    ------
    IndexInputError
        A weight is absent, negative or not finite, names no column, or all are zero.
    """
    names = [str(column) for column in columns]
    for name in weights:
        if name not in names:
            raise IndexInputError("weight of a component that is not there", column=name)
    for name in names:
        if name not in weights:
            raise IndexInputError("component without weight", column=name)
        if not np.isfinite(weights[name]) or weights[name] < 0:
            raise IndexInputError(f"weight must be a number from 0 on, got {weights[name]}", column=name)
    values = np.array([weights[name] for name in names], dtype=np.float64)
    if values.sum() == 0:
        raise IndexInputError("all weights are zero", column=names[0] if names else None)
    normalised: FloatArray = values / values.sum()
    return normalised


def renormalise(weights: FloatArray, values: FloatArray, *, minimum: int) -> FloatArray:
    """Share the weight of missing components among the others.

    Parameters
    ----------
    weights : ndarray of float64, shape (m,)
        Adding up to 1.
    values : ndarray of float64, shape (t, m)
        NaN where the component is missing.
    minimum : int
        Fewer components than this, and there is no weight at all.

    Returns
    -------
    ndarray of float64, shape (t, m)
        Rows adding up to 1, zero where missing; NaN in the rows that have too few components or no weight left.

    Notes
    -----
    The same as giving a missing component the unit's own mean, not 100. Source: [oecd2008]_.
    """
    present = ~np.isnan(values)
    kept = present * weights
    total = kept.sum(axis=1, keepdims=True)
    enough = (present.sum(axis=1, keepdims=True) >= minimum) & (total > 0)
    renormalised: FloatArray = np.where(enough, kept / np.where(total > 0, total, 1.0), np.nan)
    return renormalised
