"""What former publications have made known for ever: counts shown once protect nothing any more.

What was shown of the same millésime is held to be known, were it corrected since: whoever read it knows the count, or
nearly. Of another millésime, a count that lasts is known while it stays the same: dwellings from before 1975 of a stock
that did not move.
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

from observatoire.secrecy.counts import RESIDENCE, Counts, list_cells

Known = dict[str, frozenset[tuple[str, str]]]
"""Level and code of the cells whose count is known, by count."""


def find_known(counts: Counts, memberships: Mapping[str, pd.Series], published: pd.DataFrame) -> Known:
    """Find the counts that former publications gave away.

    Args:
        counts: of the residences, as they are now.
        memberships: territory of each residence at each level.
        published: `level`, `code`, `indicator`, `num`, `den` of former publications, and `same`: of the same millésime.
    """
    now = _lay_counts(counts, memberships)
    numerators = {each.code: each.numerator for each in counts.indicators}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for level, code, indicator, num, den, same in published.itertuples(index=False):
        if indicator in numerators and (same or now.get((level, code, indicator)) == (num, den)):
            found[numerators[indicator]].add((level, code))
    return {name: frozenset(cells) for name, cells in found.items()}


def _lay_counts(
    counts: Counts, memberships: Mapping[str, pd.Series]
) -> dict[tuple[str, str, str], tuple[float, float]]:
    cells = [(RESIDENCE, str(code), np.array([place])) for place, code in enumerate(counts.codes)]
    for level, each in list_cells(memberships, counts.codes).items():
        cells += [(level, str(code), members) for code, members in zip(each.codes, each.members, strict=True)]
    return {
        (level, code, indicator.code): (
            float(counts.num[members, position].sum()),
            float(counts.den[members, position].sum()),
        )
        for level, code, members in cells
        for position, indicator in enumerate(counts.indicators)
    }
