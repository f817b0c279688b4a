"""Cases of the reference on indices that no other file works by hand: see README.md for the whole table."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint

from indices.construction import ampi, cap_ratios, geometric_mean, mean_of_ratios, relate
from indices.pooling import pool, read_counts
from indices.posterior import find_interval
from indices.prior import fit_prior
from indices.reference import leave_one_out, share_of_reference
from indices.shares import take_shares
from tests.indices.builders import component_of, counts_of, memberships_of, method, residence, row, run, value_of

TWO = {"x": 1.0, "y": 1.0}


def survey(households, under_40, under_60):
    return residence(
        logements=households,
        menages=households,
        repondants=households,
        menages_ressources_connues=households,
        ress_inf_40=under_40,
        ress_inf_60=under_60,
    )


def test_ranks_flip_when_the_reference_changes_and_geometric_ones_do_not():
    """A (200, 120) and B (350, 80) against the EPCI: 160 and 215. Against a commune at (400, 100): 85 and 83.75.

    Geometrically, the square roots of 24,000 and of 28,000, each divided by that of 40,000: B stays first.
    """
    of_epci = pd.DataFrame({"x": [200.0, 350.0], "y": [120.0, 80.0]}, index=["A", "B"])
    of_commune = relate(of_epci, pd.Series({"x": 400.0, "y": 100.0}))

    assert mean_of_ratios(of_epci, weights=TWO, minimum=2).tolist() == [160.0, 215.0]
    assert mean_of_ratios(of_commune, weights=TWO, minimum=2).tolist() == pytest.approx([85.0, 83.75], abs=1e-12)
    by_epci, by_commune = (geometric_mean(each, weights=TWO, minimum=2) for each in (of_epci, of_commune))
    assert by_epci.tolist() == pytest.approx([24_000**0.5, 28_000**0.5])
    assert (by_commune / by_epci).tolist() == pytest.approx([100 / 200, 100 / 200])


def test_mean_of_residences_weighted_by_their_denominators_is_100_by_indicator_and_not_for_the_index():
    """Under 40 %: 5 of 20 and 19 of 80, 24 % together. Vacancy: 3 of 30 and 1 of 50, 5 % together.

    20 (25/24) + 80 (23.75/24) = 100 and 30 * 2 + 50 * 0.4 = 80 times 1: each indicator comes back to 100, whereas the
    composites, weighted by households, do not.
    """
    counts = counts_of(
        A=residence(menages_ressources_connues=20, ress_inf_40=5, loues=27, vacants=3),
        B=residence(menages_ressources_connues=80, ress_inf_40=19, loues=49, vacants=1),
    )
    results = run(counts)

    for indicator, sizes in (("occ1", (20, 80)), ("att2", (30, 50))):
        ratios = [component_of(results, "residence", code, indicator)["ratio"] for code in "AB"]
        assert np.average(ratios, weights=sizes) == pytest.approx(100.0, abs=1e-12)
    indices = [value_of(results, "residence", code, "attractivite")["value"] for code in "AB"]
    assert abs(np.average(indices, weights=(20, 80)) - 100.0) > 5


def test_residence_that_holds_most_of_the_reference_cannot_rise_above_the_inverse_of_its_share():
    """A holds 900 of 1,000 dwellings and all 90 vacant ones: 10 % against 9 %, 1/0.9, however empty it is.

    Compared with the others alone, the reference is zero, and nothing can be said.
    """
    counts = counts_of(
        A=residence(logements=900, loues=810, vacants=90), B=residence(logements=100, loues=100, vacants=0)
    )
    results = run(counts)
    assert component_of(results, "residence", "A", "att2")["ratio"] == pytest.approx(100 / 0.9)

    own = take_shares(_pool(counts), method=method())
    inside = pd.Series(data=True, index=own.codes)
    assert share_of_reference(own, inside)["A"] == pytest.approx(0.9)
    others = leave_one_out(own, inside)
    assert others.loc["A", "att2"] == 0.0
    assert others.loc["B", "att2"] == pytest.approx(0.1)
    assert np.isnan(relate(pd.DataFrame({"att2": [0.1]}, index=["A"]), others.loc[["A"], ["att2"]])["att2"]["A"])


def _pool(counts):
    return pool(read_counts(counts, method=method()), memberships_of(counts)["residence"], level="residence")


def test_dwellings_emptied_before_demolition_are_not_vacant():
    """79 dwellings, 62 let, 17 emptied: a vacancy of 0 of 62, not 17 of 79 (21.52 %)."""
    results = run(counts_of(A=residence(logements=79, loues=62, vacants=0, offerts_un_an=62), B=residence()))

    found = component_of(results, "residence", "A", "att2")
    assert (found["num"], found["den"], found["rate"]) == (0, 62, 0.0)


def test_those_who_did_not_answer_are_in_no_denominator():
    """90 households, 40 answered, 30 of them on their resources, 12 under 40 %: 12 of 30, not 12 of 90."""
    asked = {"menages": 90, "repondants": 40, "menages_ressources_connues": 30, "ress_inf_40": 12, "ress_inf_60": 20}
    found = component_of(run(counts_of(A=residence(**asked), B=residence())), "residence", "A", "occ1")

    assert (found["num"], found["den"], found["rate"]) == (12, 30, 0.4)


def test_part_of_the_whole_is_deduced_by_difference():
    """QPV: 634 of the 1,624 dwellings, 59 % under 60 and 39 % under 40; whole: 50 % and 28 %. The rest: 44.24 and 20.96 %."""
    counts = counts_of(
        QPV=survey(63_400, 0.39 * 63_400, 0.59 * 63_400),
        REST=survey(99_000, round(0.28 * 162_400 - 0.39 * 63_400), round(0.50 * 162_400 - 0.59 * 63_400)),
    )
    results = run(counts)

    rates = [component_of(results, "residence", "REST", indicator)["rate"] for indicator in ("occ2", "occ1")]
    assert rates == pytest.approx([0.4424, 0.2096], abs=5e-5)
    assert results.reference_rates[["occ1", "occ2"]].tolist() == pytest.approx([0.28, 0.50], abs=1e-12)


def test_rents_are_related_as_shares_are():
    """5.2 € against 5.9 €: 88.14. 5.9 € against 10.8 €: 45.4 % less."""
    rents = relate(pd.DataFrame({"social": [5.2, 5.9]}), pd.Series({"social": 5.9}))["social"]
    assert rents.tolist() == pytest.approx([88.14, 100.0], abs=5e-3)
    assert relate(pd.DataFrame({"social": [5.9]}), pd.Series({"social": 10.8}))["social"][0] - 100 == pytest.approx(
        -45.4, abs=0.05
    )


def test_ampi_without_any_spread_has_no_value():
    rates = pd.DataFrame({"x": [0.2, 0.2]}, index=["t", "r"])
    index = ampi(rates, row(rates, "r"), half_range=pd.Series({"x": 0.0}), weights={"x": 1.0}, minimum=1)

    assert index.isna().all()


def test_one_dwelling_of_a_tiny_reference_is_held_back_by_the_cap():
    """2 vacant of 12 against 2.7 %: a ratio of 617, so 272 in attractivité; capped at 300, 167."""
    ratios = relate(pd.DataFrame({"a": [0.1], "b": [2 / 12], "c": [0.4]}), pd.Series({"a": 0.1, "b": 0.027, "c": 0.4}))
    weights = dict.fromkeys("abc", 1.0)

    assert mean_of_ratios(ratios, weights=weights, minimum=2)[0] == pytest.approx((200 + 100 * 2 / 12 / 0.027) / 3)
    assert mean_of_ratios(cap_ratios(ratios, cap=300), weights=weights, minimum=2)[0] == pytest.approx(500 / 3)


@pytest.mark.parametrize(("sizes", "share"), [((11, 20), 0.160), ((21, 40), 0.090), ((41, 80), 0.033)])
def test_even_stock_passes_150_by_chance_as_often_as_the_binomial_says(sizes, share):
    """A propensity of 20 % everywhere: the raw ratio exceeds 150 with more than 3 of 10, sixteen times in a hundred."""
    passing = []
    for size in range(sizes[0], sizes[1] + 1):
        seen = np.arange(size + 1)
        ratio = relate(pd.DataFrame({"x": seen / size}), pd.Series({"x": 0.2}))["x"]
        passing.append(binom.pmf(seen, size, 0.2)[ratio > 150 + 1e-9].sum())

    assert np.mean(passing) == pytest.approx(share, abs=1e-3)


@pytest.mark.parametrize(("size", "low", "high"), [(11, 24, 244), (40, 50, 171), (100, 65, 143)])
def test_interval_without_prior_is_that_of_jeffreys(size, low, high):
    """Index of 100, a share of 20 % and no other residence to lean on: 95 % from 24 to 244 at 11 dwellings."""
    alone = fit_prior(np.array([]), np.array([]))
    ends = find_interval(np.array([0.2 * size]), np.array([float(size)]), prior=alone, tail=0.025)

    assert [round(500 * float(end[0])) for end in ends] == [low, high]
    oracle = proportion_confint(0.2 * size, size, method="jeffreys")
    assert [float(end[0]) for end in ends] == pytest.approx(oracle, rel=1e-9)
