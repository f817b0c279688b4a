"""What each component, each dwelling and each residence brings."""

import numpy as np
import pandas as pd
import pytest

from indices.construction import ampi, geometric_mean, ratio_of_sums
from indices.contributions import (
    contribute_arithmetically,
    contribute_geometrically,
    contribute_to_ampi,
    contribute_to_ratio_of_sums,
    weigh_one_more,
)
from indices.reconciliation import reconcile
from indices.reference import HEAVY_SHARE, leave_one_out, share_of_reference
from indices.shares import read_shares

WEIGHTS = {"x": 1.0, "y": 3.0}


def shares_of(num, den):
    codes = [f"R{position}" for position in range(len(next(iter(num.values()))))]
    return read_shares(pd.DataFrame(num, index=codes, dtype=float), pd.DataFrame(den, index=codes, dtype=float))


def test_arithmetic_contributions_add_up_to_the_distance_to_100():
    """Ratios 120 and 140, weights 1/4 and 3/4: 5 + 30 = 35."""
    contributions = contribute_arithmetically(
        pd.DataFrame([[120.0, 140.0], [np.nan, 140.0]], columns=["x", "y"]), weights=WEIGHTS, minimum=1
    )

    assert contributions.iloc[0].tolist() == [5.0, 30.0]
    assert np.isnan(contributions["x"].iloc[1])
    assert contributions["y"].iloc[1] == 40.0


@pytest.mark.parametrize("ratios", [(120.0, 140.0), (100.0, 100.0), (50.0, 200.0), (100 + 1e-9, 100.0), (80.0, 120.0)])
def test_geometric_contributions_add_up_to_the_distance_to_100(ratios):
    frame = pd.DataFrame([ratios], columns=["x", "y"])
    index = geometric_mean(frame, weights=WEIGHTS, minimum=2).iloc[0]

    total = contribute_geometrically(frame, weights=WEIGHTS, minimum=2).iloc[0].sum()

    assert total == pytest.approx(index - 100.0, abs=1e-9)


def test_geometric_contributions_of_opposite_ratios_cancel_out():
    """50 and 200 at equal weights: the index is 100, L(100, 100) = 100: -100 ln(2) / 2 and + 100 ln(2) / 2."""
    frame = pd.DataFrame([[50.0, 200.0]], columns=["x", "y"])

    contributions = contribute_geometrically(frame, weights={"x": 1, "y": 1}, minimum=2).iloc[0]

    assert contributions.tolist() == pytest.approx([-50 * np.log(2), 50 * np.log(2)])


def test_geometric_contributions_of_an_index_of_zero_are_not_shared_out():
    frame = pd.DataFrame([[0.0, 200.0]], columns=["x", "y"])

    assert contribute_geometrically(frame, weights=WEIGHTS, minimum=2).isna().all(axis=None)


def test_one_more_vacant_dwelling_of_12_moves_attractivite_by_103_points():
    """100 / 3 / (12 * 0.027) = 102.88."""
    weight = weigh_one_more(
        pd.DataFrame({"att1": [12.0], "att2": [12.0], "att3": [0.0]}),
        pd.Series({"att1": 0.0, "att2": 0.027, "att3": 0.4}),
        weights={"att1": 1, "att2": 1, "att3": 1},
    )

    assert weight["att2"][0] == pytest.approx(102.88, abs=0.005)
    assert weight[["att1", "att3"]].isna().all(axis=None)


def test_commune_is_exactly_the_sum_of_its_residences():
    """x: 10/20 and 10/80 (pooled 20 %); y: 5/50 and 45/50 (pooled 50 %); reference 10 % and 25 %.

    x brings 50 + 50 points at weight 1/4 of 200 (10 of 20 households each); y brings 15 + 135 at weight 3/4 of 200.

    """
    shares = shares_of({"x": [10, 10], "y": [5, 45]}, {"x": [20, 80], "y": [50, 50]})
    result = reconcile(
        shares, pd.Series("C", index=shares.codes), reference=pd.Series({"x": 0.1, "y": 0.25}), weights=WEIGHTS
    )

    assert result.parts["x"].tolist() == pytest.approx([25.0, 25.0])
    assert result.parts["y"].tolist() == pytest.approx([15.0, 135.0])
    assert result.totals["C"] == pytest.approx(200.0, abs=1e-12)
    assert result.index["C"] == pytest.approx(200.0, abs=1e-12)
    assert result.plain_mean["C"] == pytest.approx(((0.25 * 500 + 0.75 * 40) + (0.25 * 125 + 0.75 * 360)) / 2)


def test_reconciliation_holds_with_unknown_counts_and_residences_outside():
    rng = np.random.default_rng(7)
    den = rng.integers(1, 60, (40, 2)).astype(float)
    num = np.floor(den * rng.random((40, 2)))
    num[3, 0] = np.nan
    shares = shares_of({"x": num[:, 0], "y": num[:, 1]}, {"x": den[:, 0], "y": den[:, 1]})
    groups = pd.Series([["A", "B", None][position % 3] for position in range(40)], index=shares.codes)

    result = reconcile(shares, groups, reference=pd.Series({"x": 0.3, "y": 0.4}), weights=WEIGHTS)

    assert result.totals.to_numpy() == pytest.approx(result.index.to_numpy(), rel=1e-12)
    assert sorted(result.index.index) == ["A", "B"]


def test_leave_one_out_compares_with_the_others_only():
    """20 of 100 in all, 10 of 20 here: the others are 10 of 80. A residence outside is compared with all."""
    shares = shares_of({"x": [10, 10, 7]}, {"x": [20, 80, 10]})
    inside = pd.Series([True, True, False], index=shares.codes)

    assert leave_one_out(shares, inside)["x"].tolist() == [0.125, 0.5, 0.2]
    assert share_of_reference(shares, inside).tolist() == [0.2, 0.8, 0.0]
    assert share_of_reference(shares, inside).iloc[1] > HEAVY_SHARE


def test_leave_one_out_of_the_only_residence_has_no_reference():
    shares = shares_of({"x": [10]}, {"x": [20]})

    assert leave_one_out(shares, pd.Series([True], index=shares.codes))["x"].isna().all()


def test_contributions_to_a_ratio_of_sums_add_up_and_a_missing_share_counts_for_nothing():
    """Shares 30 % and 60 %, reference 20 % and 50 %, weights 1/4 and 3/4: 100 x (2.5 + 7.5) / 42.5 points."""
    rates = pd.DataFrame([[0.3, 0.6], [np.nan, 0.6]], columns=["x", "y"])
    reference = pd.Series({"x": 0.2, "y": 0.5})

    points = contribute_to_ratio_of_sums(rates, reference, weights=WEIGHTS, minimum=1)

    assert points.iloc[0].tolist() == pytest.approx([100 * 0.025 / 0.425, 100 * 0.075 / 0.425])
    index = ratio_of_sums(rates, reference, weights=WEIGHTS, minimum=1)
    assert points.sum(axis=1).tolist() == pytest.approx((index - 100).tolist())
    assert np.isnan(points["x"].iloc[1])


def test_contributions_to_the_ampi_give_the_mean_then_the_imbalance():
    """r = 130 and 90, equal weights: M = 110, S2 = 400; x adds 15 + 200/110, y adds -5 + 200/110."""
    rates = pd.DataFrame([[0.3, 0.4]], columns=["x", "y"])
    half_range, weights = pd.Series({"x": 0.1, "y": 0.3}), {"x": 1.0, "y": 1.0}
    reference = pd.Series({"x": 0.2, "y": 0.5})

    points = contribute_to_ampi(rates, reference, half_range=half_range, weights=weights, minimum=2).iloc[0]

    assert points.tolist() == pytest.approx([15 + 200 / 110, -5 + 200 / 110])
    index = ampi(rates, reference, half_range=half_range, weights=weights, minimum=2).iloc[0]
    assert points.sum() == pytest.approx(index - 100)
