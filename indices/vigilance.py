"""The vigilance index: weighted mean of ratios to the reference, with its rule for missing components."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from indices.arrays import BoolArray, FloatArray, StatusArray
from indices.status import NON_TRANSMIS, OK, PARTIEL, SANS_OBJET, SECRET, STATUSES

LARGEST_TABLE = 5**6
"""Combinations of statuses that are worked out once and looked up, rather than for each territory."""


@dataclass(frozen=True)
class IndexValues:
    """One index over t territories and its m components.

    Attributes
    ----------
    value : ndarray of float64, shape (t,)
        Base 100; NaN where there is no index.
    status : ndarray of int8, shape (t,)
        Positions in `indices.status.STATUSES`.
    coverage : ndarray of float64, shape (t,)
        Lowest coverage among the components used, 0 to 1; NaN where there is no index.
    missing : ndarray of bool, shape (t, m)
        Components that the index does without.
    weight : ndarray of float64, shape (t, m)
        Weight after renormalisation; NaN where the component is not used or there is no index.
    """

    value: FloatArray
    status: StatusArray
    coverage: FloatArray
    missing: BoolArray
    weight: FloatArray


def combine(
    ratio: FloatArray, status: StatusArray, coverage: FloatArray, *, weights: Sequence[float], minimum: int
) -> IndexValues:
    """Weight the components of an index into one number. Higher means more vigilance.

    Parameters
    ----------
    ratio : ndarray of float64, shape (t, m)
        Base 100; any value where the status carries no number.
    status : ndarray of int8, shape (t, m)
        Positions in `indices.status.STATUSES`.
    coverage : ndarray of float64, shape (t, m), 0 to 1
        Share of the dwellings behind each component.
    weights : sequence of m floats
        Positive, adding up to 1.
    minimum : int
        Fewer usable components (``ok`` or ``partiel``) than this, and there is no index.

    Returns
    -------
    IndexValues
        Of the t territories.

    Notes
    -----
    ``I = 100 + sum_k w_k (ratio_k - 100)``, the same as ``sum_k w_k ratio_k`` when the weights add up to 1, but exact
    for the reference: its contributions are all zero, whatever the rounding of the weights.

    Weights are renormalised over the usable components, which amounts to giving a missing component the mean of the
    others, not 100. All components ``ok`` make the index ``ok``; otherwise it is ``partiel``. Without an index, the
    status is ``secret`` if a missing component is, else ``non_transmis`` if one is, else ``sans_objet``.
    Source: CCFG, convention intercommunale d'attribution 2019-2025 (components and base 100); [oecd2008]_ (linear
    aggregation).
    """
    judged, weight = _judge(status, tuple(weights), minimum)
    there = ~np.isnan(weight)
    contribution = weight * (ratio - 100.0)
    exists = judged <= PARTIEL
    # rounding may leave 0 just below it
    value = np.maximum(100.0 + np.where(there, contribution, 0.0).sum(axis=1), 0.0)
    return IndexValues(
        value=np.where(exists, value, np.nan),
        status=judged,
        coverage=np.where(exists, np.where(there, coverage, np.inf).min(axis=1), np.nan),
        missing=status > PARTIEL,
        weight=weight,
    )


def _judge(status: StatusArray, weights: tuple[float, ...], minimum: int) -> tuple[StatusArray, FloatArray]:
    """Status of the index and weights of its components: they follow from the statuses alone, so few rows are worked out."""
    count = status.shape[1]
    if len(STATUSES) ** count > LARGEST_TABLE:
        return _work_out(status, weights, minimum)
    row = np.zeros(len(status), dtype=np.int16)
    for column in range(count):
        row *= len(STATUSES)
        row += status[:, column]
    statuses, table = _tabulate(weights, minimum)
    used = np.empty(status.shape, order="F")
    for column in range(count):
        np.take(table[column], row, out=used[:, column], mode="clip")
    return statuses[row], used


@lru_cache
def _tabulate(weights: tuple[float, ...], minimum: int) -> tuple[StatusArray, FloatArray]:
    """The same for every combination of statuses; weights of shape (m, combinations)."""
    combinations = np.array(list(product(range(len(STATUSES)), repeat=len(weights))), dtype=np.int8)
    statuses, used = _work_out(combinations, weights, minimum)
    return statuses, np.ascontiguousarray(used.T)


def _work_out(status: StatusArray, weights: tuple[float, ...], minimum: int) -> tuple[StatusArray, FloatArray]:
    usable = status <= PARTIEL
    exists = usable.sum(axis=1) >= minimum
    used = usable & exists[:, None]
    raw = used * np.asarray(weights, dtype=np.float64)
    total = raw.sum(axis=1, keepdims=True)
    weight: FloatArray = np.where(used, raw / np.where(total > 0, total, 1.0), np.nan)
    return _combine_statuses(status, exists), weight


def _combine_statuses(status: StatusArray, exists: BoolArray) -> StatusArray:
    combined = np.full(len(status), SANS_OBJET)
    combined[(status == NON_TRANSMIS).any(axis=1)] = NON_TRANSMIS
    combined[(status == SECRET).any(axis=1)] = SECRET
    combined[exists] = PARTIEL
    combined[(status == OK).all(axis=1) & exists] = OK
    return combined
