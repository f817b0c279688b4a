"""The counts of residences as their landlords transmitted them: what a landlord may read of its own secret cells."""

from collections.abc import Mapping

import numpy as np
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
                "indicator": pd.Categorical.from_codes(
                    np.full(len(observed), place, dtype=np.int8), pd.Index(list(indicators))
                ),
                "num": observed[numerator].to_numpy(),
                "den": observed[list(denominator)].sum(axis="columns", skipna=False).to_numpy(),
            }
        )
        for place, (numerator, denominator) in enumerate(indicators.values())
    ]
    return pd.concat(frames, ignore_index=True).dropna().astype({"num": "int64", "den": "int64"})
