"""Spread of a count among residences: hand-worked cases, an oracle by pairs, and chance alone."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices import TooFewObservationsError, concentration
from indices.concentration import measure_concentration
from tests.indices.properties.strategies import try_examples

SPREADS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 200)), min_size=2, max_size=12).filter(
    lambda spread: any(received for received, _ in spread)
)


def measure(received, size, seed=1):
    index = [f"R{rank}" for rank in range(len(received))]
    return measure_concentration(pd.Series(received, index=index), pd.Series(size, index=index, dtype=float), seed=seed)


def gini_by_pairs(received, size):
    """Half the mean difference of what two dwellings taken at random received, over the mean."""
    rate = np.array(received, dtype=float) / np.array(size)
    weight = np.array(size, dtype=float) / sum(size)
    mean = (rate * weight).sum()
    return float((weight[:, None] * weight[None, :] * abs(rate[:, None] - rate[None, :])).sum() / (2 * mean))


def test_each_its_share_is_even():
    found = measure([10, 20, 30], [100, 200, 300])

    assert found.gini == pytest.approx(0, abs=1e-12)
    assert found.gini_p == pytest.approx(1)
    assert not found.residences["above"].any()


def test_all_in_one_of_four_equal_residences():
    found = measure([20, 0, 0, 0], [50, 50, 50, 50])

    assert found.gini == pytest.approx(0.75)
    assert found.hhi == pytest.approx(1.0)
    assert found.hhi_expected == pytest.approx((1 + 19 / 4) / 20)
    assert found.residences["above"].tolist() == [True, False, False, False]
    assert found.residences.loc["R0", "expected"] == pytest.approx(5)
    assert found.residences.loc["R0", "p_above"] == pytest.approx(0.25**20)


def test_few_counts_cannot_be_even():
    """Two attributions among ten equal residences: at least eight have none, whoever decides."""
    found = measure([1, 1, *[0] * 8], [10] * 10)

    assert found.gini == pytest.approx(0.8)
    assert found.gini_low <= found.gini <= found.gini_high
    assert found.gini_p == pytest.approx(1)


@try_examples(25)
@given(SPREADS)
def test_gini_is_that_of_pairs_of_dwellings(spread):
    received, size = zip(*spread, strict=True)

    assert measure(received, size).gini == pytest.approx(gini_by_pairs(received, size), abs=1e-9)


@try_examples(25)
@given(SPREADS, st.integers(2, 5))
def test_split_residence_with_the_same_rate_changes_nothing(spread, times):
    received, size = zip(*spread, strict=True)
    more = measure([count * times for count in received], [each * times for each in size])

    assert more.gini == pytest.approx(measure(received, size).gini, abs=1e-9)


def test_expectation_of_the_hhi_is_that_of_the_simulation():
    size = np.array([10.0, 30.0, 60.0])
    drawn = np.random.default_rng(3).multinomial(25, size / 100, size=20_000)

    assert measure([5, 10, 10], size).hhi_expected == pytest.approx(((drawn / 25) ** 2).sum(axis=1).mean(), rel=0.01)


def test_chance_alone_is_rarely_called_uneven(monkeypatch):
    monkeypatch.setattr(concentration, "DRAWS", 500)
    rng = np.random.default_rng(7)
    size = rng.integers(10, 80, 30)
    p_values = [measure(rng.multinomial(60, size / size.sum()), size, seed=rank).gini_p for rank in range(60)]

    assert np.mean(np.array(p_values) <= 0.05) <= 0.15
    assert 0.35 <= np.mean(p_values) <= 0.65


@pytest.mark.parametrize(("received", "size"), [([0, 0], [1, 1]), ([3], [10])])
def test_nothing_to_spread_is_refused(received, size):
    with pytest.raises(TooFewObservationsError):
        measure(received, size)
