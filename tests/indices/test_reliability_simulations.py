"""Judged against stocks whose truth is known: coverage of the intervals, and false signals of small residences."""

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indices.reliability import assess_reliability
from tests.indices.builders import EPCI, memberships_of, method, run
from tests.indices.simulated import simulate

ROOT = Path(__file__).parents[2]
STORED = tomllib.loads((ROOT / "data" / "methode" / "simulations.toml").read_text(encoding="utf-8"))
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


@pytest.mark.parametrize(("precision", "stored"), [(15.0, "parc_contraste"), (60.0, "parc_resserre")])
def test_intervals_of_90_percent_hold_the_truth_9_times_in_10(precision, stored):
    """Twelve territories of 60 residences of 11 to 250 dwellings, three indices each: what the method page says."""
    held = []
    for seed in range(12):
        sizes = np.exp(np.random.default_rng(seed).normal(3.4, 0.7, 60)).clip(11, 250).astype(int)
        simulated = simulate(sizes, precision=precision, seed=1000 + seed)
        ratios = 100 * simulated.truth / run(simulated.counts).reference_rates
        truth = pd.DataFrame({index: ratios[codes].mean(axis=1) for index, codes in PARTS.items()})
        truth["fragilite"] = truth.mean(axis=1)
        assessed = assess(simulated.counts)
        for index in truth:
            rows = assessed.xs(index, level="index")
            held.append(truth[index].between(rows["interval_low"], rows["interval_high"]).mean())

    assert np.mean(held) == pytest.approx(STORED["couverture"][stored], abs=0.0005)
    assert 0.85 < np.mean(held) < 0.96


def test_even_stock_gives_false_signals_by_the_raw_rule_and_none_that_is_certain():
    """Every residence has the same propensities: whatever is flagged is chance; what the method page says of it."""
    flagged: list[bool] = []
    to_confirm: list[bool] = []
    certain: list[bool] = []
    for seed in range(2):
        rng = np.random.default_rng(seed)
        sizes = np.concatenate([rng.integers(11, 21, 400), rng.integers(21, 120, 50)])
        counts = simulate(sizes, precision=np.inf, seed=1000 + seed).counts
        small = counts.index[counts["logements"] <= 20]
        value = run(counts).value
        raw = value[(value["level"] == "residence") & (value["index"] == "fragilite")].set_index("code")["signal"]
        rows = assess(counts).xs("fragilite", level="index")
        flagged.extend(raw[small])
        to_confirm.extend(rows["p_signal"][small] >= 0.5)
        certain.extend(rows["signal_reliability"][small] == "avéré")

    stored = STORED["signaux_par_hasard"]
    assert len(flagged) == stored["residences"]
    assert np.mean(flagged) == pytest.approx(stored["regle_brute"], abs=0.0005)
    assert np.mean(to_confirm) == stored["a_confirmer"]
    assert np.mean(certain) == stored["avere"] == 0.0


@pytest.mark.parametrize("page", ["docs/methode/solidite.md", "web/methode.html"])
def test_pages_of_the_method_say_what_was_simulated(page):
    said = (ROOT / page).read_text(encoding="utf-8")

    for stored in (*STORED["couverture"].values(), STORED["signaux_par_hasard"]["regle_brute"]):
        assert f"{100 * stored:.1f}".replace(".", ",") in said
    assert f"{STORED['signaux_par_hasard']['residences']}" in said


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
