"""The five statuses of a value, and the small integers that stand for them inside the calculation."""

from enum import StrEnum

import numpy as np
import pandas as pd

from indices.arrays import StatusArray


class Status(StrEnum):
    """What a value is worth; a value never travels without it."""

    OK = "ok"
    PARTIEL = "partiel"
    SECRET = "secret"  # noqa: S105 - a status, not a password
    NON_TRANSMIS = "non_transmis"
    SANS_OBJET = "sans_objet"


STATUSES = tuple(Status)
"""In the order of their integers. The first two carry a number, the others do not."""

OK, PARTIEL, SECRET, NON_TRANSMIS, SANS_OBJET = (np.int8(position) for position in range(len(STATUSES)))


def name_statuses(codes: StatusArray) -> "pd.Categorical[str]":
    """Turn status integers into their names.

    Parameters
    ----------
    codes : ndarray of int8, any length
        Positions in `STATUSES`.

    Returns
    -------
    pandas.Categorical
        Same length; categories are the five statuses.
    """
    return pd.Categorical.from_codes(codes, categories=pd.Index([str(status) for status in STATUSES]))
