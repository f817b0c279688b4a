"""Position and evolution, and what two years leave open."""

import numpy as np
import pandas as pd
import pytest

from indices import IndexInputError
from indices.components import Thresholds
from indices.residences import read_residences
from indices.year_changes import compare_years
from indices.years import trace_years
from tests.indices.builders import EPCI, SURVEY, counts_of, memberships_of, method, residence
from tests.indices.simulated import simulate

THRESHOLDS = Thresholds(11, 11)


def read(counts):
    return read_residences(
        counts,
        memberships_of(counts),
        method=method(),
        reference=("epci", EPCI),
        min_logements=11,
        min_repondants=11,
    )


def compare(before, after, *, draws=400):
    return compare_years(read(before), read(after), method=method(), draws=draws, seed=1)


def trace(**years):
    levels = {int(year[1:]): read(counts) for year, counts in years.items()}
    return trace_years(
        {year: (each.level, each.reference) for year, each in levels.items()},
        base=min(levels),
        method=method(),
        thresholds=THRESHOLDS,
    )


def test_residence_may_worsen_while_its_position_improves():
    """Vacancy of A: 30 then 33 %; of both: 20 then 25 %. Ratio: 150 then 132 in position, 165 in evolution.

    Mobility and the share before 1975 do not move: attractivité = (100 + 100 + ratio) / 3 with A and B alike.
    """
    first = counts_of(A=residence(vacants=30, loues=70), B=residence(vacants=10, loues=90))
    second = counts_of(A=residence(vacants=33, loues=67), B=residence(vacants=17, loues=83))

    traced = trace(y2016=first, y2018=second)

    position, evolution = (traced[name].xs(("A", "attractivite"), level=("code", "index")) for name in traced)
    assert position.tolist() == pytest.approx([(200 + 150) / 3, (200 + 132) / 3])
    assert evolution.tolist() == pytest.approx([(200 + 150) / 3, (200 + 165) / 3])


def test_position_and_evolution_are_equal_in_the_base_year():
    traced = trace(y2016=counts_of(A=residence(), B=residence(vacants=30, loues=70)), y2018=counts_of(A=residence()))

    base = traced.xs(2016, level="year")
    assert base["position"].equals(base["evolution"])
    assert traced.index.get_level_values("year").tolist() == [2016] * 6 + [2018] * 3


def test_base_year_that_is_not_there_is_refused():
    found = read(counts_of(A=residence()))

    with pytest.raises(IndexInputError) as caught:
        trace_years({2016: (found.level, found.reference)}, base=2014, method=method(), thresholds=THRESHOLDS)

    assert caught.value.column == "base"


@pytest.fixture(scope="module")
def stock():
    return simulate(np.array([15, 40, 120] * 10), precision=30.0, seed=8).counts


def test_same_counts_twice_are_inconclusive(stock):
    compared = compare(stock, stock)

    assert (compared["change"].abs() < 1e-9).all()
    assert compared["p_higher"].between(0.35, 0.65).all()
    assert not compared["separate"].any()
    assert set(compared["verdict"]) == {"non conclusif"}


def test_large_change_is_established_and_its_opposite_too(stock):
    worse = stock.copy()
    worse.loc["R00002", ["vacants", "loues", "emmenages"]] = [40, 80, 40]

    rise, fall = compare(stock, worse), compare(worse, stock)

    assert rise["verdict"]["R00002", "attractivite"] == "hausse avérée"
    assert fall["verdict"]["R00002", "attractivite"] == "baisse avérée"
    assert rise["separate"]["R00002", "attractivite"]
    assert rise["change"]["R00002", "attractivite"] > 100


def test_separate_intervals_always_mean_a_sure_change(stock):
    other = simulate(np.array([15, 40, 120] * 10), precision=30.0, seed=9).counts

    compared = compare(stock, other)

    apart = compared[compared["separate"]]
    assert len(apart)
    assert ((apart["p_higher"] > 0.9) | (apart["p_higher"] < 0.1)).all()


def test_years_that_do_not_rest_on_the_same_components_are_not_compared(stock):
    other = stock.copy()
    other.loc["R00001", "ress_inf_40"] = np.nan
    other.loc["R00002", list(SURVEY)] = np.nan
    other = other.drop(index="R00004")

    compared = compare(stock, other)

    assert "R00004" not in compared.index.get_level_values("code")
    for code, index in (("R00001", "occupation"), ("R00001", "fragilite"), ("R00002", "occupation")):
        row = compared.loc[[(code, index)], ["change", "p_higher", "separate", "verdict"]]
        assert row.isna().all(axis=None)
    assert pd.notna(compared["change"]["R00001", "attractivite"])
    assert pd.notna(compared["position_before"]["R00002", "occupation"])
