"""The closed form says what the draws say, within the error of a thousand independent ones."""

from typing import Any

import numpy as np
import pytest

from indices.composite_moments import sum_up_indices
from indices.priors import fit_priors
from indices.reliability import assess_reliability
from indices.residences import read_residences
from tests.indices.builders import EPCI, memberships_of, method
from tests.indices.simulated import simulate

INDICES = ("occupation", "attractivite", "fragilite")
COMMON: dict[str, Any] = {"method": method(), "reference": ("epci", EPCI), "min_logements": 11, "min_repondants": 11}
ERROR = 2.5 * np.sqrt(0.25 / 1000)
"""Of a probability estimated by a thousand independent draws."""


def simulated_counts(precision, count=400):
    sizes = np.exp(np.random.default_rng(1).normal(3.4, 0.7, count)).clip(11, 250).astype(int)
    return simulate(sizes, precision=precision, seed=5).counts


def assess(counts, draws):
    return assess_reliability(counts, memberships_of(counts), draws=draws, seed=1, **COMMON)


@pytest.mark.parametrize("precision", [15.0, 60.0, np.inf])
def test_closed_form_agrees_with_the_draws(precision):
    counts = simulated_counts(precision)
    closed, drawn = assess(counts, None), assess(counts, 4000)

    for column in ("p_intermediaire", "p_fragile", "p_signal"):
        gap = (closed[column] - drawn[column]).abs()
        assert gap.max() < ERROR
        assert gap.mean() < 0.006
    width = drawn["interval_high"] - drawn["interval_low"]
    for end in ("interval_low", "interval_high"):
        assert ((closed[end] - drawn[end]).abs() / width).max() < 0.06
    assert (closed["smoothed"] - drawn["smoothed"]).abs().max() == 0


def test_index_without_value_has_no_closed_form():
    """Nobody moved in and nothing is old: two references are zero, and the attractivité has one component of three."""
    counts = simulated_counts(15.0, 60).assign(emmenages=0.0, avant_1975=0.0)
    residences = read_residences(counts, memberships_of(counts), **COMMON)
    priors = fit_priors(residences.level.pool, residences.inside, method=method())
    drawn = sum_up_indices(residences.level, method=method(), reference=residences.reference, priors=priors)

    assert np.isnan(drawn.indices["attractivite"].low).all()
    assert np.isnan(drawn.signal).all()
    assert not np.isnan(drawn.indices["occupation"].low).any()


def test_secret_residence_has_no_closed_form_either():
    counts = simulated_counts(15.0, 60)
    counts.loc["R00000", ["logements", "loues", "vacants"]] = [8.0, 8.0, 0.0]
    counts.loc["R00000", ["menages", "repondants"]] = 8.0

    assert assess(counts, None).loc["R00000"].drop(columns=["reliability", "signal_reliability"]).isna().all().all()
