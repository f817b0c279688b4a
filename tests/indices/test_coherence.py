"""Coherence of an index: hand cases, an oracle in pandas, and refusals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indices import IndexInputError, TooFewObservationsError
from indices.coherence import find_effective_weights, measure_coherence
from tests.indices.properties.strategies import try_examples

EQUAL = {"a": 1, "b": 1}
CODES = [f"R{number:02}" for number in range(10)]


def ratios_of(a, b):
    return pd.DataFrame({"a": np.asarray(a, dtype=float), "b": np.asarray(b, dtype=float)}, index=CODES)


def test_two_components_that_move_together_have_an_alpha_of_one():
    """With a = b the index is a: alpha = 2 * (1 - 2 * var(a/2) / var(a)) = 2 * (1 - 1/2) = 1; each explains half."""
    coherence = measure_coherence(ratios_of(range(80, 180, 10), range(80, 180, 10)), weights=EQUAL)

    assert coherence.alpha == pytest.approx(1.0)
    assert coherence.variance_share.tolist() == pytest.approx([0.5, 0.5])
    assert coherence.with_index.tolist() == pytest.approx([1.0, 1.0])
    assert coherence.dominant_share.tolist() == [0.0, 0.0]


def test_component_that_does_not_vary_explains_nothing_and_the_other_decides():
    """b is always 100: it adds nothing to the distance to 100, except where a is 100 too and nothing decides."""
    coherence = measure_coherence(ratios_of([100, *range(110, 200, 10)], [100] * 10), weights=EQUAL)

    assert coherence.variance_share.tolist() == pytest.approx([1.0, 0.0])
    assert coherence.dominant_share.tolist() == pytest.approx([0.9, 0.0])
    assert coherence.pearson["a"].isna()["b"]


def test_correlations_agree_with_scipy():
    rng = np.random.default_rng(7)
    ratios = ratios_of(rng.normal(100, 20, 10), rng.normal(100, 20, 10))

    coherence = measure_coherence(ratios, weights=EQUAL)

    assert coherence.pearson.loc["a", "b"] == pytest.approx(stats.pearsonr(ratios["a"], ratios["b"]).statistic)
    assert coherence.spearman.loc["a", "b"] == pytest.approx(stats.spearmanr(ratios["a"], ratios["b"]).statistic)


def test_resources_weigh_half_of_the_occupation():
    weights = {"occ1": 1, "occ2": 1, "occ3": 1, "occ4": 1}
    themes = {"occ1": "ressources", "occ2": "ressources", "occ3": "emploi", "occ4": "famille"}

    assert find_effective_weights(weights, themes=themes).to_dict() == {
        "ressources": 0.5,
        "emploi": 0.25,
        "famille": 0.25,
    }


def test_component_without_theme_is_refused():
    with pytest.raises(IndexInputError) as caught:
        find_effective_weights({"occ1": 1}, themes={})

    assert caught.value.column == "occ1"


def test_too_few_complete_territories_are_refused():
    ratios = ratios_of([np.nan, *range(9)], range(10))

    with pytest.raises(TooFewObservationsError, match="9 territories"):
        measure_coherence(ratios, weights=EQUAL)


@try_examples(50)
@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=10, max_size=10),
    st.floats(0.1, 5),
)
def test_shares_of_variance_add_up_to_one_and_inputs_stay_as_they_were(rows, weight):
    ratios = ratios_of(*zip(*rows, strict=True))
    before = ratios.copy()

    coherence = measure_coherence(ratios, weights={"a": weight, "b": 1})

    pd.testing.assert_frame_equal(ratios, before)
    if coherence.variance_share.notna().all():
        assert coherence.variance_share.sum() == pytest.approx(1.0)
        assert coherence.alpha <= 1 + 1e-9
