"""The numeric rule that says « à examiner ». It never decides a *vigilance renforcée*: partners do."""

from collections.abc import Mapping

import numpy as np

from indices.arrays import BoolArray, FloatArray, StatusArray
from indices.classes import reaches
from indices.recipe import SignalRule
from indices.status import OK


def flag_residences(
    values: Mapping[str, FloatArray], *, status: StatusArray, dwellings: FloatArray, rule: SignalRule
) -> BoolArray:
    """Tell which residences are to be examined.

    Parameters
    ----------
    values : mapping of str to ndarray of float64, shape (n,)
        Indices ``fragilite``, ``occupation``, ``attractivite``, base 100; NaN where there is none.
    status : ndarray of int8, shape (n,)
        Status of the fragility.
    dwellings : ndarray of float64, shape (n,)
        Dwellings of the residence.
    rule : SignalRule
        Thresholds.

    Returns
    -------
    ndarray of bool, shape (n,)
        False wherever the fragility is not ``ok``.

    Notes
    -----
    Fragility at its threshold, or occupation at its own with attractivité at its own; the residence must be complete
    (``ok``) and large enough. Source: docs/methode; the CCFG convention gives no number.
    """
    alone = reaches(values["fragilite"], rule.fragilite)
    together = reaches(values["occupation"], rule.occupation) & reaches(values["attractivite"], rule.attractivite)
    large_enough = np.nan_to_num(dwellings) >= rule.minimum_dwellings
    flagged: BoolArray = (alone | together) & (status == OK) & large_enough
    return flagged
