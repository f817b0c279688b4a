"""The counts of residences as their landlords transmitted them: what a landlord may read of its own secret cells."""

from collections.abc import Mapping

import pandas as pd


def frame_own_counts(observed: pd.DataFrame, indicators: Mapping[str, tuple[str, tuple[str, ...]]]) -> pd.DataFrame:
    """One row a residence and indicator whose counts are known: `code`, `indicator`, `num`, `den`.

    Args:
        observed: one row a residence, as `read_observations` gives them.
        indicators: by code, the count of the numerator and those that the denominator adds.
    """
    frames = [
        pd.DataFrame(
            {
                "code": observed.index,
                "indicator": code,
                "num": observed[numerator].to_numpy(),
                "den": observed[list(denominator)].sum(axis="columns", skipna=False).to_numpy(),
            }
        )
        for code, (numerator, denominator) in indicators.items()
    ]
    return pd.concat(frames, ignore_index=True).dropna().astype({"num": "int64", "den": "int64"})
