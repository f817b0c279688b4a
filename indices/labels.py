"""Row labels of the frames that have one row for a territory and one thing said of it."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd


def pair_labels(codes: pd.Index, inner: Iterable[str], *, names: tuple[str, str]) -> pd.MultiIndex:
    """Pair every code with every inner label, codes varying slowest.

    Parameters
    ----------
    codes : Index, length t
        Territories, each once.
    inner : iterable of m str
        Indices, indicators or households, each once.
    names : tuple of two str
        Of the two levels.

    Returns
    -------
    MultiIndex, length t m
        The same labels as `pandas.MultiIndex.from_product`, which looks up again codes that are known to be distinct.
    """
    labels = list(inner)
    ordered = sorted(labels)
    positions = np.array([ordered.index(label) for label in labels], dtype=np.int8)
    levels: list[Any] = [codes, ordered]
    rows: list[Any] = [
        np.repeat(np.arange(len(codes), dtype=np.int32), len(labels)),
        np.tile(positions, len(codes)),
    ]
    return pd.MultiIndex(levels=levels, codes=rows, names=list(names), verify_integrity=False)
