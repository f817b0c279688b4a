"""Hand-worked cases of the constructions, on the shares of the CCFG convention and on synthetic ones."""

import numpy as np
import pandas as pd
import pytest

from indices import IndexInputError
from indices.construction import (
    ampi,
    cap_ratios,
    find_half_range,
    geometric_mean,
    mean_of_ratios,
    ratio_of_sums,
    relate,
)
from tests.indices.builders import row

RESOURCES = pd.DataFrame({"occ1": [0.39, 0.28], "occ2": [0.59, 0.50]}, index=["QPV", "CCFG"])
EQUAL = {"occ1": 1, "occ2": 1}


def build(values, reference):
    columns = [f"x{position}" for position in range(len(values))]
    rates = pd.DataFrame([values, reference], index=["t", "r"], columns=columns)
    return rates, row(rates, "r"), dict.fromkeys(columns, 1.0)


def test_three_constructions_on_the_resources_of_the_qpv():
    """39/28 and 59/50: mean of ratios 128.6429, ratio of sums 98/78 = 125.641, geometric 128.2018."""
    reference = row(RESOURCES, "CCFG")
    ratios = relate(RESOURCES, reference)

    assert mean_of_ratios(ratios, weights=EQUAL, minimum=2)["QPV"] == pytest.approx(128.6429, abs=5e-5)
    assert ratio_of_sums(RESOURCES, reference, weights=EQUAL, minimum=2)["QPV"] == pytest.approx(125.6410, abs=5e-5)
    assert geometric_mean(ratios, weights=EQUAL, minimum=2)["QPV"] == pytest.approx(128.2018, abs=5e-5)


@pytest.mark.parametrize(
    ("values", "reference", "mean", "sums"),
    [
        ((0.35, 0.60, 0.15, 0.25), (0.28, 0.50, 0.12, 0.20), 123.75, 122.7273),
        ((0.0804, 0.0348, 0.60), (0.067, 0.029, 0.40), 130.0, 144.1935),
    ],
    ids=["occupation", "attractivite"],
)
def test_ratio_of_sums_is_crushed_by_the_largest_share(values, reference, mean, sums):
    rates, base, weights = build(values, reference)

    assert mean_of_ratios(relate(rates, base), weights=weights, minimum=1)["t"] == pytest.approx(mean, abs=1e-9)
    assert ratio_of_sums(rates, base, weights=weights, minimum=1)["t"] == pytest.approx(sums, abs=5e-5)


def test_reference_is_exactly_100_whatever_the_construction_and_the_weights():
    rates, base, _ = build((0.07, 0.31, 0.59), (0.067, 0.029, 0.397))
    weights = {"x0": 0.7, "x1": 1.1, "x2": 3.3}
    ratios = relate(rates, base)

    assert mean_of_ratios(ratios, weights=weights, minimum=3)["r"] == 100.0
    assert geometric_mean(ratios, weights=weights, minimum=3)["r"] == 100.0
    assert ratio_of_sums(rates, base, weights=weights, minimum=3)["r"] == 100.0
    assert ampi(rates, base, half_range=find_half_range(rates), weights=weights, minimum=3)["r"] == 100.0


def test_ampi_adds_a_penalty_to_an_unbalanced_profile():
    """Ranges of 0.2: D = 0.1. r = 100 + 30 * (0.1, -0.1) / 0.1 = 130 and 70: M = 100, S2 = 900, AMPI = 109."""
    rates = pd.DataFrame({"x": [0.3, 0.2, 0.1], "y": [0.4, 0.5, 0.6]}, index=["t", "r", "u"])

    index = ampi(rates, row(rates, "r"), half_range=find_half_range(rates), weights={"x": 1.0, "y": 1.0}, minimum=2)

    assert index.tolist() == pytest.approx([109.0, 100.0, 109.0])


def test_half_range_is_taken_over_all_the_years():
    first = pd.DataFrame({"x": [0.1, 0.2]})
    second = pd.DataFrame({"x": [0.15, 0.5]})

    assert find_half_range(first, second)["x"] == pytest.approx(0.2)


def test_ampi_leaves_out_an_indicator_that_never_varies():
    rates = pd.DataFrame({"x": [0.3, 0.1], "y": [0.4, 0.4]}, index=["t", "r"])

    index = ampi(rates, row(rates, "r"), half_range=find_half_range(rates), weights={"x": 1.0, "y": 9.0}, minimum=1)

    assert index["t"] == pytest.approx(160.0)  # 100 + 30 * 0.2 / 0.1, alone


def test_change_of_reference_flips_ranks_arithmetically_and_never_geometrically():
    """A (2, 1) and B (1, 2.5) on one base; on a base 5 times higher for the second share, B falls behind."""
    rates = pd.DataFrame({"x": [0.2, 0.1], "y": [0.1, 0.25]}, index=["A", "B"])
    weights = {"x": 1.0, "y": 1.0}
    first, second = pd.Series({"x": 0.1, "y": 0.1}), pd.Series({"x": 0.1, "y": 0.5})

    arithmetic = [mean_of_ratios(relate(rates, base), weights=weights, minimum=2) for base in (first, second)]
    geometric = [geometric_mean(relate(rates, base), weights=weights, minimum=2) for base in (first, second)]

    assert [index.idxmax() for index in arithmetic] == ["B", "A"]
    assert [index.idxmax() for index in geometric] == ["B", "B"]
    assert geometric[0]["A"] / geometric[0]["B"] == pytest.approx(geometric[1]["A"] / geometric[1]["B"])


def test_missing_component_leaves_its_weight_to_the_others():
    """Weights 1, 1, 2 without the last: one half each."""
    ratios = pd.DataFrame([[120.0, 140.0, np.nan]], columns=["x", "y", "z"])
    weights = {"x": 1.0, "y": 1.0, "z": 2.0}

    assert mean_of_ratios(ratios, weights=weights, minimum=2).iloc[0] == 130.0
    assert geometric_mean(ratios, weights=weights, minimum=2).iloc[0] == pytest.approx(100 * np.sqrt(1.2 * 1.4))
    assert np.isnan(mean_of_ratios(ratios, weights=weights, minimum=3).iloc[0])
    assert np.isnan(geometric_mean(ratios, weights=weights, minimum=3).iloc[0])


def test_ratio_of_sums_drops_a_missing_share_from_both_sums():
    rates = pd.DataFrame([[0.2, np.nan], [0.1, 0.5]], index=["t", "r"], columns=["x", "y"])

    index = ratio_of_sums(rates, row(rates, "r"), weights={"x": 1.0, "y": 1.0}, minimum=1)

    assert index.tolist() == [200.0, 100.0]


def test_zero_ratio_is_tolerated_arithmetically_and_sends_the_geometric_mean_to_zero():
    ratios = pd.DataFrame([[0.0, 200.0]], columns=["x", "y"])

    assert mean_of_ratios(ratios, weights={"x": 1, "y": 1}, minimum=2).iloc[0] == 100.0
    assert geometric_mean(ratios, weights={"x": 1, "y": 1}, minimum=2).iloc[0] == 0.0
    assert geometric_mean(ratios, weights={"x": 0, "y": 1}, minimum=2).iloc[0] == pytest.approx(200.0)


def test_reference_of_zero_has_no_ratio_for_anyone():
    rates = pd.DataFrame({"x": [0.1, 0.0]}, index=["t", "r"])

    assert relate(rates, row(rates, "r"))["x"].isna().all()


def test_reference_may_differ_from_one_territory_to_another():
    rates = pd.DataFrame({"x": [0.2, 0.2]}, index=["a", "b"])
    reference = pd.DataFrame({"x": [0.4, 0.1]}, index=["b", "a"])

    assert relate(rates, reference)["x"].tolist() == [200.0, 50.0]


def test_capped_component_stops_at_the_cap():
    ratios = pd.DataFrame({"x": [1000.0, 100.0, np.nan]})

    assert cap_ratios(ratios, cap=300)["x"].tolist()[:2] == [300.0, 100.0]
    with pytest.raises(IndexInputError):
        cap_ratios(ratios, cap=100)


@pytest.mark.parametrize(
    ("weights", "column"),
    [
        ({"occ1": 1}, "occ2"),
        ({"occ1": 1, "occ2": -1}, "occ2"),
        ({"occ1": 1, "occ2": np.nan}, "occ2"),
        ({"occ1": 1, "occ2": 1, "occ3": 1}, "occ3"),
        ({"occ1": 0, "occ2": 0}, "occ1"),
    ],
)
def test_weights_that_do_not_fit_are_refused_with_the_component(weights, column):
    with pytest.raises(IndexInputError) as caught:
        mean_of_ratios(RESOURCES, weights=weights, minimum=1)

    assert caught.value.column == column


def test_reference_without_a_share_is_refused():
    with pytest.raises(IndexInputError) as caught:
        relate(RESOURCES, pd.Series({"occ1": 0.28}))
    assert caught.value.column == "occ2"
    with pytest.raises(IndexInputError):
        ampi(RESOURCES, row(RESOURCES, "CCFG"), half_range=pd.Series({"occ1": 0.1}), weights=EQUAL, minimum=1)
