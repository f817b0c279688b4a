"""How solid the indices of secteurs and communes are: the whiskers of the plot that compares them."""

from collections.abc import Mapping

import pandas as pd

from indices import Method
from indices.pooled_reliability import assess_pooled
from indices.priors import Priors
from indices.residences import Residences
from indices.year_changes import compare_years

Groups = Mapping[str, pd.Series]
"""Territory of each residence, by level."""
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


def compare_wider_territories(
    before: Residences,
    after: Residences,
    groups: tuple[Groups, Groups],
    *,
    method: Method,
    reference: tuple[str, str],
    draws: int,
    seed: int,
) -> pd.DataFrame:
    """Say which of them changed by more than what their counts leave open, but not of the reference.

    Args:
        before: residences of the earlier millésime.
        after: residences of this one.
        groups: memberships of both, by level.
        method: the recipe.
        reference: level and code of the territory worth 100.
        draws: as many as for residences.
        seed: that of residences.

    Returns:
        Keys `level`, `code`, `index`; `evolution`, against the earlier reference, and `change`.
    """
    frames = [
        compare_years(
            before,
            after,
            method=method,
            draws=draws,
            seed=seed,
            level=level,
            groups=(groups[0][level], groups[1][level]),
        )
        .reset_index()
        .assign(level=level)
        for level in WIDER
    ]
    rows = pd.concat(frames, ignore_index=True).dropna(subset=["verdict"])
    told = rows.loc[(rows["level"] != reference[0]) | (rows["code"] != reference[1])]
    return told[["level", "code", "index", "evolution", "verdict"]].rename(columns={"verdict": "change"})
