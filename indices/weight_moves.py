"""Smallest changes of weights that bring a weighted mean to a target: least weight moved, or shortest distance."""

from itertools import combinations

import numpy as np

from indices.arrays import FloatArray
from indices.division import divide

ROUNDING = 1e-9
"""Relative error of a solution that is still one."""


def measure_least_move(values: FloatArray, weights: FloatArray, gap: FloatArray) -> FloatArray:
    """Measure how much weight must move for weighted means to rise by a gap.

    Parameters
    ----------
    values : ndarray of float64, shape (n, m)
        What is averaged; any value where the weight is zero and stays so: put the lowest of the row there.
    weights : ndarray of float64, shape (n, m)
        From 0 on, rows adding up to 1.
    gap : ndarray of float64, shape (n,)
        From 0 on. For a fall, change the sign of the values.

    Returns
    -------
    ndarray of float64, shape (n,), 0 to 1
        Weight taken from some components and given to others, half the sum of the absolute changes; NaN where no
        weights reach the gap.

    Notes
    -----
    All that moves goes to the highest value, and comes from the lowest first: a linear program whose solution is known.
    """
    order = np.argsort(values, axis=1)
    low_first = np.take_along_axis(values, order, axis=1)
    room = np.take_along_axis(weights, order, axis=1)
    gain = low_first[:, -1:] - low_first
    brought = np.cumsum(room * gain, axis=1)
    before = np.hstack([np.zeros((len(values), 1)), brought[:, :-1]])
    wanted = np.maximum(gap, 0.0)[:, None]
    part = divide(wanted - before, gain, otherwise=0.0)
    moved = np.clip(part, 0.0, room).sum(axis=1)
    reachable = gap <= brought[:, -1] * (1.0 + ROUNDING)
    return np.where(reachable, moved, np.nan)


def move_least(values: FloatArray, weights: FloatArray, target: float) -> FloatArray | None:
    """Move as little weight as possible to bring a weighted mean to a target.

    Parameters
    ----------
    values, weights : ndarray of float64, shape (m,)
        What is averaged, and weights adding up to 1.
    target : float
        Wanted mean.

    Returns
    -------
    ndarray of float64, shape (m,), or None
        Weights nearest by the sum of absolute changes; None where no weights reach the target.
    """
    sign = 1.0 if target >= values @ weights else -1.0
    rising = sign * values
    gap = max(sign * target - float(rising @ weights), 0.0)
    highest = int(rising.argmax())
    moved = weights.astype(np.float64, copy=True)
    for position in np.argsort(rising, kind="stable"):
        gain = rising[highest] - rising[position]
        if gap <= 0 or gain <= 0:
            break
        taken = min(float(weights[position]), gap / gain)
        moved[position] -= taken
        moved[highest] += taken
        gap -= taken * gain
    scale = max(abs(target), float(np.abs(values).max()))
    return moved if gap <= ROUNDING * scale else None


def move_shortest(values: FloatArray, weights: FloatArray, target: float) -> FloatArray | None:
    """Find the nearest weights, by Euclidean distance, that bring a weighted mean to a target.

    Parameters
    ----------
    values, weights : ndarray of float64, shape (m,)
        What is averaged, and weights adding up to 1.
    target : float
        Wanted mean.

    Returns
    -------
    ndarray of float64, shape (m,), or None
        None where no weights reach the target.

    Notes
    -----
    Without the signs, the nearest weights are a projection. Where one of them would be negative, each set of weights
    held at zero is tried: components are few, and one of these projections is the solution.
    """
    best: FloatArray | None = None
    for held in range(len(weights)):
        for zeros in combinations(range(len(weights)), held):
            free = np.setdiff1d(np.arange(len(weights)), zeros)
            projected = _project(values[free], weights[free], target)
            if projected is None:
                continue
            tried = np.zeros(len(weights))
            tried[free] = projected
            if best is None or ((tried - weights) ** 2).sum() < ((best - weights) ** 2).sum():
                best = tried
        if held == 0 and best is not None:
            break
    return best


def _project(values: FloatArray, weights: FloatArray, target: float) -> FloatArray | None:
    """Nearest point that adds up to 1 and averages to the target, or None when it has a negative weight or is none."""
    scale = max(abs(target), float(np.abs(values).max()), ROUNDING)
    rows = np.vstack([np.ones(len(values)), values / scale])
    missing = np.array([1.0, target / scale]) - rows @ weights
    step, *_ = np.linalg.lstsq(rows @ rows.T, missing, rcond=ROUNDING)
    point = weights + rows.T @ step
    met = np.abs(rows @ point - [1.0, target / scale]).max() <= ROUNDING
    return np.maximum(point, 0.0) if met and point.min() >= -ROUNDING else None
