"""How solid the indices of secteurs and communes are: the same posteriors as those of residences, on pooled counts."""

import numpy as np
import pandas as pd

from indices.labels import pair_labels
from indices.priors import Priors
from indices.recipe import Method
from indices.reliability import smooth_indices, spread_indices
from indices.residences import Residences, compute_wider


def assess_pooled(
    residences: Residences,
    groups: pd.Series,
    *,
    level: str,
    method: Method,
    priors: Priors,
    draws: int | None,
    seed: int,
) -> pd.DataFrame:
    """Bound every index of the territories of one level.

    Parameters
    ----------
    residences : Residences
        See `indices.residences.read_residences`.
    groups : Series, indexed by residence
        Territory of each; NaN where it lies outside. Not changed.
    level : str
        Name of the level, by which what is withheld is known.
    method : Method
        As published.
    priors : Priors
        Of the residences, see `indices.priors.fit_priors`.
    draws : int or None
        As for `indices.reliability.assess_reliability`.
    seed : int
        Same seed, same result.

    Returns
    -------
    DataFrame, indexed by (code, index), codes sorted, indices in the order of the method
        ``smoothed``, ``interval_low``, ``interval_high``: base 100. NaN where the index has no value.

    Notes
    -----
    Only the pooled counts, which are published, and the priors, fitted on what is shown, are used: posteriors of
    residences added up would depend on the counts of those that are secret beyond their sum. A territory of one
    residence has the interval of that residence. The reference is held to be known, although a large commune is part of
    it: there the interval is wider than it need be. Source: docs/methode/solidite.md.
    """
    computed = compute_wider(residences, groups, level=level, method=method)
    drawn = spread_indices(
        computed, method=method, reference=residences.reference, priors=priors, draws=draws, seed=seed
    )
    smoothed = smooth_indices(computed, method=method, reference=residences.reference, priors=priors)
    return pd.DataFrame(
        {
            "smoothed": np.stack([smoothed[code] for code in drawn.codes], axis=1).ravel(),
            "interval_low": drawn.low.ravel(),
            "interval_high": drawn.high.ravel(),
        },
        index=pair_labels(computed.pool.codes, drawn.codes, names=("code", "index")),
    )
