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


def require_numbers(frame: pd.DataFrame, columns: Iterable[Hashable]) -> FloatArray:
    """Check that columns hold finite numbers, and hand them over as one array.

    Parameters
    ----------
    frame : DataFrame, shape (n, any), indexed by code
        Not changed.
    columns : iterable of k str
        Columns of numbers; NaN or NA where unknown.

    Returns
    -------
    ndarray of float64, shape (n, k)
        In the order of `columns`; NaN where unknown.

    Raises
    ------
    IndexInputError
        A column is absent, there twice or not numeric, or a number is infinite. Column and first code are named.
    """
    names = [str(column) for column in columns]
    require_columns(frame, names)
    return np.column_stack([_read_numbers(frame[name], name) for name in names] or [np.empty((len(frame), 0))])


def line_up(values: pd.Series, index: pd.Index, *, name: str) -> FloatArray:
    """Line up one number a code with codes.

    Parameters
    ----------
    values : Series of float, indexed by code
        NaN where unknown. Further codes are ignored. Not changed.
    index : Index, length n
        The codes, each once.
    name : str
        What the values are, for the errors.

    Returns
    -------
    ndarray of float64, shape (n,)
        NaN where unknown.

    Raises
    ------
    IndexInputError
        A code is there twice, or has no value, or the values are not finite numbers.
    """
    require_unique_index(values, name=name)
    positions = values.index.get_indexer(index)
    if (positions < 0).any():
        raise IndexInputError("this code has no value", column=name, code=first_code(index, positions < 0))
    return _read_numbers(values, name)[positions]


def require_shares(reference: pd.Series, indicators: Iterable[Hashable], *, name: str = "reference") -> FloatArray:
    """Take the figure of each indicator out of a series that must have them all.

    Parameters
    ----------
    reference : Series of float, indexed by indicator
        NaN where unknown. Further indicators are ignored. Not changed.
    indicators : iterable of k str
        Those wanted.
    name : str
        What the figures are, for the errors.

    Returns
    -------
    ndarray of float64, shape (k,)
        In the order of `indicators`.

    Raises
    ------
    IndexInputError
        An indicator has no figure: it is named.
    """
    names = [str(indicator) for indicator in indicators]
    for indicator in names:
        if indicator not in reference.index:
            raise IndexInputError(f"the {name} has no share for this indicator", column=indicator)
    return np.asarray(reference[names].to_numpy(dtype="float64", na_value=np.nan))


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


def _read_numbers(column: pd.Series, name: str) -> FloatArray:
    if bool(column.isna().all()):  # a source that nobody transmitted may come as a column of None
        return np.full(len(column), np.nan)
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        raise IndexInputError(f"must be numbers, not {column.dtype}", column=name, code=str(column.index[0]))
    values = column.to_numpy(dtype="float64", na_value=np.nan)
    infinite: BoolArray = np.isinf(values)
    if infinite.any():
        raise IndexInputError("a number is infinite", column=name, code=first_code(column.index, infinite))
    return values


def _read_counts(column: pd.Series, name: str) -> FloatArray:
    values = _read_numbers(column, name)
    known = ~np.isnan(values)
    for wrong, why in (
        (known & (values < 0), "a count is negative"),
        (known & (values != np.floor(values)), "a count is not a whole number"),
    ):
        if wrong.any():
            raise IndexInputError(why, column=name, code=first_code(column.index, wrong))
    return values
