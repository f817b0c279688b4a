"""The prior of a share: the most likely one, the doubt about it, and its fallbacks."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import betabinom

from indices.posterior import find_exceedance, find_interval, match_posterior, smooth_rates
from indices.prior import JEFFREYS, LARGEST_PRECISION, Prior, PriorKind, fit_prior
from indices.prior_doubt import PriorDoubt


def draw(units, a, b, *, seed=0):
    rng = np.random.default_rng(seed)
    den = rng.integers(8, 120, units)
    return rng.binomial(den, rng.beta(a, b, units)).astype(float), den.astype(float)


@pytest.mark.parametrize(("units", "a", "b"), [(40, 4.0, 16.0), (200, 0.6, 20.0), (60, 9.0, 9.0), (12, 3.0, 5.0)])
def test_prior_is_the_maximum_of_the_beta_binomial_likelihood_of_scipy(units, a, b):
    num, den = draw(units, a, b)
    oracle = minimize(
        lambda logs: -betabinom.logpmf(num, den, *np.exp(logs)).sum(),
        np.log([a, b]),
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 10_000},
    )

    prior = fit_prior(num, den)

    assert prior.kind == PriorKind.FITTED
    assert prior.units == units
    assert (prior.alpha, prior.beta) == pytest.approx(np.exp(oracle.x), rel=1e-5)


def test_many_residences_give_the_prior_they_were_drawn_from():
    num, den = draw(20_000, 4.0, 16.0)

    prior = fit_prior(num, den)

    assert (prior.alpha, prior.beta) == pytest.approx((4.0, 16.0), rel=0.05)


def test_order_of_the_residences_and_unknown_ones_change_nothing():
    num, den = draw(50, 4.0, 16.0)
    prior = fit_prior(num, den)

    same = fit_prior(np.append(num[::-1], [np.nan, 0.0]), np.append(den[::-1], [np.nan, 0.0]))

    assert same.alpha == prior.alpha
    assert same.units == 50


def test_residences_all_alike_are_drawn_to_the_common_share():
    """20 of 100 everywhere: less spread than chance alone would give."""
    num, den = np.full(30, 20.0), np.full(30, 100.0)

    prior = fit_prior(num, den)

    assert prior.kind == PriorKind.HOMOGENEOUS
    assert prior.precision == pytest.approx(LARGEST_PRECISION)
    assert smooth_rates(np.array([0.0, 12.0]), np.array([12.0, 12.0]), prior=prior) == pytest.approx(0.2, abs=1e-5)


def test_interval_of_residences_all_alike_keeps_some_width():
    """No spread was seen, but thirty residences cannot rule one out."""
    prior = fit_prior(np.full(30, 20.0), np.full(30, 100.0))

    low, high = find_interval(np.array([20.0]), np.array([100.0]), prior=prior)

    assert low[0] < 0.19
    assert high[0] > 0.21


def test_fewer_than_10_residences_borrow_the_wider_prior_or_take_jeffreys():
    num, den = draw(9, 4.0, 16.0)
    wider = fit_prior(*draw(100, 4.0, 16.0))

    borrowed = fit_prior(num, den, fallback=wider)
    alone = fit_prior(num, den)

    assert (borrowed.alpha, borrowed.kind, borrowed.units) == (wider.alpha, PriorKind.BORROWED, 9)
    assert (alone.alpha, alone.beta, alone.kind) == (JEFFREYS, JEFFREYS, PriorKind.UNINFORMED)
    assert fit_prior(np.array([]), np.array([])).units == 0


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_shares_all_zero_or_all_one_take_jeffreys(share):
    den = np.full(20, 30.0)

    prior = fit_prior(den * share, den)

    assert prior.kind == PriorKind.UNINFORMED
    low, high = find_interval(den[:1] * share, den[:1], prior=prior)
    assert 0 < low[0] < high[0] < 1


def test_smoothed_rate_is_between_the_share_and_the_common_one():
    """a = 2, b = 8, 6 of 10: (2 + 6) / (10 + 10) = 0.4, between 0.2 and 0.6."""
    prior = Prior(2.0, 8.0, PriorKind.FITTED, 50, PriorDoubt.certain(2.0, 8.0))

    smoothed = smooth_rates(np.array([6.0, np.nan, 0.0]), np.array([10.0, np.nan, 0.0]), prior=prior)

    assert smoothed[0] == pytest.approx(0.4)
    assert np.isnan(smoothed[1:]).all()


def test_posterior_under_a_prior_that_is_certain_is_the_beta_one():
    prior = Prior(2.0, 8.0, PriorKind.FITTED, 50, PriorDoubt.certain(2.0, 8.0))

    a, b = match_posterior(np.array([6.0]), np.array([10.0]), prior=prior)

    assert (a[0], b[0]) == pytest.approx((8.0, 12.0))


def test_interval_and_exceedance_agree_with_each_other():
    prior = fit_prior(*draw(60, 4.0, 16.0))
    num, den = np.array([3.0, 30.0, np.nan]), np.array([12.0, 90.0, np.nan])
    low, high = find_interval(num, den, prior=prior)

    assert find_exceedance(num[:1], den[:1], prior=prior, rate=high[0])[0] == pytest.approx(0.05)
    assert find_exceedance(num[1:2], den[1:2], prior=prior, rate=low[1])[0] == pytest.approx(0.95)
    assert find_exceedance(num, den, prior=prior, rate=1.2).tolist()[:2] == [0.0, 0.0]
    assert np.isnan([low[2], high[2], find_exceedance(num, den, prior=prior, rate=0.2)[2]]).all()


def test_doubt_is_wide_for_15_residences_and_vanishes_for_many():
    few, many = fit_prior(*draw(15, 4.0, 16.0)), fit_prior(*draw(20_000, 4.0, 16.0))
    spread = [
        float(np.sqrt(prior.doubt.weight @ (np.log(prior.doubt.alpha / prior.alpha)) ** 2)) for prior in (few, many)
    ]

    assert few.doubt.weight.sum() == pytest.approx(1.0)
    assert spread[0] > 0.3
    assert spread[1] < 0.03


def test_posterior_stands_for_the_mixture_over_plausible_priors():
    """Mean and variance of the beta are those of draws from the mixture."""
    prior = fit_prior(*draw(20, 4.0, 16.0))
    rng = np.random.default_rng(5)
    chosen = rng.choice(len(prior.doubt.weight), 200_000, p=prior.doubt.weight)
    sample = rng.beta(prior.doubt.alpha[chosen] + 4, prior.doubt.beta[chosen] + 8)

    a, b = (float(each[0]) for each in match_posterior(np.array([4.0]), np.array([12.0]), prior=prior))

    assert a / (a + b) == pytest.approx(sample.mean(), rel=0.005)
    assert a * b / ((a + b) ** 2 * (a + b + 1)) == pytest.approx(sample.var(), rel=0.02)
