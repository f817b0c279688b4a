"""Statuses of components decide what an index is: looked up or worked out, the same; and a case by hand."""

from itertools import product

import numpy as np
import pytest

from indices import vigilance
from indices.status import NON_TRANSMIS, OK, PARTIEL, SANS_OBJET, SECRET
from indices.vigilance import combine

WEIGHTS = (0.5, 0.3, 0.2)


def combine_all(minimum):
    """Every combination of three statuses, with ratios of 80, 110 and 150 and full, half and full coverage."""
    statuses = np.array(list(product(range(5), repeat=3)), dtype=np.int8)
    ratio = np.tile([80.0, 110.0, 150.0], (len(statuses), 1))
    coverage = np.tile([1.0, 0.5, 1.0], (len(statuses), 1))
    return combine(ratio, statuses, coverage, weights=WEIGHTS, minimum=minimum)


@pytest.mark.parametrize("minimum", [1, 2, 3])
def test_indices_of_many_components_are_worked_out_without_a_table(monkeypatch, minimum):
    looked_up = combine_all(minimum)
    monkeypatch.setattr(vigilance, "LARGEST_TABLE", 0)
    worked_out = combine_all(minimum)

    for name in ("value", "status", "coverage", "missing", "weight"):
        assert np.array_equal(
            getattr(looked_up, name), getattr(worked_out, name), equal_nan=name in {"value", "coverage", "weight"}
        )


def test_weights_of_the_parts_there_are_renormalised():
    """Without the second: 5/7 of 80 and 2/7 of 150, 100; without the first two: nothing, and the most telling status."""
    index = combine(
        np.array([[80.0, np.nan, 150.0], [np.nan, np.nan, 150.0], [np.nan, np.nan, 150.0], [80.0, 110.0, 150.0]]),
        np.array(
            [[OK, SANS_OBJET, OK], [SECRET, NON_TRANSMIS, OK], [NON_TRANSMIS, SANS_OBJET, OK], [OK, PARTIEL, OK]],
            dtype=np.int8,
        ),
        np.array([[1.0, np.nan, 1.0], [np.nan, np.nan, 1.0], [np.nan, np.nan, 1.0], [1.0, 0.5, 1.0]]),
        weights=WEIGHTS,
        minimum=2,
    )

    assert index.value[[0, 3]] == pytest.approx([100.0, 103.0])
    assert np.isnan(index.value[1:3]).all()
    assert index.status.tolist() == [PARTIEL, SECRET, NON_TRANSMIS, PARTIEL]
    assert index.weight[0] == pytest.approx([5 / 7, np.nan, 2 / 7], nan_ok=True)
    assert index.coverage == pytest.approx([1.0, np.nan, np.nan, 0.5], nan_ok=True)
    assert index.missing.tolist() == [[False, True, False], [True, True, False], [True, True, False], [False] * 3]
