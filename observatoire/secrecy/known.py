"""What former publications have made known for ever: counts shown once protect nothing any more.

What was shown of the same millésime is held to be known, were it corrected since: whoever read it knows the count, or
nearly. Of another millésime, a count that lasts is known while it stays the same: dwellings from before 1975 of a stock
that did not move.
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

from observatoire.secrecy.counts import RESIDENCE, Counts

Known = dict[str, frozenset[tuple[str, str]]]
"""Level and code of the cells whose count is known, by count."""


def find_known(counts: Counts, memberships: Mapping[str, pd.Series], published: pd.DataFrame) -> Known:
    """Find the counts that former publications gave away.

    Args:
        counts: of the residences, as they are now.
        memberships: territory of each residence at each level.
        published: `level`, `code`, `indicator`, `num`, `den` of former publications, and `same`: of the same millésime.
    """
    numerators = {each.code: each.numerator for each in counts.indicators}
    used = published.loc[published["indicator"].isin(list(numerators))]
    positions = {indicator.code: position for position, indicator in enumerate(counts.indicators)}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for (level, indicator), rows in used.groupby(["level", "indicator"], sort=False):
        codes = rows["code"].astype("str")
        same = rows["same"].to_numpy(dtype=np.bool_)
        if not same.all():
            now = _add_up(counts, memberships.get(str(level)), str(level), positions[str(indicator)]).reindex(codes)
            same = same | (now.to_numpy() == rows[["num", "den"]].to_numpy(dtype=np.float64)).all(axis=1)
        found[numerators[str(indicator)]].update((str(level), code) for code in codes[same])
    return {name: frozenset(cells) for name, cells in found.items() if cells}


def _add_up(counts: Counts, groups: pd.Series | None, level: str, position: int) -> pd.DataFrame:
    """Numerator and denominator of an indicator, as they are now, of the territories of a level."""
    own = pd.DataFrame({"num": counts.num[:, position], "den": counts.den[:, position]}, index=counts.codes)
    if level == RESIDENCE:
        return own
    return own.iloc[:0] if groups is None else own.groupby(groups.reindex(counts.codes)).sum()
