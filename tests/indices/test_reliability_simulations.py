"""Judged against stocks whose truth is known: coverage of the intervals, and false signals of small residences."""

import numpy as np
import pandas as pd
import pytest

from indices.reliability import assess_reliability
from tests.indices.builders import EPCI, memberships_of, method, run
from tests.indices.simulated import simulate

PARTS = {"occupation": ["occ1", "occ2", "occ3", "occ4"], "attractivite": ["att1", "att2", "att3"]}


def assess(counts):
    return assess_reliability(
        counts,
        memberships_of(counts),
        method=method(),
        reference=("epci", EPCI),
        min_logements=11,
        min_repondants=11,
        draws=500,
        seed=1,
    )


@pytest.mark.parametrize("precision", [15.0, 60.0])
def test_intervals_of_90_percent_hold_the_truth_9_times_in_10(precision):
    """Three territories of 60 residences of 11 to 250 dwellings: 0.87 at a precision of 15, 0.92 at 60 (six: 0.88, 0.92)."""
    held = []
    for seed in range(3):
        sizes = np.exp(np.random.default_rng(seed).normal(3.4, 0.7, 60)).clip(11, 250).astype(int)
        simulated = simulate(sizes, precision=precision, seed=1000 + seed)
        ratios = 100 * simulated.truth / run(simulated.counts).reference_rates
        truth = pd.DataFrame({index: ratios[codes].mean(axis=1) for index, codes in PARTS.items()})
        truth["fragilite"] = truth.mean(axis=1)
        assessed = assess(simulated.counts)
        for index in truth:
            rows = assessed.xs(index, level="index")
            held.append(truth[index].between(rows["interval_low"], rows["interval_high"]).mean())

    assert 0.85 < np.mean(held) < 0.96


def test_even_stock_gives_false_signals_by_the_raw_rule_and_none_that_is_certain():
    """Every residence has the same propensities: 25 % of 800 of 11 to 20 dwellings by the raw rule, none by ours."""
    raw, to_confirm, certain = [], [], []
    for seed in range(2):
        rng = np.random.default_rng(seed)
        sizes = np.concatenate([rng.integers(11, 21, 100), rng.integers(21, 120, 50)])
        counts = simulate(sizes, precision=np.inf, seed=1000 + seed).counts
        small = counts["logements"] <= 20
        value = run(counts).value
        flagged = value[(value["level"] == "residence") & (value["index"] == "fragilite")].set_index("code")["signal"]
        rows = assess(counts).xs("fragilite", level="index")
        raw.append(flagged[small].mean())
        to_confirm.append((rows["p_signal"][small] >= 0.5).mean())
        certain.append((rows["signal_reliability"][small] == "avéré").mean())

    assert np.mean(raw) > 0.15
    assert np.mean(to_confirm) < 0.02
    assert np.mean(certain) == 0.0


def test_truly_fragile_residences_are_found():
    """A signal that is certain is right; most large residences far above the threshold have one."""
    rng = np.random.default_rng(5)
    sizes = rng.integers(11, 200, 200)
    simulated = simulate(sizes, precision=15.0, seed=77)
    ratios = 100 * simulated.truth / run(simulated.counts).reference_rates
    occupation, attractivite = (ratios[codes].mean(axis=1) for codes in PARTS.values())
    fragility = (occupation + attractivite) / 2
    truly = (fragility >= 120) | ((occupation >= 120) & (attractivite >= 100))
    rows = assess(simulated.counts).xs("fragilite", level="index")
    certain = rows["signal_reliability"] == "avéré"

    assert truly[certain].mean() > 0.93
    assert certain[(fragility > 150) & (sizes > 80)].mean() > 0.8
