"""Columns laid beside rows of the same keys."""

import pandas as pd
import pytest

from observatoire.computation.side_by_side import add_columns

ROWS = pd.DataFrame(
    {
        "level": pd.Categorical(["residence", "residence", "commune", "residence"]),
        "code": ["B", "A", "A", "C"],
        "indicator": ["occ1", "occ1", "occ1", "occ2"],
    },
    index=[4, 5, 6, 7],
)


def added(*rows):
    return pd.DataFrame(rows, columns=["level", "code", "indicator", "low", "funnel"])


def test_columns_come_beside_the_rows_of_the_same_keys_in_their_order():
    found = add_columns(
        ROWS,
        added(("residence", "A", "occ1", 0.5, "dedans"), ("residence", "C", "occ1", 1.0, "dedans")).astype(
            {"indicator": "category"}
        ),
        "code",
        "indicator",
    )

    assert found["low"].isna().tolist() == [True, False, True, True]
    assert found.loc[5, ["low", "funnel"]].tolist() == [0.5, "dedans"]
    pd.testing.assert_frame_equal(found[list(ROWS)], ROWS)


def test_nothing_to_add_leaves_columns_where_nothing_is_known():
    found = add_columns(ROWS, added(), "code", "indicator")

    assert found[["low", "funnel"]].isna().all(axis=None)


def test_keys_that_are_there_twice_are_refused():
    twice = added(("residence", "A", "occ1", 0.5, "dedans"), ("residence", "A", "occ1", 0.6, "dedans"))

    with pytest.raises(ValueError, match="same level, code, indicator"):
        add_columns(ROWS, twice, "code", "indicator")
