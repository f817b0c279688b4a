"""Pairs of counts are checked before any figure is drawn from them."""

import numpy as np
import pandas as pd
import pytest

from indices import IndexInputError
from indices.division import divide
from indices.pooling import pool, read_counts
from indices.shares import read_shares, take_shares
from tests.indices.builders import counts_of, memberships_of, method, residence

NUM = pd.DataFrame({"x": [1.0, 2.0], "y": [0.0, np.nan]}, index=["A", "B"])
DEN = pd.DataFrame({"y": [0.0, 4.0], "x": [4.0, 4.0]}, index=["A", "B"])


def test_rate_is_unknown_where_a_count_is_and_for_zero_over_zero():
    shares = read_shares(NUM, DEN)

    assert shares.indicators == ("x", "y")
    assert shares.rates[:, 0].tolist() == [0.25, 0.5]
    assert np.isnan(shares.rates[:, 1]).all()
    assert np.isnan(shares.den[1, 1])


@pytest.mark.parametrize(
    ("num", "den", "column", "code"),
    [
        (NUM.assign(x=[1.0, 5.0]), DEN, "x", "B"),
        (NUM.assign(x=[1.5, 2.0]), DEN, "x", "A"),
        (NUM, DEN.drop(columns="y"), "y", None),
        (NUM, DEN.set_axis(["A", "C"]), "den", None),
        (NUM.set_axis(["A", "A"]), DEN, "num", "A"),
    ],
    ids=["more_than_all", "fraction", "missing", "other_codes", "twice"],
)
def test_counts_that_are_no_share_are_refused(num, den, column, code):
    with pytest.raises(IndexInputError) as caught:
        read_shares(num, den)

    assert (caught.value.column, caught.value.code) == (column, code)


def test_shares_of_a_level_are_those_of_its_pooled_counts():
    counts = counts_of(A=residence(), B=residence(vacants=0, loues=100))
    read = read_counts(counts, method=method())

    shares = take_shares(pool(read, memberships_of(counts)["commune"], level="commune"), method=method())

    assert shares.codes.tolist() == ["74042"]
    assert shares.rates[0, shares.column("att2")] == 0.05


def test_division_by_nothing_is_what_it_is_asked_to_be():
    above, below = np.array([[1.0, 2.0], [3.0, np.nan]]), np.array([4.0, 0.0])

    assert np.array_equal(divide(above, below), [[0.25, np.nan], [0.75, np.nan]], equal_nan=True)
    assert divide(above, below, otherwise=0.0)[0].tolist() == [0.25, 0.0]
