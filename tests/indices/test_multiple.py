"""Lists of residences whose share of chance is held under a rate."""

import numpy as np
import pytest
from scipy.stats import binomtest
from statsmodels.stats.multitest import multipletests

from indices import IndexInputError
from indices.multiple import find_p_values, list_by_p_value, list_by_probability


def test_bayesian_list_stops_when_its_running_risk_passes_the_rate():
    """Risks 0.01, 0.05, 0.20, 0.50: running means 0.01, 0.03, 0.087, 0.19: three are listed at 10 %."""
    listing = list_by_probability(np.array([0.50, 0.99, np.nan, 0.80, 0.95]), rate=0.10)

    assert listing.listed.tolist() == [False, True, False, True, True]
    assert listing.rule == "taux de fausses découvertes bayésien"


def test_bayesian_list_takes_ties_together_or_not_at_all():
    """0, then two at 0.18: running means 0, 0.09, 0.12. One of the two would fit; both or none are listed."""
    assert list_by_probability(np.array([1.0, 0.82, 0.82]), rate=0.10).listed.tolist() == [True, False, False]
    assert list_by_probability(np.array([1.0, 0.82, 0.82]), rate=0.12).listed.tolist() == [True, True, True]


@pytest.mark.parametrize("seed", range(5))
def test_benjamini_hochberg_is_that_of_statsmodels(seed):
    rng = np.random.default_rng(seed)
    p_values = np.round(np.concatenate([rng.random(80), rng.random(20) / 100]), 3)

    listing = list_by_p_value(np.append(p_values, np.nan), rate=0.10)

    assert listing.listed[:-1].tolist() == multipletests(p_values, alpha=0.10, method="fdr_bh")[0].tolist()
    assert not listing.listed[-1]


def test_nothing_known_lists_nobody():
    assert list_by_probability(np.array([np.nan]), rate=0.1).listed.tolist() == [False]
    assert list_by_p_value(np.array([]), rate=0.1).listed.tolist() == []


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_rate_that_is_no_rate_is_refused(rate):
    with pytest.raises(IndexInputError) as caught:
        list_by_probability(np.array([0.5]), rate=rate)

    assert caught.value.column == "rate"


def test_p_values_are_the_exact_one_sided_ones():
    num, den = np.array([0.0, 3.0, 12.0, np.nan, 0.0]), np.array([12.0, 12.0, 12.0, np.nan, 0.0])

    p_values = find_p_values(num, den, rate=0.2)

    expected = [binomtest(int(y), 12, 0.2, alternative="greater").pvalue for y in num[:3]]
    assert p_values[:3] == pytest.approx(expected)
    assert np.isnan(p_values[3:]).all()
