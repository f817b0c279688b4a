"""What would put two territories in the other order: smallest changes of weights, or the proof that none does."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import FloatArray
from indices.errors import IndexInputError
from indices.inputs import first_code, require_unique_index
from indices.weight_moves import move_least, move_shortest
from indices.weighting import read_weights


@dataclass(frozen=True)
class OrderFlip:
    """Whether weights could put two territories in the other order.

    Attributes
    ----------
    difference : float
        Index of the first minus index of the second.
    dominant : bool
        Whether one is at least as high as the other on every component: no weights change their order.
    least, shortest : Series of float, indexed by component, or None
        Nearest weights that put them level, by the sum of absolute changes and by Euclidean distance; just beyond, the
        order is the other one. None where no weights do.
    l1, l2 : float
        Those distances; NaN where no weights do.
    alone : Series of float, indexed by component, 0 to 1
        Weight of this component at which they are level, the others kept in proportion; NaN where there is none.
    """

    difference: float
    dominant: bool
    least: pd.Series | None
    shortest: pd.Series | None
    l1: float
    l2: float
    alone: pd.Series


def find_order_flip(first: pd.Series, second: pd.Series, *, weights: Mapping[str, float]) -> OrderFlip:
    """Find the smallest changes of weights that put two territories in the other order.

    Parameters
    ----------
    first, second : Series of float, indexed by component
        Base 100, every component known. Not changed.
    weights : mapping of component to float
        Relative weights, as in the method.

    Returns
    -------
    OrderFlip
        The changes, or the proof that there is none.

    Raises
    ------
    IndexInputError
        A weight is wrong, or a component of either is missing or there twice: it is named.

    Notes
    -----
    With ``d = z_first - z_second``: ``min ||w - w0||`` such that ``d . w = 0``, ``w >= 0``, ``sum_k w_k = 1``; no
    solution crosses zero when all the ``d_k`` have one sign. One weight alone: ``t = -r / (d_k - r)`` where r is the
    difference that the other components make.
    """
    names = pd.Index([str(name) for name in first.index])
    used = read_weights(weights, names)
    for each, name in ((first, "first"), (second, "second")):
        require_unique_index(each, name=name)
    gaps: FloatArray = (first - second.reindex(first.index)).to_numpy(dtype=np.float64)
    if np.isnan(gaps).any():
        raise IndexInputError("a component is not known for both", column=first_code(names, np.isnan(gaps)))
    dominant = bool((gaps >= 0).all() or (gaps <= 0).all())
    least = None if dominant else move_least(gaps, used, 0.0)
    shortest = None if dominant else move_shortest(gaps, used, 0.0)
    return OrderFlip(
        difference=float(gaps @ used),
        dominant=dominant,
        least=None if least is None else pd.Series(least, names),
        shortest=None if shortest is None else pd.Series(shortest, names),
        l1=np.nan if least is None else float(np.abs(least - used).sum()),
        l2=np.nan if shortest is None else float(np.linalg.norm(shortest - used)),
        alone=pd.Series([_level_alone(gaps, used, position) for position in range(len(names))], names),
    )


def _level_alone(gaps: FloatArray, weights: FloatArray, position: int) -> float:
    rest = 1.0 - weights[position]
    if rest <= 0:
        return float("nan")
    others = (gaps @ weights - gaps[position] * weights[position]) / rest
    if gaps[position] == others:
        return float("nan")
    level = -others / (gaps[position] - others)
    return float(level) if 0.0 <= level <= 1.0 else float("nan")
