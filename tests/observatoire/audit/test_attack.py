"""The attack finds neither more nor less than trying every table by hand."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from observatoire.audit.attack import Verdict, attack
from observatoire.audit.elimination import eliminate
from observatoire.audit.system import Equation
from tests.observatoire.audit.cases import Case

NAMES = "abcd"


@st.composite
def published_tables(draw):
    """Sizes, true counts, published totals, and a rounded share of some."""
    sizes = [draw(st.integers(0, 4)) for _ in NAMES]
    truth = [draw(st.integers(0, size)) for size in sizes]
    groups = draw(st.lists(st.sets(st.sampled_from(range(4)), min_size=1), max_size=4))
    slack = draw(st.integers(0, 1))
    return sizes, truth, [sorted(group) for group in groups], slack


def list_possible(sizes, truth, groups, slack):
    """Every table that agrees with what is published."""
    return [
        table
        for table in product(*(range(size + 1) for size in sizes))
        if all(sum(table[each] for each in group) == sum(truth[each] for each in group) for group in groups)
        and abs(2 * table[0] + table[1] - 2 * truth[0] - truth[1]) <= slack
    ]


@settings(max_examples=60, deadline=None)
@given(published_tables())
def test_intervals_are_those_of_the_tables_that_remain_possible(published):
    sizes, truth, groups, slack = published
    case = Case(dict(zip(NAMES, sizes, strict=True)))
    for group in groups:
        case.total([NAMES[each] for each in group], sum(truth[each] for each in group))
    middle = 2 * truth[0] + truth[1]
    case.between({"a": 2.0, "b": 1.0}, middle - slack, middle + slack)
    possible = list_possible(*published)

    for position, (name, found) in enumerate(sorted(case.attack().items())):
        values = {table[position] for table in possible}
        assert (found.low, found.high) == (min(values), max(values)), name
        assert (found.verdict is Verdict.RESISTS) == (len(values) >= min(3, sizes[position] + 1))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 4), min_size=1), max_size=5), st.lists(st.integers(-3, 9), min_size=5, max_size=5)
)
def test_exact_deductions_are_those_that_every_solution_agrees_on(groups, truth):
    equations = [Equation(dict.fromkeys(group, 1), sum(truth[each] for each in group)) for group in groups]
    elimination = eliminate(equations)

    assert not elimination.contradictions
    for position in range(5):
        moves = [
            move
            for move in product((-2, -1, 0, 1, 2), repeat=5)
            if move[position] and all(sum(move[each] for each in group) == 0 for group in groups)
        ]
        found = elimination.deduce({position: 1})
        assert found == (None if moves else truth[position])


def test_a_hole_in_an_interval_is_not_a_possible_value():
    """Twice a, plus b alone between zero and one, is five or six: a is two or three, whatever the bounds say."""
    case = Case({"a": 9, "b": 1}).between({"a": 2.0, "b": 1.0}, 5, 6)

    assert case.interval("a") == (2, 3)
    assert case.attack()["a"].verdict is Verdict.NARROW


def test_what_is_not_verified_in_time_is_never_safe():
    case = Case({"a": 9, "b": 14}).total("ab", 13)

    result = attack(case.system, deadline=0)

    assert {each.verdict for each in result.findings} == {Verdict.UNVERIFIED}
    assert len(result.failures) == 2


def test_totals_that_contradict_each_other_are_left_out_and_counted():
    case = Case({"a": 9, "b": 14}).total("ab", 13).total("ab", 14)

    result = case.run()

    assert result.contradictions == 1
    assert result.failures == []


def test_bounds_that_cannot_hold_are_dropped_as_an_attacker_would():
    case = Case({"a": 3, "b": 3}).total("ab", 13)

    result = case.run()

    assert result.loosened == 1
    assert case.interval("a") == (0, 13)
