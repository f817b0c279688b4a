"""What stands beside an index: smoothed value, interval, probability, word."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from indices.composite_draws import Drawn
from indices.priors import fit_priors
from indices.reliability import _word_signal, assess_components, assess_reliability, word_reliability
from indices.residences import read_residences
from tests.indices.builders import EPCI, SURVEY, memberships_of, method
from tests.indices.simulated import simulate

SETTINGS: dict[str, Any] = {"reference": ("epci", EPCI), "min_logements": 11, "min_repondants": 11}


def assess(counts, *, draws=400, seed=1):
    return assess_reliability(counts, memberships_of(counts), method=method(), draws=draws, seed=seed, **SETTINGS)


@pytest.fixture(scope="module")
def counts():
    counts = simulate(np.array([8, 12, 15, 30, 60, 90] * 5), precision=25.0, seed=11).counts
    counts.loc["R00001", list(SURVEY)] = np.nan
    return counts


@pytest.fixture(scope="module")
def assessed(counts):
    return assess(counts)


@pytest.mark.parametrize(
    ("probability", "word"),
    [(1.0, "avéré"), (0.90, "avéré"), (0.899, "à confirmer"), (0.50, "à confirmer"), (0.499, "non conclusif")],
)
def test_probability_is_put_in_words(probability, word):
    assert word_reliability(np.array([probability]))[0] == word


def test_no_probability_has_no_word():
    assert pd.isna(word_reliability(np.array([np.nan]))[0])


def test_every_index_of_every_residence_has_a_row_in_order(assessed, counts):
    assert assessed.index.names == ["code", "index"]
    assert assessed.index.tolist() == [
        (code, index) for code in sorted(counts.index) for index in ("occupation", "attractivite", "fragilite")
    ]


def test_secret_and_silent_indices_have_no_reliability(assessed):
    assert assessed.loc["R00000"].isna().all(axis=None)  # 8 dwellings
    assert assessed.loc[[("R00001", "occupation"), ("R00001", "fragilite")]].isna().all(axis=None)
    assert assessed.loc[[("R00001", "attractivite")], "interval_low"].notna().all()


def test_only_fragility_has_a_signal(assessed):
    has_signal = assessed["p_signal"].notna()

    assert set(assessed.index[has_signal].get_level_values("index")) == {"fragilite"}
    assert assessed["signal_reliability"].notna().equals(has_signal)


def test_interval_is_ordered_and_holds_the_smoothed_index(assessed):
    shown = assessed.dropna(subset=["interval_low"])

    assert (shown["interval_low"] < shown["interval_high"]).all()
    assert shown["smoothed"].between(shown["interval_low"], shown["interval_high"]).mean() > 0.95
    assert (shown["p_fragile"] <= shown["p_intermediaire"]).all()


def test_small_residences_have_the_wider_intervals(assessed, counts):
    width = (assessed["interval_high"] - assessed["interval_low"]).xs("fragilite", level="index")
    by_size = width.groupby(counts["logements"]).mean().dropna()

    assert by_size.loc[15] > by_size.loc[90]


def test_order_of_the_residences_changes_nothing(assessed, counts):
    pd.testing.assert_frame_equal(assessed, assess(counts.sample(frac=1, random_state=3)))


def test_signal_whose_interval_straddles_the_threshold_is_never_certain():
    """Four residences at P = 0.93: none, fragility, occupation alone, both indices clear of their thresholds."""
    ends = {
        "fragilite": np.array([118.0, 121.0, 110.0, 110.0]),
        "occupation": np.array([118.0, 100.0, 125.0, 125.0]),
        "attractivite": np.array([90.0, 90.0, 95.0, 101.0]),
    }
    blank = np.full((4, 3), np.nan)
    drawn = Drawn(tuple(ends), np.column_stack(list(ends.values())), blank, blank, blank, np.full(4, 0.93))

    words = list(_word_signal(drawn, method().signal))

    assert words == ["à confirmer", "avéré", "à confirmer", "avéré"]


def test_components_have_exact_intervals(counts):
    found = read_residences(counts, memberships_of(counts), method=method(), **SETTINGS)
    priors = fit_priors(found.level.pool, found.inside, method=method())

    components = assess_components(found, method=method(), priors=priors, threshold=120.0)

    assert components.index[:2].tolist() == [("R00000", "occ1"), ("R00000", "occ2")]
    assert components.loc[[("R00000", "occ1")]].isna().all(axis=None)
    shown = components.dropna()
    assert len(shown) == 7 * 25 - 4
    assert (shown["interval_low"] < shown["smoothed"]).all()
    assert (shown["smoothed"] < shown["interval_high"]).all()
    certain = shown["interval_low"] > 120
    assert (shown["p_above"][certain] > 0.95).all()
    assert (shown["p_above"][shown["interval_low"] < 120] < 0.95 + 1e-9).all()


def test_component_whose_reference_is_zero_has_no_interval(counts):
    still = counts.assign(vacants=0.0, loues=counts["logements"])
    found = read_residences(still, memberships_of(still), method=method(), **SETTINGS)
    priors = fit_priors(found.level.pool, found.inside, method=method())

    components = assess_components(found, method=method(), priors=priors, threshold=120.0)

    assert components["smoothed"].xs("att2", level="indicator").isna().all()
    assert assess(still).xs("attractivite", level="index")["smoothed"].notna().sum() == 25
