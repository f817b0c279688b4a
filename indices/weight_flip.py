"""What would flip a class: the smallest change of weights after which it is another one, or the proof that none is.

An index is linear in its weights. Over all weights it lies between its lowest and its highest component: when both have
the same class, no weights give another.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import FloatArray, PositionArray
from indices.classes import TOLERANCE, Classe, classify
from indices.errors import IndexInputError
from indices.recipe import ClassBreaks, Method
from indices.results import Results
from indices.weight_moves import measure_least_move, move_least, move_shortest
from indices.weighting import read_weights, renormalise

CLASSES = tuple(str(classe) for classe in Classe)


@dataclass(frozen=True)
class WeightChange:
    """Smallest changes of weights that lead to one other class.

    Attributes
    ----------
    reached : str
        That class. A lower class is reached just beyond the weights given, a higher one on them.
    least, shortest : Series of float, indexed by component
        Nearest weights by the sum of absolute changes, and by Euclidean distance.
    l1, l2 : float
        Those distances. Half of `l1` is the share of the weight that moves.
    """

    reached: str
    least: pd.Series
    shortest: pd.Series
    l1: float
    l2: float


@dataclass(frozen=True)
class WeightFlip:
    """Whether weights could give another class.

    Attributes
    ----------
    lowest, highest : float
        Least and greatest index over all weights.
    changes : tuple of WeightChange
        At most two, towards the class below and the class above, smallest sum of absolute changes first. Empty when no
        weights change the class: `lowest` and `highest`, which are then in it, prove it.
    """

    lowest: float
    highest: float
    changes: tuple[WeightChange, ...]


def find_weight_flip(ratios: pd.Series, *, weights: Mapping[str, float], breaks: ClassBreaks) -> WeightFlip:
    """Find the smallest changes of weights that give one territory another class.

    Parameters
    ----------
    ratios : Series of float, indexed by component
        Base 100, or indices that are parts of a composite; NaN where missing: the component stays out, as in the index.
        Not changed.
    weights : mapping of component to float
        Relative weights, as in the method.
    breaks : ClassBreaks
        Of the classes.

    Returns
    -------
    WeightFlip
        The changes, or the proof that there is none.

    Raises
    ------
    IndexInputError
        A weight is wrong, or no component has both a value and a weight.

    Notes
    -----
    ``min ||w - w0||`` such that ``sum_k w_k z_k`` is on a break of the class, ``w >= 0`` and ``sum_k w_k = 1``.
    """
    names = pd.Index([str(name) for name in ratios.index])
    values = ratios.to_numpy(dtype=np.float64)
    present = ~np.isnan(values)
    used = read_weights(weights, names) * present
    if used.sum() == 0:
        raise IndexInputError(
            "no component has both a value and a weight", column=str(names[0]) if len(names) else None
        )
    names, values, used = names[present], values[present], used[present] / used.sum()
    lowest, highest = values.min(), values.max()
    own = _class_of(np.array([values @ used]), breaks)
    changes = []
    for step, limit in zip((-1, 1), _find_targets(own, breaks), strict=True):
        target = float(limit[0])
        if not (lowest < target - TOLERANCE if step < 0 else highest >= target - TOLERANCE):
            continue
        least, shortest = move_least(values, used, target), move_shortest(values, used, target)
        if least is not None and shortest is not None:
            changes.append(
                WeightChange(
                    reached=CLASSES[int(own[0]) + step],
                    least=pd.Series(least, names),
                    shortest=pd.Series(shortest, names),
                    l1=float(np.abs(least - used).sum()),
                    l2=float(np.linalg.norm(shortest - used)),
                )
            )
    return WeightFlip(float(lowest), float(highest), tuple(sorted(changes, key=lambda change: change.l1)))


def measure_weight_flips(results: Results, *, method: Method) -> pd.DataFrame:
    """Measure, for every territory and index, the smallest change of weights that changes the class.

    Parameters
    ----------
    results : Results
        From `indices.compute.compute`. Not changed.
    method : Method
        As published.

    Returns
    -------
    DataFrame, like `Results.value`
        Same rows: ``level``, ``code``, ``index``; ``lowest`` and ``highest`` index over all weights; ``flip``, sum of
        absolute changes of the weights, 0 to 2, NaN where no weights change the class; ``reached``, the class that they
        change it to. All NaN where there is no index.

    Notes
    -----
    See `find_weight_flip`. Of a composite, the weights are those of its parts.
    """
    ratio = results.component["ratio"].to_numpy(dtype=np.float64).reshape(-1, len(method.indicators))
    value = results.value["value"].to_numpy(dtype=np.float64).reshape(-1, len(method.indices))
    columns = {code: ratio[:, position] for position, code in enumerate(method.indicators)}
    columns |= {code: value[:, position] for position, code in enumerate(method.indices)}
    parts = []
    for position, recipe in enumerate(method.indices.values()):
        values = np.column_stack([columns[code] for code in recipe.components])
        values[np.isnan(value[:, position])] = np.nan
        parts.append(_measure(values, read_weights(recipe.weights, recipe.components), method.classes))
    frame = results.value[["level", "code", "index"]].copy()
    for name, column in zip(("lowest", "highest", "flip"), np.stack(parts, axis=2)[:3], strict=True):
        frame[name] = column.ravel()
    frame["reached"] = pd.Categorical.from_codes(
        np.stack(parts, axis=2)[3].ravel().astype(np.int8), categories=pd.Index(CLASSES), ordered=True
    )
    return frame


def _measure(values: FloatArray, weights: FloatArray, breaks: ClassBreaks) -> FloatArray:
    """Lowest, highest, flip and position of the class reached (-1 for none), shape (4, t)."""
    measured = np.full((4, len(values)), np.nan)
    measured[3] = -1
    used = renormalise(weights, values, minimum=1)
    there = ~np.isnan(used).any(axis=1)
    used, values = used[there], values[there]
    lowest, highest = np.nanmin(values, axis=1, initial=np.inf), np.nanmax(values, axis=1, initial=-np.inf)
    filled = np.where(np.isnan(values), lowest[:, None], values)
    index = (used * filled).sum(axis=1)
    own = _class_of(index, breaks)
    below, above = _find_targets(own, breaks)
    ceiling = np.where(np.isnan(values), highest[:, None], values)
    down = 2 * measure_least_move(-ceiling, used, index - below)
    up = 2 * measure_least_move(filled, used, above - index)
    down[~(lowest < below - TOLERANCE)] = np.nan
    up[~(highest >= above - TOLERANCE)] = np.nan
    nearer_up = np.nan_to_num(up, nan=np.inf) < np.nan_to_num(down, nan=np.inf)
    flip = np.where(nearer_up, up, down)
    measured[:, there] = [lowest, highest, flip, np.where(np.isnan(flip), -1, own + np.where(nearer_up, 1, -1))]
    return measured


def _class_of(index: FloatArray, breaks: ClassBreaks) -> PositionArray:
    return np.asarray(classify(index, breaks=breaks).codes, dtype=np.int64)


def _find_targets(own: PositionArray, breaks: ClassBreaks) -> tuple[FloatArray, FloatArray]:
    """Breaks below and above each class; infinite where there is none."""
    limits = np.array([-np.inf, breaks.intermediaire, breaks.fragile, np.inf])
    return limits[own], limits[own + 1]
