"""The funnel: scores, limits and overdispersion, against hand cases, scipy and simulation."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from indices import TooFewObservationsError
from indices.funnel import draw_funnel
from indices.shares import read_shares


def shares_of(num, den):
    codes = [f"R{position:03d}" for position in range(len(num))]
    return read_shares(
        pd.DataFrame({"x": num}, index=codes, dtype=float), pd.DataFrame({"x": den}, index=codes, dtype=float)
    )


def test_score_is_in_standard_errors_of_chance_alone():
    """12 of 40 against 20 %: (0.3 - 0.2) / sqrt(0.16 / 40) = 1.5811."""
    funnel = draw_funnel(shares_of([12] + [8] * 11, [40] * 12), "x", centre=0.2)

    assert funnel.points["score"].iloc[0] == pytest.approx(1.5811, abs=5e-5)
    assert funnel.points["score"].iloc[1] == pytest.approx(0.0)


def test_even_stock_is_not_adjusted():
    funnel = draw_funnel(shares_of([8] * 12, [40] * 12), "x", centre=0.2)

    assert (funnel.overdispersion, funnel.spread) == (0.0, 0.0)
    assert funnel.points["adjusted"].tolist() == funnel.points["score"].tolist()


def test_limits_are_exact_binomial_quantiles():
    funnel = draw_funnel(shares_of([3] * 12, [11] * 12), "x", centre=0.2)
    row = funnel.points.iloc[0]

    for name, tail in (("low_999", 0.001), ("low_975", 0.025), ("high_975", 0.975), ("high_999", 0.999)):
        limit = round(row[name] * 11)
        assert binom.cdf(limit, 11, 0.2) >= tail
        assert limit == 0 or binom.cdf(limit - 1, 11, 0.2) < tail


def test_spread_between_residences_is_found():
    """Propensities of standard deviation 0.08 around 0.3; winsorising leaves out the extremes."""
    rng = np.random.default_rng(1)
    den = rng.integers(20, 200, 2000)
    precision = 0.3 * 0.7 / 0.08**2 - 1
    num = rng.binomial(den, rng.beta(0.3 * precision, 0.7 * precision, 2000))

    funnel = draw_funnel(shares_of(num, den), "x", centre=0.3)

    assert 0.05 < funnel.spread < 0.08
    assert funnel.points["adjusted"].std() < funnel.points["score"].std()


def test_spread_is_worked_by_hand():
    """Six at 10 % and six at 30 % of 100 against 20 %: z = -2.5 and 2.5, phi = 6.25, w = 100 / 0.16 = 625.

    tau2 = (12 * 6.25 - 11) / (7500 - 625) = 64 / 6875; z' = 0.1 / sqrt(0.0016 + tau2) = 0.9574.
    """
    funnel = draw_funnel(shares_of([10, 30] * 6, [100] * 12), "x", centre=0.2)

    assert funnel.overdispersion == pytest.approx(6.25)
    assert funnel.spread**2 == pytest.approx(64 / 6875)
    assert funnel.points["adjusted"].tolist() == pytest.approx([-0.9574, 0.9574] * 6, abs=5e-5)


def test_residences_without_share_are_left_out():
    funnel = draw_funnel(shares_of([8] * 12 + [np.nan, 0], [40] * 12 + [np.nan, 0]), "x", centre=0.2)

    assert len(funnel.points) == 12


@pytest.mark.parametrize(("count", "centre"), [(9, 0.2), (12, 0.0), (12, 1.0)])
def test_too_few_residences_or_no_chance_at_all_are_refused(count, centre):
    with pytest.raises(TooFewObservationsError) as caught:
        draw_funnel(shares_of([8] * count, [40] * count), "x", centre=centre)

    assert caught.value.column == "x"
