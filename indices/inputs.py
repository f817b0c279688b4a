"""Checks of the input frames, made before anything is computed: errors name the column and the first code."""

from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.errors import IndexInputError


def require_columns(frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """Check that a frame has columns, each once.

    Parameters
    ----------
    frame : DataFrame
        Any frame.
    columns : iterable of str
        Names that must be there.

    Raises
    ------
    IndexInputError
        A column is absent, or there twice; the first one is named.
    """
    for column in columns:
        found = int((frame.columns == column).sum())
        if found != 1:
            raise IndexInputError("column is missing" if found == 0 else "column is there twice", column=column)


def require_unique_index(labelled: pd.DataFrame | pd.Series, *, name: str) -> None:
    """Check that the index holds each code once, and no missing code.

    Parameters
    ----------
    labelled : DataFrame or Series
        Indexed by code.
    name : str
        What the codes are, for the error.

    Raises
    ------
    IndexInputError
        A code is missing or repeated; the first one is named.
    """
    index = labelled.index
    if index.hasnans:
        raise IndexInputError(f"a code of {name} is missing", column=name, code="")
    if not index.is_unique:
        raise IndexInputError(f"a code of {name} is there twice", column=name, code=str(index[index.duplicated()][0]))


def require_counts(frame: pd.DataFrame, columns: Iterable[str]) -> dict[str, FloatArray]:
    """Check that columns hold counts, and hand them over as arrays.

    Parameters
    ----------
    frame : DataFrame, shape (n, any), indexed by code
        Not changed.
    columns : iterable of str
        Columns of counts: whole numbers from 0 on, NaN or NA where unknown.

    Returns
    -------
    dict of str to ndarray of float64, shape (n,)
        In the order of the frame; NaN where unknown.

    Raises
    ------
    IndexInputError
        A column is absent or not numeric; a count is negative, fractional or infinite. Column and first code are named.
    """
    names = list(columns)
    require_columns(frame, names)
    return {name: _read_counts(frame[name], name) for name in names}


def require_groups(groups: pd.Series, index: pd.Index, *, level: str) -> pd.Series:
    """Line up the territory of each residence with the residences.

    Parameters
    ----------
    groups : Series, indexed by residence
        Territory code; NaN where the residence is outside the level. Further residences are ignored.
    index : Index
        The residences, each once.
    level : str
        Name of the level, for the errors.

    Returns
    -------
    Series
        Same values, indexed by `index`, in its order.

    Raises
    ------
    IndexInputError
        A residence is there twice, or has no row.
    """
    if groups.index.equals(index):
        return groups
    require_unique_index(groups, name=level)
    positions = groups.index.get_indexer(index)
    if (positions < 0).any():
        raise IndexInputError(
            "residence has no row in the memberships", column=level, code=first_code(index, positions < 0)
        )
    return groups.iloc[positions]


def first_code(index: pd.Index, where: BoolArray) -> str:
    """First code of an index where a condition holds.

    Parameters
    ----------
    index : Index, length n
        Codes.
    where : ndarray of bool, shape (n,)
        At least one is true.

    Returns
    -------
    str
        The code, as text.
    """
    label: Hashable = index[int(np.argmax(where))]
    return str(label)


def _read_counts(column: pd.Series, name: str) -> FloatArray:
    if bool(column.isna().all()):  # a source that nobody transmitted may come as a column of None
        return np.full(len(column), np.nan)
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        raise IndexInputError(f"counts must be numbers, not {column.dtype}", column=name, code=str(column.index[0]))
    values = column.to_numpy(dtype="float64", na_value=np.nan)
    known = ~np.isnan(values)
    for wrong, why in (
        (known & np.isinf(values), "a count is infinite"),
        (known & (values < 0), "a count is negative"),
        (known & (values != np.floor(values)), "a count is not a whole number"),
    ):
        if wrong.any():
            raise IndexInputError(why, column=name, code=first_code(column.index, wrong))
    return values
