"""Classes of an index, by fixed breaks. Never quantiles: they leak ranks and move with secrecy."""

from enum import StrEnum

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, ClassArray, FloatArray
from indices.recipe import ClassBreaks

TOLERANCE = 1e-9
"""A value this close under a break is on it: 1/3 + 1/3 + 1/3 of 120 must not fall short of 120."""


class Classe(StrEnum):
    """The three classes, from the calmest."""

    EQUILIBRE = "équilibré"
    INTERMEDIAIRE = "intermédiaire"
    FRAGILE = "fragile"


def reaches(value: FloatArray, threshold: float) -> BoolArray:
    """Tell where an index reaches a threshold.

    Parameters
    ----------
    value : ndarray of float64
        Base 100.
    threshold : float
        Base 100.

    Returns
    -------
    ndarray of bool
        Same shape; false where `value` is NaN.
    """
    reached: BoolArray = value >= threshold - TOLERANCE
    return reached


def classify(value: FloatArray, *, breaks: ClassBreaks) -> "pd.Categorical[str]":
    """Class each value of an index.

    Parameters
    ----------
    value : ndarray of float64, shape (n,)
        Base 100; NaN where there is no index.
    breaks : ClassBreaks
        *équilibré* < `intermediaire` ≤ *intermédiaire* < `fragile` ≤ *fragile*.

    Returns
    -------
    Categorical of str, length n
        NaN where `value` is.

    Notes
    -----
    A break belongs to the class above it. Source: docs/methode, to be calibrated by the partners; the CCFG convention
    names the classes and gives no number.
    """
    return frame_classes(number_classes(value, breaks=breaks))


def number_classes(value: FloatArray, *, breaks: ClassBreaks) -> ClassArray:
    """Give the position of the class of each value.

    Parameters
    ----------
    value : ndarray of float64, any shape
        Base 100; NaN where there is no index.
    breaks : ClassBreaks
        As in `classify`.

    Returns
    -------
    ndarray of int8
        Same shape; positions in `Classe`, -1 where `value` is NaN.
    """
    codes = reaches(value, breaks.intermediaire).astype(np.int8) + reaches(value, breaks.fragile).astype(np.int8)
    codes[np.isnan(value)] = -1
    return codes


def frame_classes(codes: ClassArray) -> "pd.Categorical[str]":
    """Turn positions of classes into their names.

    Parameters
    ----------
    codes : ndarray of int8, shape (n,)
        See `number_classes`.

    Returns
    -------
    Categorical of str, length n
        Ordered.
    """
    return pd.Categorical.from_codes(codes, categories=pd.Index([str(classe) for classe in Classe]), ordered=True)
