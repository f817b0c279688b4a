"""Smallest changes of weights: hand cases, and a linear program and a quadratic one as oracles."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize

from indices import IndexInputError
from indices.weight_flip import find_weight_flip, measure_weight_flips
from indices.weight_moves import measure_least_move, move_least, move_shortest
from indices.weight_order import find_order_flip
from tests.indices.builders import SURVEY, counts_of, method, residence, run, without
from tests.indices.properties.strategies import stocks, try_examples

BREAKS = method().classes
EQUAL = {"x": 1, "y": 1}
THREE = {"x": 1, "y": 1, "z": 1}


def ratios_of(*values):
    return pd.Series(values, index=list("xyzuvw")[: len(values)], dtype="float64")


def solve_l1(values, weights, target):
    """min sum(up + down) such that values . (w0 + up - down) = target, same sum, nothing below zero."""
    m = len(values)
    solved = linprog(
        np.ones(2 * m),
        A_eq=np.vstack([np.append(values, -values), np.append(np.ones(m), -np.ones(m))]),
        b_eq=[target - values @ weights, 0],
        bounds=[(0, None)] * m + [(0, weight) for weight in weights],
    )
    return solved.fun if solved.success else None


def solve_l2(values, weights, target):
    scale = max(np.abs(values).max(), 1.0)
    solved = minimize(
        lambda w: ((w - weights) ** 2).sum(),
        move_least(values, weights, target),
        jac=lambda w: 2 * (w - weights),
        method="SLSQP",
        bounds=[(0, 1)] * len(values),
        constraints=[
            {"type": "eq", "fun": lambda w: w.sum() - 1, "jac": np.ones_like},
            {"type": "eq", "fun": lambda w: (values @ w - target) / scale, "jac": lambda _: values / scale},
        ],
        options={"ftol": 1e-14, "maxiter": 500},
    )
    return np.sqrt(solved.fun)


def test_class_flips_when_enough_weight_goes_to_the_highest_component():
    """100 and 140 average 120; 20 less than 140: fragile needs 120, reached. At 100 and 130: 115, one sixth must move.

    115 + 30 m = 120 moves m = 1/6: sum of changes 1/3, distance sqrt(2)/6. Down to 105: 115 - 30 m = 105, m = 1/3.
    """
    flip = find_weight_flip(ratios_of(100, 130), weights=EQUAL, breaks=BREAKS)

    assert [change.reached for change in flip.changes] == ["fragile", "équilibré"]
    up, down = flip.changes
    assert up.least.tolist() == pytest.approx([1 / 3, 2 / 3])
    assert (up.l1, up.l2) == pytest.approx((1 / 3, np.sqrt(2) / 6))
    assert (down.l1, down.l2) == pytest.approx((2 / 3, np.sqrt(2) / 3))


def test_no_weights_flip_a_class_that_all_components_share():
    flip = find_weight_flip(ratios_of(121, 150, 300), weights=THREE, breaks=BREAKS)

    assert flip.changes == ()
    assert (flip.lowest, flip.highest) == (121, 300)


def test_weight_comes_from_the_lowest_component_first():
    """90, 100, 125, one third each: 105. Fragile needs 15 more: the third of 90 brings 11.67, then 3.33 / 25 of 100."""
    flip = find_weight_flip(ratios_of(90, 100, 125), weights=THREE, breaks=BREAKS)

    fragile = next(change for change in flip.changes if change.reached == "fragile")
    assert fragile.least.tolist() == pytest.approx([0, 1 / 3 - 2 / 15, 2 / 3 + 2 / 15])
    assert fragile.l1 == pytest.approx(2 * (1 / 3 + 2 / 15))
    assert fragile.shortest.min() == 0
    assert fragile.shortest @ [90, 100, 125] == pytest.approx(120)
    balanced = next(change for change in flip.changes if change.reached == "équilibré")
    assert (balanced.l1, balanced.l2) == pytest.approx((0, 0))  # 105 is the break itself: any fall leaves the class


def test_missing_component_stays_out():
    flip = find_weight_flip(ratios_of(100, np.nan, 130), weights=THREE, breaks=BREAKS)

    assert flip.changes[0].least.index.tolist() == ["x", "z"]
    assert flip.changes[0].l1 == pytest.approx(1 / 3)


def test_component_that_reaches_the_break_by_itself_is_enough():
    flip = find_weight_flip(ratios_of(100, 120), weights=EQUAL, breaks=BREAKS)

    assert {change.reached: change.l1 for change in flip.changes}["fragile"] == pytest.approx(1.0)


def test_nothing_to_weigh_is_refused():
    with pytest.raises(IndexInputError):
        find_weight_flip(ratios_of(np.nan, 120), weights={"x": 1, "y": 0}, breaks=BREAKS)
    with pytest.raises(IndexInputError) as caught:
        find_weight_flip(ratios_of(100, 120), weights={"x": 1}, breaks=BREAKS)
    assert caught.value.column == "y"


vectors = st.integers(2, 5).flatmap(
    lambda m: st.tuples(
        st.lists(st.integers(0, 400).map(float), min_size=m, max_size=m),
        st.lists(st.integers(1, 5), min_size=m, max_size=m),
    )
)


@try_examples(150)
@given(vectors, st.integers(0, 4000).map(lambda tenths: tenths / 10))
def test_moves_are_those_of_a_linear_and_a_quadratic_program(drawn, target):
    values, weights = np.array(drawn[0]), np.array(drawn[1]) / sum(drawn[1])

    expected = solve_l1(values, weights, target)
    least, shortest = move_least(values, weights, target), move_shortest(values, weights, target)

    assert (least is None) == (shortest is None) == (expected is None)
    if expected is None:
        return
    for point in (least, shortest):
        assert point.min() >= 0
        assert point.sum() == pytest.approx(1)
        assert point @ values == pytest.approx(target, abs=1e-6)
    assert np.abs(least - weights).sum() == pytest.approx(expected, abs=1e-7)
    assert np.linalg.norm(shortest - weights) == pytest.approx(solve_l2(values, weights, target), abs=1e-5)
    sign = 1.0 if target >= values @ weights else -1.0
    moved = measure_least_move(sign * values[None], weights[None], np.array([abs(target - values @ weights)]))
    assert 2 * moved[0] == pytest.approx(expected, abs=1e-7)


@try_examples(10)
@given(stocks())
def test_flips_of_all_territories_are_those_found_one_by_one(drawn):
    counts, _ = drawn
    results = run(counts, min_logements=0, min_repondants=0)
    before = results.value.copy()

    flips = measure_weight_flips(results, method=method())

    pd.testing.assert_frame_equal(results.value, before)
    ratio = results.component.pivot_table(
        index=["level", "code"], columns="indicator", values="ratio", observed=True, dropna=False
    )
    value = results.value.pivot_table(
        index=["level", "code"], columns="index", values="value", observed=True, dropna=False
    )
    for row in flips.merge(results.value, on=["level", "code", "index"]).to_dict("records"):
        recipe = method().indices[row["index"]]
        if np.isnan(row["value"]):
            assert np.isnan([row["lowest"], row["highest"], row["flip"]]).all()
            continue
        source = (value if recipe.composite else ratio).loc[(row["level"], row["code"])]
        alone = find_weight_flip(source[list(recipe.components)], weights=recipe.weights, breaks=BREAKS)
        assert (row["lowest"], row["highest"]) == (alone.lowest, alone.highest)
        if alone.changes:
            assert row["flip"] == pytest.approx(alone.changes[0].l1, abs=1e-9)
            assert row["reached"] in {change.reached for change in alone.changes}
        else:
            assert np.isnan(row["flip"])
            assert pd.isna(row["reached"])


def test_territory_without_index_has_no_flip():
    results = run(counts_of(A=residence(), B=residence(emmenages=40), C=without(SURVEY)))

    flips = measure_weight_flips(results, method=method()).set_index(["level", "code", "index"])

    assert flips.loc[("residence", "C", "fragilite"), ["lowest", "highest", "flip", "reached"]].isna().all()
    # attractivité of B: ratios 40/20, 1 and 1 of a reference of 20 %: 200, 100, 100, so 133.3; 13.3 / 100 must leave 200
    assert flips.loc[("residence", "B", "attractivite"), "flip"] == pytest.approx(2 * 0.133333, abs=1e-5)
    assert flips.loc[("residence", "B", "attractivite"), "reached"] == "intermédiaire"


def test_order_of_two_territories_flips_with_a_small_move():
    """Differences 40 and -20, one half each: 10 ahead. Level when x weighs one third: moves 1/6."""
    flip = find_order_flip(ratios_of(150, 100), ratios_of(110, 120), weights=EQUAL)

    assert flip.difference == pytest.approx(10)
    assert flip.least.tolist() == pytest.approx([1 / 3, 2 / 3])
    assert (flip.l1, flip.l2) == pytest.approx((1 / 3, np.sqrt(2) / 6))
    assert flip.alone.tolist() == pytest.approx([1 / 3, 2 / 3])
    assert not flip.dominant


def test_one_weight_alone_need_not_be_enough():
    """Differences 30, -10, 10, one third each; without y, 20 ahead: y must weigh 2/3. Neither x nor z is enough."""
    flip = find_order_flip(ratios_of(130, 100, 110), ratios_of(100, 110, 100), weights=THREE)

    assert flip.alone["y"] == pytest.approx(2 / 3)
    assert np.isnan(flip.alone["z"])
    assert flip.alone["x"] == pytest.approx(0.0)  # y and z cancel out: level as soon as x weighs nothing


def test_territory_that_is_ahead_on_everything_stays_ahead():
    flip = find_order_flip(ratios_of(130, 110), ratios_of(100, 110), weights=EQUAL)

    assert flip.dominant
    assert flip.least is None
    assert flip.shortest is None
    assert np.isnan([flip.l1, flip.l2]).all()


def test_order_of_territories_with_a_component_missing_is_refused():
    with pytest.raises(IndexInputError) as caught:
        find_order_flip(ratios_of(130, 110), ratios_of(100, np.nan), weights=EQUAL)
    assert caught.value.column == "y"
