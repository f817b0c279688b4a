"""What one household changes: worked by hand on the average residence, and against whole counts."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices import IndexInputError
from indices.designation import simulate_designation
from indices.entering import Entry, Household, Resources
from tests.indices.builders import SURVEY, counts_of, memberships_of, method, residence, run, value_of, without
from tests.indices.properties.strategies import property_settings, stocks

POOR = Household(resources=Resources.UNDER_40, adults=2, jobseekers=2, single_parent=True)


def simulate(counts, household, **options):
    """Against the commune of `REF`, an average residence."""
    settings: dict[str, Any] = {"reference": ("commune", "74090"), "min_logements": 11, "min_repondants": 11} | options
    memberships = memberships_of(counts, REF="74090")
    return simulate_designation(counts, memberships, household, method=method(), **settings)


def stock(**rows):
    return counts_of(**rows, REF=residence())


def test_household_in_place_of_an_average_one_is_worked_by_hand():
    """90 households, 80 known: one of them is 80/90 = 0.889 in known counts, in which an average one leaves.

    Under 40 %: 20 + 0.889 (1 - 0.25) = 20.667; under 60 %: 40 + 0.889 (1 - 0.5) = 40.444; single parents:
    16 + 0.889 (1 - 0.2) = 16.711. An average household has 1.25 adults and 0.125 jobseekers: 10 + 0.889 (2 - 0.125) =
    11.667 of 100 + 0.889 (2 - 1.25) = 100.667. Ratios 103.333, 101.111, 115.894, 104.444: 106.196.
    """
    designation = simulate(stock(A=residence()), POOR)

    after = designation.components.loc["A"]
    assert after["num_after"].tolist()[:4] == pytest.approx([20.6667, 40.4444, 11.6667, 16.7111], abs=5e-5)
    assert after["den_after"].tolist()[:4] == pytest.approx([80, 80, 100.6667, 80], abs=5e-5)
    assert after["num_after"].tolist()[4:] == after["num_before"].tolist()[4:] == [10, 10, 40]
    indices = designation.indices.loc["A"]
    assert indices["before"].tolist() == pytest.approx([100, 100, 100])
    assert indices["after"].tolist() == pytest.approx([106.196, 100, 103.098], abs=5e-4)
    assert indices["change"].tolist() == pytest.approx([6.196, 0, 3.098], abs=5e-4)
    assert indices["classe_before"].tolist() == ["équilibré", "équilibré", "équilibré"]
    assert indices["classe_after"].tolist() == ["intermédiaire", "équilibré", "équilibré"]


def test_household_in_a_vacant_dwelling_is_worked_by_hand():
    """Nobody leaves: 20.889 of 80.889 under 40 %. One of 10 vacant dwellings is let: 9 of 100, so 90 for that ratio."""
    designation = simulate(stock(A=residence()), Household(resources=Resources.UNDER_40), entry=Entry.VACANT)

    after = designation.components.loc["A"]
    assert after.loc["occ1", ["num_after", "den_after"]].tolist() == pytest.approx([20 + 80 / 90, 80 + 80 / 90])
    assert after.loc["occ3", "rate_after"] == pytest.approx(0.1)  # like the average household
    assert after.loc["att2", ["num_after", "den_after"]].tolist() == [9, 100]
    assert designation.indices.loc[("A", "attractivite"), "after"] == pytest.approx((100 + 90 + 100) / 3)


@pytest.mark.parametrize(
    ("resources", "under_40", "under_60"),
    [(Resources.UNDER_40, 1, 1), (Resources.FROM_40_TO_60, 0, 1), (Resources.FROM_60, 0, 0)],
)
def test_bracket_counts_in_every_share_that_contains_it(resources, under_40, under_60):
    """Everyone answered: one household is one household. 20 + x - 0.25 and 40 + x - 0.5 of 80."""
    counts = stock(A=residence(menages=80))

    after = simulate(counts, Household(resources=resources)).components.loc["A"]

    assert after["num_after"].tolist()[:2] == pytest.approx([19.75 + under_40, 39.5 + under_60])


def test_average_household_changes_nothing():
    designation = simulate(stock(A=residence(ress_inf_40=31, majeurs_chomage=3)), Household())

    assert designation.indices.loc["A", "change"].to_numpy() == pytest.approx(0, abs=1e-12)


def test_dwelling_that_is_not_vacant_cannot_be_entered():
    counts = stock(FULL=residence(vacants=0, loues=100), SILENT=without(("loues", "vacants")), OPEN=residence())

    designation = simulate(counts, POOR, entry=Entry.VACANT)

    for code in ("FULL", "SILENT"):
        assert designation.indices.loc[code, ["after", "change", "classe_after"]].isna().all(axis=None)
        assert designation.components.loc[code, ["num_after", "den_after", "rate_after"]].isna().all(axis=None)
        assert designation.indices.loc[(code, "occupation"), "before"] == pytest.approx(100)
    assert designation.indices.loc["OPEN", "after"].notna().all()


def test_secret_and_silent_residences_say_nothing():
    counts = stock(SMALL=residence(logements=9, avant_1975=3), FEW=residence(repondants=10), SILENT=without(SURVEY))

    designation = simulate(counts, POOR)

    assert designation.indices.loc["SMALL"].isna().all(axis=None)
    assert designation.components.loc["SMALL"].isna().all(axis=None)
    for code in ("FEW", "SILENT"):
        assert designation.indices.loc[(code, "occupation")].isna().all()
        assert designation.components.loc[(code, "occ1")].isna().all()


@pytest.mark.parametrize(
    "wrong", [{"adults": 2}, {"jobseekers": 1}, {"adults": 1, "jobseekers": 2}, {"adults": 0, "jobseekers": 0}]
)
def test_household_that_cannot_be_is_refused(wrong):
    with pytest.raises(IndexInputError) as caught:
        Household(**wrong)
    assert caught.value.column == "jobseekers"


households = st.builds(
    lambda resources, adults, parent: Household(resources, adults[0], adults[1], parent),
    st.none() | st.sampled_from(list(Resources)),
    st.just((None, None))
    | st.integers(1, 5).flatmap(lambda adults: st.tuples(st.just(adults), st.integers(0, adults))),
    st.none() | st.booleans(),
)


@property_settings
@given(stocks(), households, st.sampled_from(list(Entry)))
def test_shares_stay_shares_and_inputs_stay_as_they_were(drawn, household, entry):
    counts, _ = drawn
    copy = counts.copy()
    settings: dict[str, Any] = {"reference": ("epci", "200000172"), "min_logements": 0, "min_repondants": 0}

    designation = simulate_designation(
        counts, memberships_of(counts), household, method=method(), entry=entry, **settings
    )

    pd.testing.assert_frame_equal(counts, copy)
    rates = designation.components["rate_after"].dropna()
    assert ((rates >= -1e-12) & (rates <= 1 + 1e-12)).all()
    published = run(counts, **settings).value
    before = designation.indices["before"].to_numpy()
    assert np.array_equal(before, published.loc[published["level"] == "residence", "value"], equal_nan=True)


def test_household_of_a_residence_where_all_answered_is_counted_like_a_count():
    """Half of the households are under 40 %: one that enters adds one, or nothing, according to the one that leaves."""
    counts = stock(A=residence(menages=80, ress_inf_40=40, ress_inf_60=40))
    after = simulate(counts, Household(resources=Resources.UNDER_40)).indices.loc[("A", "occupation"), "after"]

    rich_leaves = stock(A=residence(menages=80, ress_inf_40=41, ress_inf_60=41))
    both = [
        run(each, memberships_of(each, REF="74090"), reference=("commune", "74090")) for each in (counts, rich_leaves)
    ]
    assert after == pytest.approx(sum(value_of(each, "residence", "A", "occupation")["value"] for each in both) / 2)
