"""The least suppression that resists: cases worked by hand, then tiny tables against plain enumeration."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observatoire.secrecy.suppression import measure_cost, suppress
from tests.observatoire.secrecy.enumeration import find_least, list_candidates, resists
from tests.observatoire.secrecy.tables import a_table


def hide(table, time_limit=30.0):
    found = suppress(table, time_limit=time_limit)
    return found, set(np.flatnonzero(found.pattern[:, 0]).tolist())


def test_one_small_residence_takes_the_cheapest_neighbour_that_leaves_room():
    """6 dwellings in a secteur of four: the neighbour of 12 has nobody in the situation, so that of 20 goes."""
    table = a_table([2, 0, 9, 15], [6, 12, 20, 40], [[0, 1, 2, 3]], kept=[0])

    found, hidden = hide(table)

    assert hidden == {0, 2}
    assert found.proved
    assert found.bound == pytest.approx(26)


def test_two_small_residences_protect_each_other_when_they_are_eleven_together():
    _, hidden = hide(a_table([2, 3, 9], [6, 7, 40], [[0, 1, 2]], kept=[0]))

    assert hidden == {0, 1}


def test_small_residences_that_make_fewer_than_eleven_together_need_a_third():
    _, hidden = hide(a_table([2, 2, 9, 9], [4, 5, 30, 40], [[0, 1, 2, 3]], kept=[0]))

    assert hidden == {0, 1, 2}


def test_secteur_of_one_residence_goes_with_it():
    """A commune of two secteurs, the first with one small residence: commune minus the other secteur would tell it."""
    table = a_table([3, 8, 9], [9, 30, 40], [[0], [1, 2], [0, 1, 2]], kept=[2])

    _, hidden = hide(table)

    assert {0, 3, 4} <= hidden
    assert resists([3, 8, 9], [9, 30, 40], [[0], [1, 2], [0, 1, 2]], hidden, primary={0, 3})


def test_landlord_with_the_only_other_residence_hidden_learns_nothing():
    """Its own residence beside the small one would be no protection from it: another landlord's is needed too."""
    values, sizes, owners = [2, 8, 9, 9], [6, 12, 30, 40], [0, 1, 2, 3]
    table = a_table(values, sizes, [[0, 1, 2, 3]], owners=owners, kept=[0])

    _, hidden = hide(table)

    assert len(hidden) == 3
    for insider in (1, 2, 3):
        assert len(list_candidates(values, sizes, [[0, 1, 2, 3]], hidden, owners=owners, insider=insider)[0]) >= 3


def test_residences_of_the_same_landlord_protect_each_other_from_the_others():
    _, hidden = hide(a_table([2, 8, 9], [6, 12, 30], [[0, 1, 2]], owners=[0, 0, 1], kept=[0]))

    assert hidden == {0, 1}


def test_count_shown_before_protects_nothing():
    _, hidden = hide(a_table([2, 8, 9], [6, 12, 30], [[0, 1, 2]], known=[1], kept=[0]))

    assert hidden == {0, 2}


def test_total_that_leaves_no_room_is_said():
    """Nobody at all in the situation, and the total must be published: everyone knows that it is 0 everywhere."""
    found, _ = hide(a_table([0, 0, 0], [6, 12, 30], [[0, 1, 2]], kept=[0]))

    assert ("y", 0) in found.unmet


def test_no_time_left_still_gives_a_pattern_that_resists():
    values, sizes, groups = [2, 8, 9, 4, 7], [6, 12, 30, 9, 25], [[0, 1, 2], [3, 4], [0, 1, 2, 3, 4]]

    found, hidden = hide(a_table(values, sizes, groups, kept=[2]), time_limit=0.0)

    assert not found.proved
    assert resists(values, sizes, groups, hidden, primary={0, 3})


@st.composite
def tiny_communes(draw):
    sizes = draw(st.lists(st.sampled_from([3, 5, 6, 9, 12, 14]), min_size=3, max_size=5))
    values = [draw(st.integers(0, size)) for size in sizes]
    cut = draw(st.integers(1, len(sizes) - 1))
    return values, sizes, [list(range(cut)), list(range(cut, len(sizes))), list(range(len(sizes)))]


@settings(max_examples=30, deadline=None)
@given(tiny_communes())
def test_pattern_costs_what_the_best_of_all_patterns_costs(commune):
    values, sizes, groups = commune
    table = a_table(values, sizes, groups, kept=[2])
    primary = set(np.flatnonzero(table.forced).tolist())

    found, hidden = hide(table)

    least = find_least(values, sizes, groups, table.costs, primary=primary, kept={len(values) + 2} - primary)
    if np.isfinite(least) and not found.unmet:
        assert found.proved
        assert resists(values, sizes, groups, hidden, primary=primary)
        assert measure_cost(table, found.pattern) == pytest.approx(least)
    else:
        assert found.unmet or primary == set(range(table.cells))
