"""Intervals of wider territories: judged against a known truth, from pooled counts alone, the same as one residence's."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from indices.pooled_reliability import assess_pooled
from indices.priors import fit_priors
from indices.reliability import assess_reliability
from indices.residences import read_residences
from tests.indices.builders import EPCI, memberships_of, method, run
from tests.indices.simulated import simulate
from tests.indices.test_reliability_simulations import PARTS

SETTINGS: dict[str, Any] = {"method": method(), "reference": ("epci", EPCI), "min_logements": 11, "min_repondants": 11}


def assess(counts, communes, draws=500):
    memberships = memberships_of(counts, **communes)
    residences = read_residences(counts, memberships, **SETTINGS)
    priors = fit_priors(residences.level.pool, residences.inside, method=method(), shown=residences.level.shown)
    return assess_pooled(
        residences, memberships["commune"], level="commune", method=method(), priors=priors, draws=draws, seed=1
    )


@pytest.mark.parametrize(("precision", "alike"), [(15.0, False), (60.0, False), (60.0, True)])
def test_interval_of_a_commune_holds_the_truth_9_times_in_10(precision, alike):
    """Twelve communes of some five residences, whose truth is the mean of theirs: 0.90 and 0.89, and 0.92 where those of
    a commune are all alike, which the prior, fitted on residences one by one, does not know."""
    held = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        sizes = np.exp(rng.normal(3.4, 0.7, 60)).clip(11, 250).astype(int)
        groups = rng.integers(0, 12, 60)
        simulated = simulate(sizes, precision=precision, seed=2000 + seed, alike=groups if alike else None)
        counts = simulated.counts
        places = pd.Series([f"C{each:02d}" for each in groups], index=counts.index)
        dens = pd.DataFrame(
            {code: counts[list(each.denominator)].sum(axis=1) for code, each in method().indicators.items()}
        )
        shares = (simulated.truth * dens).groupby(places).sum() / dens.groupby(places).sum()
        ratios = 100 * shares / run(counts).reference_rates
        truth = pd.DataFrame({index: ratios[codes].mean(axis=1) for index, codes in PARTS.items()})
        truth["fragilite"] = truth.mean(axis=1)
        assessed = assess(counts, dict(places))
        for index in truth:
            rows = assessed.xs(index, level="index")
            held.append(truth[index].between(rows["interval_low"], rows["interval_high"]).mean())

    assert 0.84 < np.mean(held) < 0.96


def test_a_commune_of_one_residence_says_what_its_residence_says():
    counts = simulate(np.full(20, 40), precision=15.0, seed=7).counts
    alone = counts.index[0]
    of_commune = assess(counts, {alone: "74049"}).loc["74049"]
    of_residence = assess_reliability(counts, memberships_of(counts), **SETTINGS, draws=500, seed=1).loc[alone]

    pd.testing.assert_frame_equal(of_commune, of_residence[list(of_commune.columns)])


def test_only_pooled_counts_matter_once_the_priors_are_known():
    """What a reader may compute from what is published: moving households between two residences changes nothing."""
    counts = simulate(np.full(20, 40), precision=np.inf, seed=7).counts
    memberships = memberships_of(counts)
    residences = read_residences(counts, memberships, **SETTINGS)
    priors = fit_priors(residences.level.pool, residences.inside, method=method())
    moved = counts.copy()
    moved.loc[moved.index[0], "familles_monoparentales"] += 3
    moved.loc[moved.index[1], "familles_monoparentales"] -= 3
    intervals = [
        assess_pooled(
            read_residences(each, memberships, **SETTINGS),
            memberships["commune"],
            level="commune",
            method=method(),
            priors=priors,
            draws=200,
            seed=1,
        )
        for each in (counts, moved)
    ]

    pd.testing.assert_frame_equal(intervals[0], intervals[1])


def test_a_secret_commune_has_no_interval_and_a_larger_one_a_narrower():
    counts = simulate(np.array([8, *[40] * 19]), precision=15.0, seed=7).counts
    rows = assess(counts, {counts.index[0]: "74049", counts.index[1]: "74212"}).xs("fragilite", level="index")
    width = rows["interval_high"] - rows["interval_low"]

    assert np.isnan(width["74049"])
    assert width["74042"] < width["74212"] / 2
    closed = assess(counts, {counts.index[0]: "74049"}, draws=None).xs("fragilite", level="index")
    closed_width = closed.loc["74042", "interval_high"] - closed.loc["74042", "interval_low"]
    assert closed_width == pytest.approx(width["74042"], rel=0.1)
