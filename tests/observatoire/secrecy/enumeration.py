"""The independent oracle: whole tables enumerated one by one, patterns tried one by one. Tiny tables only."""

from itertools import product

import numpy as np


def list_candidates(values, sizes, groups, hidden, *, owners=None, insider=None, known=()):
    """Every whole value that each cell may have for an attacker, by cell."""
    units = len(values)
    free = [
        unit in hidden and unit not in known and not (owners and insider is not None and owners[unit] == insider)
        for unit in range(units)
    ]
    ranges = [range(sizes[unit] + 1) if free[unit] else [values[unit]] for unit in range(units)]
    shown = [group for number, group in enumerate(groups) if units + number not in hidden or units + number in known]
    totals = [sum(values[unit] for unit in group) for group in shown]
    possible = [
        table
        for table in product(*ranges)
        if all(sum(table[unit] for unit in group) == total for group, total in zip(shown, totals, strict=True))
    ]
    cells = [[unit] for unit in range(units)] + [list(group) for group in groups]
    return [sorted({sum(table[unit] for unit in cell) for table in possible}) for cell in cells]


def resists(values, sizes, groups, hidden, *, primary, threshold=11):
    """Whether a pattern leaves three values, the levels of the secret cells, and no population under the threshold."""
    candidates = list_candidates(values, sizes, groups, hidden)
    cells = [[unit] for unit in range(len(values))] + [list(group) for group in groups]
    for cell in hidden:
        value, size = sum(values[unit] for unit in cells[cell]), sum(sizes[unit] for unit in cells[cell])
        low, high = candidates[cell][0], candidates[cell][-1]
        if high - low < min(2, size):
            return False
        if cell in primary and (value - low < min(value, 2) or high - value < min(2, size - value)):
            return False
    shown = [set(group) for number, group in enumerate(groups) if len(values) + number not in hidden]
    apart = [part for group in shown if (part := _set_apart(group, shown, hidden))]
    return all(sum(sizes[unit] for unit in part) >= threshold for part in apart)


def _set_apart(group, shown, hidden):
    """What a published total leaves once what is published inside it is taken away (groups nest)."""
    inside = [other for other in shown if other < group]
    return {unit for unit in group if unit in hidden and not any(unit in other for other in inside)}


def find_least(values, sizes, groups, costs, *, primary, kept, threshold=11):
    """The cheapest pattern that resists, by trying them all."""
    cells = range(len(values) + len(groups))
    open_cells = [cell for cell in cells if cell not in primary and cell not in kept]
    best = np.inf
    for choice in product([False, True], repeat=len(open_cells)):
        hidden = {*primary, *(cell for cell, chosen in zip(open_cells, choice, strict=True) if chosen)}
        cost = sum(costs[cell] for cell in hidden)
        if cost < best and resists(values, sizes, groups, hidden, primary=primary, threshold=threshold):
            best = cost
    return best
