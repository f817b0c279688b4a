"""What must stay possible of each withheld cell."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from observatoire.secrecy.attack import OUTSIDER
from observatoire.secrecy.primary import CANDIDATES
from observatoire.secrecy.table import BoolArray, Column, Kind, Table, is_withheld


@dataclass(frozen=True, slots=True)
class Need:
    """A distance that a cell must be able to move, or to span."""

    cell: int
    sides: tuple[bool, ...]
    """upwards (true), downwards (false), or the span of both"""
    distance: float
    only_if_withheld: bool
    """false for what the rules withhold; true for what the pattern adds, which owes nothing when it is shown"""


def list_needs(table: Table, column: Column, pattern: BoolArray, insider: int) -> Iterator[Need]:
    """The needs of the cells that are withheld in a column, before one attacker."""
    hidden = is_withheld(column, pattern)
    by_rule = column.primary | table.forced
    for cell in np.flatnonzero(hidden).tolist():
        members = table.members(cell)
        if not column.present[cell] or (insider != OUTSIDER and _concerns(table, members, insider)):
            continue
        up, down = float(column.up[cell]), float(column.down[cell])
        match column.kind:
            case Kind.SIZE:
                if by_rule[cell] and column.values[cell] < column.floor:
                    yield Need(cell, (True,), column.floor - float(column.values[cell]), only_if_withheld=False)
            case Kind.SITUATIONS:
                spread = float(CANDIDATES - 1)
                yield Need(cell, (True, False), min(spread, up + down), only_if_withheld=not by_rule[cell])
                if by_rule[cell]:
                    for upwards, limit in ((True, up), (False, down)):
                        if min(spread, limit) > 0:
                            yield Need(cell, (upwards,), min(spread, limit), only_if_withheld=False)


def _concerns(table: Table, members: np.ndarray, insider: int) -> bool:
    """Whether a landlord already knows the cell, or a part of it: its own residences are no secret to it."""
    return len(members) > 1 or int(table.owners[members[0]]) == insider
