"""The panel of residences and years that the evaluation of effects starts from, checked and laid out as arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indices.arrays import BoolArray, FloatArray, PositionArray
from indices.errors import IndexInputError
from indices.inputs import first_code, require_columns, require_numbers

COLUMNS = ("residence", "year", "outcome", "treated_from")


@dataclass(frozen=True)
class Panel:
    """Outcomes of n residences over t years.

    Attributes
    ----------
    years : ndarray of int, shape (t,)
        Increasing.
    outcome, weights : ndarray of float64, shape (n, t)
        NaN where the residence was not observed; weights are positive there.
    treated_from : ndarray of float64, shape (n,)
        First year of the treatment, NaN if never.
    clusters : ndarray of int, shape (n,)
        Positions of the clusters, from 0 on.
    """

    years: NDArray[np.int64]
    outcome: FloatArray
    weights: FloatArray
    treated_from: FloatArray
    clusters: PositionArray

    def position(self, year: int) -> int:
        """Find the column of a year.

        Parameters
        ----------
        year : int
            One of `years`.

        Returns
        -------
        int
        """
        return int(np.searchsorted(self.years, year))


def read_panel(panel: pd.DataFrame) -> Panel:
    """Check a long panel and lay it out by residence and year.

    Parameters
    ----------
    panel : DataFrame
        As in `indices.effects.estimate_effects`. Not changed.

    Returns
    -------
    Panel

    Raises
    ------
    IndexInputError
        A column is missing or does not hold numbers, a residence has two rows for a year, changes its treatment or its
        cluster, a weight is not positive, or the panel is empty.
    """
    require_columns(panel, COLUMNS)
    if panel.empty:
        raise IndexInputError("the panel is empty", column="residence")
    keyed = panel.assign(
        weight=panel.get("weight", 1.0),
        cluster=panel.get("cluster", panel["residence"]),
    )
    _refuse_numbers(keyed)
    _refuse_doubles(keyed)
    for column in ("treated_from", "cluster"):
        _refuse_change(keyed, column)
    if not bool((keyed["weight"] > 0).all()):
        wrong = keyed.loc[~(keyed["weight"] > 0), "residence"]
        raise IndexInputError("a weight is not positive", column="weight", code=str(wrong.iloc[0]))
    outcome = keyed.pivot_table(index="residence", columns="year", values="outcome", dropna=False, sort=True)
    outcome = outcome.reindex(columns=sorted(keyed["year"].unique()))
    weights = keyed.pivot_table(index="residence", columns="year", values="weight", dropna=False, sort=True)
    once = keyed.drop_duplicates("residence").set_index("residence").loc[outcome.index]
    return Panel(
        years=outcome.columns.to_numpy(dtype=np.int64),
        outcome=outcome.to_numpy(dtype=np.float64),
        weights=weights.reindex(columns=outcome.columns).to_numpy(dtype=np.float64),
        treated_from=once["treated_from"].to_numpy(dtype=np.float64, na_value=np.nan),
        clusters=np.asarray(pd.factorize(once["cluster"], sort=True)[0], dtype=np.int64),
    )


def _refuse_numbers(panel: pd.DataFrame) -> None:
    """Errors name the residence, which is a column here."""
    by_residence = panel.set_index("residence")
    for column in ("year", "outcome", "treated_from", "weight"):
        values = require_numbers(by_residence, [column])[:, 0]
        broken: BoolArray = values != np.floor(values) if column == "year" else np.zeros(len(values), dtype=np.bool_)
        if broken.any():
            raise IndexInputError(
                "a year is a whole number", column=column, code=first_code(by_residence.index, broken)
            )


def _refuse_doubles(panel: pd.DataFrame) -> None:
    doubled = panel.duplicated(["residence", "year"])
    if doubled.any():
        raise IndexInputError(
            "a residence has two rows for a year", column="year", code=str(panel.loc[doubled, "residence"].iloc[0])
        )


def _refuse_change(panel: pd.DataFrame, column: str) -> None:
    values = panel.groupby("residence", sort=True)[column].nunique(dropna=False)
    changing = values.index[values > 1]
    if len(changing):
        raise IndexInputError("a residence changes over the years", column=column, code=str(changing[0]))
