"""Marge d'accueil: worked by hand on the average residence, consistent with the simulation, and monotonous."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indices import IndexInputError
from indices.designation import simulate_designation
from indices.margin import FIRST_QUARTILE, measure_margins
from tests.indices.builders import STOCK, SURVEY, counts_of, memberships_of, method, residence, without
from tests.indices.properties.strategies import property_settings, residence_counts

SETTINGS: dict[str, Any] = {
    "method": method(),
    "reference": ("commune", "74090"),
    "min_logements": 11,
    "min_repondants": 11,
}
MOVED = ["occupation", "fragilite"]


def measure(counts, **options):
    """Against the commune of `REF`, an average residence."""
    return measure_margins(counts, memberships_of(counts, REF="74090"), **(SETTINGS | options))


def stock(**rows):
    return counts_of(**rows, REF=residence())


def test_margin_of_the_average_residence_is_worked_by_hand():
    """One more of 90 households: 100/90 (0.25 * 0.75/0.25 + 0.25 * 0.5/0.5) = 1.111 points of occupation.

    18 of them make 120: 17 can enter. Half as many points of fragility: 36 make 120, 35 can enter. Ten dwellings of 100
    are freed in a year.
    """
    margins = measure(stock(A=residence())).loc["A"]

    assert margins.index.tolist() == MOVED
    assert margins["value"].tolist() == pytest.approx([100, 100])
    assert margins["points"].tolist() == pytest.approx([10 / 9, 5 / 9])
    assert margins["capacity"].tolist() == [17, 35]
    assert margins["departures"].tolist() == [10, 10]
    assert margins["margin"].tolist() == [10, 10]


def test_stricter_threshold_leaves_a_smaller_margin():
    """5 points at 1.111 each: 4 stay below 105, the fifth passes it. At 0.556 each: 9 would be on it, 8 can enter."""
    margins = measure(stock(A=residence()), threshold=105.0).loc["A"]

    assert margins["capacity"].tolist() == [4, 8]
    assert margins["margin"].tolist() == [4, 8]


def test_residence_past_the_threshold_has_no_margin():
    margins = measure(stock(A=residence(majeurs_chomage=40))).loc["A"]

    assert margins["value"].tolist() == pytest.approx([175, 137.5])
    assert margins["margin"].tolist() == [0, 0]


def test_residence_where_everyone_is_already_under_40_is_bounded_by_departures():
    """Ratios 400, 200, 100 and 100: 200. Nothing moves any more, and 300 is out of reach."""
    counts = stock(A=residence(ress_inf_40=80, ress_inf_60=80))
    margins = measure(counts, threshold=300.0).loc["A"]

    assert margins["points"].tolist() == pytest.approx([0, 0], abs=1e-12)
    assert np.isinf(margins["capacity"]).all()
    assert margins["margin"].tolist() == [10, 10]


def test_residence_that_never_reaches_the_threshold_is_bounded_by_departures():
    margins = measure(stock(A=residence()), threshold=1000.0).loc["A"]

    assert np.isinf(margins["capacity"]).all()
    assert margins["margin"].tolist() == [10, 10]


def test_no_more_enter_than_live_there():
    margins = measure(stock(A=residence(menages=12, repondants=12, emmenages=40)), threshold=1000.0).loc["A"]

    assert margins["departures"].tolist() == [40, 40]
    assert margins["margin"].tolist() == [12, 12]


def test_expected_mobility_replaces_that_of_the_year():
    """100 dwellings offered: 2.7 are expected to be freed, so 2."""
    counts = stock(A=residence(emmenages=0))

    assert measure(counts).loc["A", "margin"].tolist() == [0, 0]
    expected = measure(counts, mobility=pd.Series({"A": 0.027, "REF": 0.5}))
    assert expected.loc["A", "margin"].tolist() == [2, 2]


def test_secret_silent_and_new_residences_have_no_margin():
    counts = stock(
        SMALL=residence(logements=9, avant_1975=3),
        FEW=residence(repondants=10),
        NO_SURVEY=without(SURVEY),
        NO_STOCK=without(STOCK),
        NEW=residence(offerts_un_an=0, emmenages=0),
    )
    margins = measure(counts)

    for code in ("SMALL", "FEW", "NO_SURVEY", "NO_STOCK", "NEW"):
        assert margins.loc[code, "margin"].isna().all()
    assert margins.loc["SMALL"].isna().all(axis=None)
    assert margins.loc["NO_STOCK", "capacity"].notna().tolist() == [True, False]


def test_bad_threshold_and_mobility_are_refused():
    counts = stock(A=residence())
    with pytest.raises(IndexInputError) as caught:
        measure(counts, threshold=np.nan)
    assert caught.value.column == "threshold"
    with pytest.raises(IndexInputError) as caught:
        measure(counts, mobility=pd.Series({"A": 1.2, "REF": 0.1}))
    assert (caught.value.column, caught.value.code) == ("mobility", "A")


shares = st.floats(0, 1)


@property_settings
@given(residence_counts(), st.sampled_from([105.0, 120.0, 150.0]), shares)
def test_margin_stays_below_the_threshold_and_one_more_reaches_it(row, threshold, rate):
    counts = stock(A=row)
    before = counts.copy()
    mobility = pd.Series({"A": rate, "REF": 0.1})
    options = SETTINGS | {"min_logements": 0, "min_repondants": 0}
    memberships = memberships_of(counts, REF="74090")

    margins = measure(counts, **options, threshold=threshold, mobility=mobility).loc["A"]

    pd.testing.assert_frame_equal(counts, before)
    for index, found in margins.iterrows():
        if pd.isna(found["margin"]):
            continue
        margin = int(found["margin"])
        assert 0 <= margin <= found["departures"]
        reached = {}
        for number in (0, margin, margin + 1):
            designation = simulate_designation(counts, memberships, FIRST_QUARTILE, number=number, **options)
            reached[number] = designation.indices.loc[("A", index), "after"]
        if reached[0] >= threshold - 1e-9:
            assert margin == 0
        else:
            assert reached[margin] < threshold
        if margin < min(found["departures"], counts.loc["A", ["menages", "repondants"]].max()):
            assert reached[margin + 1] >= threshold - 1e-9


@property_settings
@given(residence_counts(), st.integers(2, 6), st.sampled_from([105.0, 120.0]))
def test_bigger_residence_of_the_same_shares_has_no_smaller_margin(row, times, threshold):
    assume(None not in row.values())
    bigger = {name: count * times for name, count in row.items()}
    counts = stock(A=row, B=bigger)

    margins = measure(counts, min_logements=0, min_repondants=0, threshold=threshold)["margin"]

    known = margins["A"].notna()
    assert (known == margins["B"].notna()).all()
    assert (margins["B"][known] >= margins["A"][known]).all()


@property_settings
@given(residence_counts(), shares, shares)
def test_more_departures_leave_no_smaller_margin(row, one, other):
    low, high = sorted((one, other))
    counts = stock(A=row)

    margins = [
        measure(counts, min_logements=0, min_repondants=0, mobility=pd.Series({"A": rate, "REF": 0.1}))["margin"]
        for rate in (low, high)
    ]

    known = margins[0].notna()
    assert (margins[1][known] >= margins[0][known]).all()
