"""A residence that weighs so much in the reference that it is partly compared with itself: its ratios against the others."""

import numpy as np
import pandas as pd

from indices import Method
from indices.construction import relate
from indices.reference import HEAVY_SHARE, leave_one_out, share_of_reference
from indices.residences import Residences
from indices.shares import take_shares


def compare_with_others(residences: Residences, *, method: Method) -> pd.DataFrame:
    """Compute the ratios of the heavy residences against the reference without them.

    Args:
        residences: every residence of a computation.
        method: the recipe.

    Returns:
        `level`, `code`, `indicator`, `alone`: nothing for a residence that holds a twentieth of the reference or less, nor
        for an indicator without ratio.
    """
    shares = take_shares(residences.level.pool, method=method)
    inside = pd.Series(residences.inside, index=shares.codes)
    heavy = share_of_reference(shares, inside) > HEAVY_SHARE
    # What is secret, or of a landlord who sent nothing, has no ratio: its share stays out.
    used = np.where(np.isnan(residences.level.components.ratio), np.nan, shares.rates)
    rates = pd.DataFrame(used, index=shares.codes, columns=list(shares.indicators))
    ratios = relate(rates, leave_one_out(shares, inside)).loc[heavy.to_numpy()]
    rows = ratios.rename_axis("code").reset_index().melt("code", var_name="indicator", value_name="alone")
    return rows.dropna(subset="alone").assign(level="residence").astype({"code": "str", "indicator": "str"})
