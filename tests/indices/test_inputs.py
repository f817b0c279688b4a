"""Inputs are checked before anything is computed, and errors name the column and the first code."""

import numpy as np
import pandas as pd
import pytest

from indices import IndexInputError
from tests.indices.builders import AVERAGE, EPCI, counts_of, memberships_of, residence, run


def refuse(counts, memberships=None, **options):
    with pytest.raises(IndexInputError) as caught:
        run(counts, memberships, **options)
    return caught.value


def test_column_that_is_absent_is_named():
    error = refuse(counts_of(A=residence()).drop(columns="vacants"))

    assert error.column == "vacants"


def test_column_that_is_there_twice_is_named():
    counts = counts_of(A=residence())

    error = refuse(pd.concat([counts, counts[["loues"]]], axis=1))

    assert error.column == "loues"


@pytest.mark.parametrize("wrong", [-1, 2.5, np.inf])
def test_count_that_is_no_count_is_refused_with_its_column_and_code(wrong):
    counts = counts_of(A=residence(), B=residence(emmenages=wrong), C=residence(emmenages=wrong))

    error = refuse(counts)

    assert (error.column, error.code) == ("emmenages", "B")
    assert "emmenages" in str(error)
    assert "'B'" in str(error)


def test_text_instead_of_counts_is_refused():
    counts = counts_of(A=residence())
    counts["loues"] = ["90"]

    error = refuse(counts)

    assert (error.column, error.code) == ("loues", "A")


def test_nullable_integers_and_objects_of_none_are_read_as_unknown():
    counts = counts_of(A=residence(), B=residence())
    expected = run(counts.assign(**dict.fromkeys(("menages", "repondants"), np.nan)))

    actual = run(counts.astype("Int64").assign(menages=None, repondants=None))

    pd.testing.assert_frame_equal(expected.value, actual.value)


def test_residence_that_is_there_twice_is_refused():
    counts = pd.DataFrame([AVERAGE, AVERAGE], index=["A", "A"])

    error = refuse(counts, memberships_of(counts_of(A=residence())))

    assert (error.column, error.code) == ("residence", "A")


def test_residence_without_code_is_refused():
    counts = pd.DataFrame([AVERAGE, AVERAGE], index=["A", None])

    error = refuse(counts, memberships_of(counts_of(A=residence())))

    assert error.column == "residence"


def test_residence_without_row_in_a_membership_is_refused():
    counts = counts_of(A=residence(), B=residence())
    memberships = memberships_of(counts)
    memberships["commune"] = memberships["commune"].drop("B")

    error = refuse(counts, memberships)

    assert (error.column, error.code) == ("commune", "B")


def test_membership_with_more_residences_and_another_order_is_lined_up():
    counts = counts_of(A=residence(vacants=3), B=residence(), C=residence())
    memberships = memberships_of(counts, C="74090")
    expected = run(counts.loc[["A", "B"]], {level: groups.loc[["A", "B"]] for level, groups in memberships.items()})

    actual = run(counts.loc[["A", "B"]], {level: groups[::-1] for level, groups in memberships.items()})

    pd.testing.assert_frame_equal(expected.value, actual.value)


def test_membership_may_come_as_categories_in_any_order_some_of_them_unused():
    counts = counts_of(A=residence(), B=residence(vacants=5), C=residence())
    memberships = memberships_of(counts) | {"commune": pd.Series(["C2", "C1", None], index=counts.index, dtype="str")}
    coded = memberships["commune"].astype(pd.CategoricalDtype(["C3", "C2", "C1"]))

    actual = run(counts, memberships | {"commune": coded})

    pd.testing.assert_frame_equal(actual.value, run(counts, memberships).value)


@pytest.mark.parametrize("reference", [("epci", "999"), ("departement", "74")])
def test_reference_that_does_not_exist_is_refused(reference):
    error = refuse(counts_of(A=residence()), reference=reference)

    assert (error.column, error.code) == reference


def test_negative_threshold_is_refused():
    error = refuse(counts_of(A=residence()), min_repondants=-1)

    assert error.column == "min_repondants"


def test_inputs_are_never_changed():
    counts = counts_of(A=residence(), B=residence(vacants=None))
    memberships = memberships_of(counts)
    kept = counts.copy(), {level: groups.copy() for level, groups in memberships.items()}

    run(counts, memberships, reference=("epci", EPCI))

    pd.testing.assert_frame_equal(kept[0], counts)
    for level, groups in kept[1].items():
        pd.testing.assert_series_equal(groups, memberships[level])
