"""Communes where what the rules withhold is enough: found all at once, before anything is solved.

The attack is that of `attack` on territories that nest, in closed form: what moves a withheld residence is what is
withheld with it in the smallest territory that shows its total. Where every need is met, no pattern that the rules allow
costs less, so there is nothing to look for. Every other commune is left to `suppression`.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from observatoire.secrecy.attack import OUTSIDER, TOLERANCE
from observatoire.secrecy.primary import CANDIDATES
from observatoire.secrecy.table import BoolArray, Column, FloatArray, Kind, PositionArray, Table, is_withheld
from observatoire.secrecy.tables import build_table
from observatoire.secrecy.work import Work

AT_ONCE = 20_000
"""Residences of the communes that are looked at together: their counts must not weigh."""


def settle(work: Work, communes: Sequence[int]) -> dict[int, float]:
    """Withhold what the rules say, and nothing more, wherever that is enough.

    Args:
        work: its pattern is written where that is so.
        communes: those that share no territory with another one.

    Returns:
        What is lost in each commune that is settled.
    """
    settled: dict[int, float] = {}
    for some in _cut(work, [each for each in communes if _is_plain(work, each)]):
        units = np.concatenate([work.members[each] for each in some])
        table = build_table(work.counts, work.cut_out(units.tolist(), [], frozenset())[0], work.rules)
        commune_of = np.repeat(np.arange(len(some)), [len(work.members[each]) for each in some])
        enough = np.ones(len(some), dtype=np.bool_)
        enough[commune_of[_fall_short(table, _find_holders(work, some, units))]] = False
        kept = enough[commune_of]
        work.pattern[units[kept]] = table.forced[kept, None]
        lost = np.bincount(commune_of, np.where(table.forced, table.costs, 0.0), len(some))
        settled |= {some[place]: float(lost[place]) for place in np.flatnonzero(enough).tolist()}
    return settled


def _is_plain(work: Work, commune: int) -> bool:
    """Whether the territories of a commune do not overlap, and the rules withhold none of them."""
    inside = work.inside[commune]
    members = np.concatenate([work.members[each] for each in inside]) if inside else np.zeros(0)
    return not work.primary.withheld[inside].any() and len(np.unique(members)) == len(members)


def _cut(work: Work, communes: Sequence[int]) -> Iterator[list[int]]:
    some: list[int] = []
    weight = 0
    for commune in communes:
        some.append(commune)
        weight += len(work.members[commune])
        if weight >= AT_ONCE:
            yield some
            some, weight = [], 0
    if some:
        yield some


def _find_holders(work: Work, communes: Sequence[int], units: PositionArray) -> PositionArray:
    """Of the units: the number of the smallest territory that holds them, all being shown."""
    holders = [each for commune in communes for each in (commune, *work.inside[commune])]
    place = np.full(int(units.max()) + 1, -1, dtype=np.int64)
    for number, holder in enumerate(holders):
        place[work.members[holder]] = number
    return place[units]


def _fall_short(table: Table, holders: PositionArray) -> BoolArray:
    """Of the units: whether somebody can hold too little possible of them."""
    short = np.zeros(table.units, dtype=np.bool_)
    pattern = np.repeat(table.forced[:, None], table.families, axis=1)
    for column in table.columns:
        hidden = is_withheld(column, pattern)
        for insider in (OUTSIDER, *(each for each in np.unique(table.owners[hidden & column.present]) if each >= 0)):
            own = table.owners == insider
            free = hidden & ~own & column.present & ~column.known
            up, down = np.where(free, column.up, 0.0), np.where(free, column.down, 0.0)
            reach_up = np.minimum(up, np.bincount(holders, down)[holders] - down)
            reach_down = np.minimum(down, np.bincount(holders, up)[holders] - up)
            judged = hidden & column.present & ~own
            short |= judged & _lacks(column, reach_up, reach_down)
    return short


def _lacks(column: Column, up: FloatArray, down: FloatArray) -> BoolArray:
    """Whether units that the rules withhold move less than `needs` asks for."""
    if column.kind is Kind.SIZE:
        missing: BoolArray = up < column.floor - column.values - TOLERANCE
        return missing
    spread = float(CANDIDATES - 1)
    short = up + down < np.minimum(spread, column.up + column.down) - TOLERANCE
    short |= up < np.minimum(spread, column.up) - TOLERANCE
    lacking: BoolArray = short | (down < np.minimum(spread, column.down) - TOLERANCE)
    return lacking
