"""Distinct rows of counts, by packed keys or by rows: the same answer."""

import numpy as np
import pandas as pd
import pytest

from indices.distinct import find_distinct, tally
from indices.labels import pair_labels


@pytest.mark.parametrize("scale", [1, 10**12], ids=["packed", "too_large_to_pack"])
def test_distinct_rows_give_back_every_row(scale):
    rng = np.random.default_rng(0)
    counts = rng.integers(0, 4, (200, 2)).astype(float) * scale
    counts[3] = np.nan

    rows, inverse, repeats = find_distinct(counts)

    assert np.array_equal(rows[inverse], counts, equal_nan=True)
    assert repeats.sum() == 200
    assert len(rows) == 17


def test_no_row_has_no_distinct_row():
    rows, inverse, repeats = find_distinct(np.empty((0, 2)))

    assert (len(rows), len(inverse), len(repeats)) == (0, 0, 0)


@pytest.mark.parametrize("largest", [5.0, 1e12])
def test_tally_is_that_of_a_sort(largest):
    counts = np.array([3.0, 0.0, 3.0, largest])

    values, repeats = tally(counts)

    assert values.tolist() == [0.0, 3.0, largest]
    assert repeats.tolist() == [1.0, 2.0, 1.0]


def test_labels_are_those_of_the_product():
    codes, inner = pd.Index(["A", "B", "C"]), ["occupation", "attractivite", "fragilite"]

    labels = pair_labels(codes, inner, names=("code", "index"))

    expected = pd.MultiIndex.from_product([codes, inner], names=["code", "index"])
    assert labels.equals(expected)
    assert labels.names == expected.names
    for own, theirs in zip(labels.levels, expected.levels, strict=True):
        assert own.equals(theirs)
