"""Two years of the same residences: which changed by more than what their counts leave open."""

from enum import StrEnum

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray, PositionArray
from indices.compute import RESIDENCE, Level, compute_level
from indices.draw_tables import DrawOrder
from indices.index_tables import IndexTables
from indices.labels import pair_labels
from indices.posterior import TAIL
from indices.priors import fit_priors
from indices.recipe import Method
from indices.reliability import ESTABLISHED
from indices.residences import Residences, compute_wider

BLOCK = 1024
"""Residences in a block: the draws of two years hold in a few MB."""


class Change(StrEnum):
    """What two years say of one residence."""

    HIGHER = "hausse avérée"
    LOWER = "baisse avérée"
    INCONCLUSIVE = "non conclusif"


def compare_years(
    before: Residences,
    after: Residences,
    *,
    method: Method,
    draws: int,
    seed: int,
    level: str = RESIDENCE,
    groups: tuple[pd.Series, pd.Series] | None = None,
) -> pd.DataFrame:
    """Say which residences, or wider territories, changed by more than what their counts leave open.

    Parameters
    ----------
    before, after : Residences
        Two years of the same territory, see `indices.residences.read_residences`.
    method : Method
        One for both years.
    draws : int
        Number of draws.
    seed : int
        Same seed, same result.
    level : str
        Level of the territories, by which what is withheld is known.
    groups : tuple of Series, indexed by residence, optional
        Territory of each residence in both years, NaN where it lies outside; residences themselves where not given. Not
        changed.

    Returns
    -------
    DataFrame, indexed by (code, index), territories of both years, sorted by code
        ``position_before``, ``position_after``: each against the reference of its year. ``evolution``: the later year
        against the reference of the earlier one, to be compared with `position_before` only. ``change``: their
        difference, in points. ``p_higher``: probability that the index rose, 0 to 1. ``separate``: whether the two 90 %
        intervals are apart. ``verdict``: see `Change`. The last four are NaN where either year has no index, or where
        the two do not rest on the same components.

    Raises
    ------
    IndexInputError
        As `indices.reliability.assess_reliability`.

    Notes
    -----
    Shares are smoothed towards the residences of their own year, those of wider territories as well. The two years are
    drawn independently: two surveys of the same households vary less, so a change that is *avérée* is so all the more.
    ``hausse avérée`` from 0.90, ``baisse avérée`` up to 0.10. Two intervals may overlap and the change be sure; the
    reverse cannot be.
    """
    own_before, own_after = (
        year.level if groups is None else compute_wider(year, groups[place], level=level, method=method)
        for place, year in enumerate((before, after))
    )
    fixed = compute_level(own_after.pool, method=method, reference=before.reference, thresholds=after.thresholds)
    codes_before, codes_after = own_before.pool.codes, own_after.pool.codes
    codes = codes_before.intersection(codes_after).sort_values()
    rows_before, rows_after = codes_before.get_indexer(codes), codes_after.get_indexer(codes)
    first, own, moved = (
        np.stack([each.indices[code].value[rows] for code in method.indices], axis=1)
        for each, rows in ((own_before, rows_before), (own_after, rows_after), (fixed, rows_after))
    )
    order = DrawOrder(draws, seed=seed)
    tables = [
        IndexTables(
            each,
            method=method,
            reference=before.reference,
            priors=fit_priors(year.level.pool, year.inside, method=method, shown=year.level.shown),
            order=order,
            label=label,
        )
        for year, each, label in ((before, own_before, "before "), (after, fixed, "after "))
    ]
    higher, separate = _draw_changes((tables[0], rows_before), (tables[1], rows_after), method=method)
    same = np.stack(
        [_share_components(own_before, rows_before, fixed, rows_after, recipe) for recipe in _by_index(method)],
        axis=1,
    )
    comparable = same & ~np.isnan(moved - first)
    verdict = np.where(higher >= ESTABLISHED, 0, np.where(higher <= 1.0 - ESTABLISHED, 1, 2))
    return pd.DataFrame(
        {
            "position_before": first.ravel(),
            "position_after": own.ravel(),
            "evolution": moved.ravel(),
            "change": np.where(comparable, moved - first, np.nan).ravel(),
            "p_higher": np.where(comparable, higher, np.nan).ravel(),
            "separate": pd.arrays.BooleanArray(separate.ravel(), ~comparable.ravel()),
            "verdict": pd.Categorical.from_codes(
                np.where(comparable, verdict, -1).astype(np.int8).ravel(),
                categories=pd.Index([str(each) for each in Change]),
            ),
        },
        index=pair_labels(codes, method.indices, names=("code", "index")),
    )


def _draw_changes(
    first: tuple[IndexTables, PositionArray], second: tuple[IndexTables, PositionArray], *, method: Method
) -> tuple[FloatArray, BoolArray]:
    """Probability that each index rose, and whether its two intervals are apart; shape (residences, indices)."""
    count = len(first[1])
    higher = np.empty((count, len(method.indices)))
    separate = np.empty((count, len(method.indices)), dtype=np.bool_)
    for start in range(0, count, BLOCK):
        block = slice(start, start + BLOCK)
        drawn = [tables.draw(rows[block]) for tables, rows in (first, second)]
        for column, code in enumerate(method.indices):
            earlier, later = drawn[0][code], drawn[1][code]
            higher[block, column] = (later > earlier).mean(axis=1)
            ends = [np.quantile(values, [TAIL, 1.0 - TAIL], axis=1) for values in (earlier, later)]
            separate[block, column] = (ends[1][0] > ends[0][1]) | (ends[1][1] < ends[0][0])
    return higher, separate


def _by_index(method: Method) -> list[list[str]]:
    """Each index with the indices it is made of."""
    return [[code, *recipe.components] if recipe.composite else [code] for code, recipe in method.indices.items()]


def _share_components(
    first: Level, rows_first: PositionArray, second: Level, rows_second: PositionArray, codes: list[str]
) -> BoolArray:
    """Whether indices rest on the same components in both years, for each residence."""
    same: BoolArray = np.ones(len(rows_first), dtype=np.bool_)
    for code in codes:
        earlier, later = first.indices[code].missing[rows_first], second.indices[code].missing[rows_second]
        same &= (earlier == later).all(axis=1)
    return same
