"""Draws of shares and of indices, against exact quantiles and against plain independent draws."""

import numpy as np
import pytest
from scipy.stats import beta

from indices import IndexInputError, composite_draws, parse_method
from indices.composite_draws import draw_indices
from indices.draw_tables import DrawOrder, DrawTable
from indices.posterior import match_posterior
from indices.prior import Prior, PriorKind
from indices.prior_doubt import PriorDoubt
from indices.priors import fit_priors
from indices.residences import read_residences
from tests.indices.builders import EPCI, counts_of, memberships_of, method, method_mapping, residence
from tests.indices.simulated import simulate


def certain(a, b):
    return Prior(a, b, PriorKind.FITTED, 50, PriorDoubt.certain(a, b))


def read(counts):
    found = read_residences(
        counts,
        memberships_of(counts),
        method=method(),
        reference=("epci", EPCI),
        min_logements=11,
        min_repondants=11,
    )
    return found, fit_priors(found.level.pool, found.inside, method=method())


def draw(found, priors, *, draws=1000, seed=1):
    return draw_indices(found.level, method=method(), reference=found.reference, priors=priors, draws=draws, seed=seed)


@pytest.mark.parametrize(("a", "b"), [(20.0, 50.0), (1.4, 30.0), (0.45, 14.0), (0.5, 0.5)])
def test_draws_of_a_share_are_its_quantiles(a, b):
    table = DrawTable(np.zeros(1), np.zeros(1), prior=certain(a, b), order=DrawOrder(500, seed=3), name="att2")

    drawn = np.sort(table.draw(slice(None))[0])

    exact = beta.ppf((np.arange(500) + 0.5) / 500, a, b)
    assert np.abs(drawn - exact).max() < 1e-3 * exact.std()


def test_draws_of_two_shares_are_in_unrelated_orders():
    order = DrawOrder(1000, seed=3)
    first, second = (
        DrawTable(np.zeros(1), np.zeros(1), prior=certain(5.0, 9.0), order=order, name=name).draw(slice(None))[0]
        for name in ("occ3", "occ4")
    )

    assert abs(np.corrcoef(first, second)[0, 1]) < 0.1


def test_too_few_draws_are_refused():
    with pytest.raises(IndexInputError) as caught:
        DrawOrder(99, seed=1)

    assert caught.value.column == "draws"


def test_drawn_indices_agree_with_plain_independent_draws():
    """The same posteriors, 10,000 independent draws, brackets by stick-breaking: within the error of a thousand."""
    found, priors = read(simulate(np.full(30, 40), precision=20.0, seed=4).counts)
    drawn = draw(found, priors)
    pool, rates, rng = found.level.pool, found.reference.rates, np.random.default_rng(0)

    shares = {}
    for column, code in enumerate(method().indicators):
        own, prior = (pool.num[:, column], pool.den[:, column]), priors.shares[code]
        if code == "occ1":
            own, prior = (pool.num[:, 0], pool.num[:, 1]), priors.nested
        a, b = match_posterior(*own, prior=prior)
        shares[code] = rng.beta(a[:, None], b[:, None], (30, 10_000))
    shares["occ1"] *= shares["occ2"]
    ratios = {code: 100 * share / rates[column] for column, (code, share) in enumerate(shares.items())}
    occupation = np.mean([ratios[code] for code in ("occ1", "occ2", "occ3", "occ4")], axis=0)
    attractivite = np.mean([ratios[code] for code in ("att1", "att2", "att3")], axis=0)
    expected = {"occupation": occupation, "attractivite": attractivite, "fragilite": (occupation + attractivite) / 2}

    for code, values in expected.items():
        spread = values.std(axis=1)
        low, high = np.quantile(values, [0.05, 0.95], axis=1)
        assert (np.abs(drawn.indices[code].low - low) < 0.2 * spread).all()
        assert (np.abs(drawn.indices[code].high - high) < 0.2 * spread).all()
        assert (np.abs(drawn.indices[code].above_fragile - (values >= 120).mean(axis=1)) < 0.04).all()
        assert (np.abs(drawn.indices[code].above_intermediaire - (values >= 105).mean(axis=1)) < 0.04).all()
    signal = (expected["fragilite"] >= 120) | ((occupation >= 120) & (attractivite >= 100))
    assert (np.abs(drawn.signal - signal.mean(axis=1)) < 0.04).all()


def test_same_seed_gives_the_same_draws_and_another_seed_others():
    found, priors = read(simulate(np.full(12, 30), precision=20.0, seed=4).counts)

    first, same, other = (draw(found, priors, seed=seed) for seed in (1, 1, 2))

    assert np.array_equal(first.indices["fragilite"].low, same.indices["fragilite"].low)
    assert not np.array_equal(first.indices["fragilite"].low, other.indices["fragilite"].low)


def test_residence_has_the_same_draws_whichever_others_are_drawn_with_it():
    counts = simulate(np.full(12, 30), precision=20.0, seed=4).counts
    found, priors = read(counts)
    few, _ = read(counts.iloc[:3])
    few = type(few)(few.counts, few.level, found.reference, few.inside, few.thresholds, few.withheld)

    low, same = (draw(each, priors).indices["fragilite"].low[:3] for each in (few, found))
    assert np.array_equal(low, same)


@pytest.mark.parametrize("size", [1, 7, 130])
def test_size_of_the_blocks_changes_no_digit(monkeypatch, size):
    found, priors = read(simulate(np.arange(11, 261), precision=20.0, seed=4).counts)
    whole = draw(found, priors)
    monkeypatch.setattr(composite_draws, "BLOCK", size)
    cut = draw(found, priors)

    assert np.array_equal(whole.signal, cut.signal)
    for code, index in whole.indices.items():
        for name in ("low", "high", "above_intermediaire", "above_fragile"):
            assert np.array_equal(getattr(index, name), getattr(cut.indices[code], name)), (code, name)


def test_one_more_vacant_dwelling_never_lowers_the_probabilities():
    """Common draws: two residences that differ by one count are compared on the same ground."""
    found, priors = read(
        counts_of(
            **{f"R{position:02d}": residence(vacants=position, loues=100 - position) for position in range(4, 18)}
        )
    )

    above = draw(found, priors).indices["attractivite"].above_fragile

    assert (np.diff(above) >= 0).all()
    assert above[-1] > above[0]


def test_part_larger_than_its_whole_is_refused():
    with pytest.raises(IndexInputError) as caught:
        read(counts_of(A=residence(), B=residence(ress_inf_40=50, ress_inf_60=40)))

    assert (caught.value.column, caught.value.code) == ("occ1", "B")


def test_brackets_that_are_not_known_together_are_drawn_apart():
    found, priors = read(counts_of(A=residence(), B=residence(ress_inf_60=None)))

    assert priors.nested is None
    assert not np.isnan(draw(found, priors).indices["occupation"].low).any()


def test_reference_with_few_residences_borrows_the_prior_of_all():
    counts = simulate(np.full(40, 30), precision=20.0, seed=4).counts
    memberships = memberships_of(counts, **dict.fromkeys(counts.index[:5], "74090"))
    found = read_residences(
        counts, memberships, method=method(), reference=("commune", "74090"), min_logements=11, min_repondants=11
    )

    priors = fit_priors(found.level.pool, found.inside, method=method())

    assert {prior.kind for prior in priors.shares.values()} == {PriorKind.BORROWED}


def test_method_without_nested_brackets_is_drawn_too():
    mapping = method_mapping()
    mapping["indices"]["occupation"]["composantes"] = {"occ2": 1, "occ3": 1, "occ4": 1}
    del mapping["indicateurs"]["occ1"]
    without = parse_method(mapping)
    counts = simulate(np.full(12, 30), precision=20.0, seed=4).counts
    found = read_residences(
        counts,
        memberships_of(counts),
        method=without,
        reference=("epci", EPCI),
        min_logements=11,
        min_repondants=11,
    )
    priors = fit_priors(found.level.pool, found.inside, method=without)

    drawn = draw_indices(found.level, method=without, reference=found.reference, priors=priors, draws=200, seed=1)

    assert priors.nested is None
    assert (drawn.indices["occupation"].low < drawn.indices["occupation"].high).all()
