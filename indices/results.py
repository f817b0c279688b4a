"""Results as long frames: one row a territory and index, one row a territory and indicator."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Results:
    """What `indices.compute.compute` hands back.

    Attributes
    ----------
    value : DataFrame
        Columns level, code, index, value, status, classe, coverage, missing (list of codes, to be read only), signal.
    component : DataFrame
        Columns level, code, indicator, num, den, rate, ratio, weight, contribution, status, coverage.
    territories : DataFrame
        Columns level, code, logements (by the stock), repondants (NA where the occupation is secret or not
        transmitted).
    reference_rates : Series of float, indexed by indicator
        Shares of the reference; NaN where it has none to show.
    """

    value: pd.DataFrame
    component: pd.DataFrame
    territories: pd.DataFrame
    reference_rates: pd.Series
