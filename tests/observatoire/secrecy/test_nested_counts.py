"""Counts of one residence that are parts of one another (under 40 %, under 60 %, answers) are attacked one at a time.

Nothing is lost by it where territories nest: both counts are hidden together, and whatever moves the one can move the
other as far as it must. Every pair of tables is enumerated to say so.
"""

from itertools import product

import numpy as np
import pytest

from observatoire.secrecy.attack import OUTSIDER, Attack
from observatoire.secrecy.nesting import Nesting
from tests.observatoire.secrecy.tables import a_table

UNITS = 3
WHOLE = [[0, 1, 2]]


@pytest.mark.parametrize("seed", range(12))
def test_knowing_that_one_count_is_a_part_of_the_other_narrows_neither(seed):
    draw = np.random.default_rng(seed)
    sizes = draw.integers(2, 6, UNITS)
    outer = draw.integers(0, sizes + 1)
    inner = draw.integers(0, outer + 1)
    possible = enumerate_pairs(inner.tolist(), outer.tolist(), sizes.tolist())

    for place, values in enumerate((inner, outer)):
        table = a_table(values.tolist(), sizes.tolist(), WHOLE, kept=[0], threshold=6)
        attack = Attack(table, Nesting(table), table.columns[0], ~table.kept[:, None], OUTSIDER)
        for unit in range(UNITS):
            held = {pair[place][unit] for pair in possible}
            assert values[unit] + attack.measure(unit, upwards=True) == max(held)
            assert values[unit] - attack.measure(unit, upwards=False) == min(held)
            assert held == set(range(min(held), max(held) + 1)), "no hole"


def enumerate_pairs(inner, outer, sizes):
    """Every pair of tables with these totals, the first a part of the second."""
    ranges = [range(size + 1) for size in sizes]
    whole = [each for each in product(*ranges) if sum(each) == sum(outer)]
    parts = [each for each in product(*ranges) if sum(each) == sum(inner)]
    return [(a, b) for a, b in product(parts, whole) if all(x <= y for x, y in zip(a, b, strict=True))]
