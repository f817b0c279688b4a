"""Position and evolution, and what two years leave open."""

import numpy as np
import pandas as pd
import pytest

from indices import IndexInputError
from indices.residences import read_residences
from indices.year_changes import compare_years
from indices.years import evolve
from tests.indices.builders import EPCI, SURVEY, counts_of, memberships_of, method, residence, run, without
from tests.indices.simulated import simulate


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


def evolve_of(results, base_rates):
    evolution = evolve(results, base_rates, method=method())
    return results.value.assign(evolution=evolution).set_index(["level", "code", "index"])


def test_residence_may_worsen_while_its_position_improves():
    """Vacancy of A: 30 then 33 %; of both: 20 then 25 %. Ratio: 150 then 132 in position, 165 in evolution.

    Mobility and the share before 1975 do not move: attractivité = (100 + 100 + ratio) / 3 with A and B alike.
    """
    first = run(counts_of(A=residence(vacants=30, loues=70), B=residence(vacants=10, loues=90)))
    second = run(counts_of(A=residence(vacants=33, loues=67), B=residence(vacants=17, loues=83)))

    then, now = (
        evolve_of(each, first.reference_rates).loc[("residence", "A", "attractivite")] for each in (first, second)
    )

    assert [then["value"], now["value"]] == pytest.approx([(200 + 150) / 3, (200 + 132) / 3])
    assert [then["evolution"], now["evolution"]] == pytest.approx([(200 + 150) / 3, (200 + 165) / 3])


def test_position_and_evolution_are_equal_in_the_base_year_and_the_reference_moves_in_the_evolution_only():
    first = run(counts_of(A=residence(), B=residence(vacants=30, loues=70), C=without(SURVEY)))
    second = run(counts_of(A=residence(vacants=20, loues=80), B=residence(vacants=40, loues=60), C=residence()))

    base = evolve_of(first, first.reference_rates)
    assert base["evolution"].tolist() == pytest.approx(base["value"].tolist(), nan_ok=True)
    assert base["value"].isna().any()
    later = evolve_of(second, first.reference_rates).loc[("epci", EPCI)]
    assert later["value"].tolist() == [100.0] * 3
    assert later["evolution"]["attractivite"] > 100


def test_evolution_follows_the_components_that_the_index_uses_and_needs_them_in_the_base_year():
    """Without the share before 1975 in the base year there is nothing to relate it to; unused, it is not missed."""
    results = run(counts_of(A=residence(), B=residence(avant_1975=None)))
    rates = results.reference_rates.copy()
    rates["att3"] = np.nan

    evolved = evolve_of(results, rates)["evolution"]

    assert np.isnan(evolved[("residence", "A", "attractivite")])
    assert np.isnan(evolved[("residence", "A", "fragilite")])
    assert evolved[("residence", "A", "occupation")] == pytest.approx(100.0)
    assert evolved[("residence", "B", "attractivite")] == pytest.approx(100.0)
    with pytest.raises(IndexInputError):
        evolve_of(results, rates.drop("att3"))


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


def test_commune_is_compared_as_the_residence_that_its_pooled_counts_would_make(stock):
    """A commune of one residence says what the residence says; one that pools a large change says it too."""
    worse = stock.copy()
    worse.loc["R00002", ["vacants", "loues", "emmenages"]] = [40, 80, 40]
    groups = pd.Series(["ONE" if code == "R00002" else "REST" for code in stock.index], index=stock.index)

    pooled = compare_years(
        read(stock), read(worse), method=method(), draws=400, seed=1, level="commune", groups=(groups, groups)
    )
    own = compare(stock, worse)

    assert pooled["verdict"]["ONE", "attractivite"] == "hausse avérée"
    assert pooled["change"]["ONE", "attractivite"] == pytest.approx(own["change"]["R00002", "attractivite"])
    assert abs(pooled["change"]["REST", "attractivite"]) < 1e-9
