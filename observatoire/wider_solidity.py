"""How solid the indices of secteurs and communes are: the whiskers of the plot that compares them."""

from collections.abc import Mapping

import pandas as pd

from indices import Method
from indices.pooled_reliability import assess_pooled
from indices.priors import Priors
from indices.residences import Residences

WIDER = ("secteur", "commune")


def bound_wider_territories(
    residences: Residences,
    memberships: Mapping[str, pd.Series],
    *,
    method: Method,
    reference: tuple[str, str],
    priors: Priors,
    draws: int | None,
    seed: int,
) -> pd.DataFrame:
    """Give their intervals, but not to the reference: it is worth 100 exactly.

    Args:
        residences: as published.
        memberships: as given to `indices.compute`.
        method: the recipe.
        reference: level and code of the territory worth 100.
        priors: of the residences.
        draws: as many as for residences, or none.
        seed: that of residences.

    Returns:
        Keys `level`, `code`, `index`; `smoothed`, `interval_low`, `interval_high`. No row without a value.
    """
    frames = [
        assess_pooled(residences, memberships[level], level=level, method=method, priors=priors, draws=draws, seed=seed)
        .reset_index()
        .assign(level=level)
        for level in WIDER
    ]
    rows = pd.concat(frames, ignore_index=True).dropna(subset=["interval_low"])
    return rows.loc[(rows["level"] != reference[0]) | (rows["code"] != reference[1])]
