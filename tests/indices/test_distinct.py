"""Distinct rows of counts, by packed keys or by rows: the same answer."""

import numpy as np
import pytest

from indices.distinct import find_distinct


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
