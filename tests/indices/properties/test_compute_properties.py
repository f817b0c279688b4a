"""What must hold for any stock."""

import math

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.indices.builders import AVERAGE, EPCI, counts_of, groups_of, memberships_of, residence, run, value_of
from tests.indices.oracle import judge, observe
from tests.indices.properties.strategies import property_settings, stocks


def place(counts, communes):
    return memberships_of(counts, **dict(zip(counts.index, communes, strict=True)))


@property_settings
@given(stocks())
def test_results_are_those_of_a_plain_loop_in_exact_fractions(stock):
    counts, communes = stock
    rows = {code: {k: None if math.isnan(v) else int(v) for k, v in row.items()} for code, row in counts.T.items()}
    groups = {("residence", code): [row] for code, row in rows.items()}
    for commune in set(communes):
        groups["commune", commune] = [rows[c] for c, of in zip(rows, communes, strict=True) if of == commune]
    groups["epci", EPCI] = list(rows.values())

    results = run(counts, place(counts, communes))

    whole = groups["epci", EPCI]
    expected = {key: judge(members, observe(whole), whole) for key, members in groups.items()}
    assert len(results.value) == 3 * len(groups)
    assert len(results.component) == 7 * len(groups)
    for frame, name, number in ((results.value, "index", "value"), (results.component, "indicator", "ratio")):
        for row in frame.to_dict("records"):
            status, value = expected[row["level"], row["code"]][row[name]]
            assert row["status"] == status
            if value is None:
                assert math.isnan(row[number])
            else:
                assert row[number] >= 0
                assert math.isclose(row[number], value, rel_tol=1e-12, abs_tol=1e-12)


@property_settings
@given(stocks(), st.randoms(use_true_random=False))
def test_order_of_the_rows_changes_nothing(stock, random):
    counts, communes = stock
    memberships = place(counts, communes)
    shuffled = counts.index.tolist()
    random.shuffle(shuffled)

    expected = run(counts, memberships)
    actual = run(counts.loc[shuffled], {level: groups.loc[shuffled] for level, groups in memberships.items()})

    pd.testing.assert_frame_equal(expected.value, actual.value)
    pd.testing.assert_frame_equal(expected.component, actual.component)


@property_settings
@given(stocks())
def test_reference_is_exactly_100_or_says_why_not(stock):
    counts, communes = stock
    results = run(counts, place(counts, communes))

    values = results.value[results.value["level"] == "epci"]
    shown = values["status"].isin(["ok", "partiel"])
    assert (values.loc[shown, "value"] == 100.0).all()
    assert values.loc[~shown, "value"].isna().all()


@property_settings
@given(stocks())
def test_secret_and_silent_rows_carry_no_number(stock):
    counts, communes = stock
    results = run(counts, place(counts, communes))

    silent = results.component[results.component["status"].isin(["secret", "non_transmis"])]
    assert silent[["num", "den", "rate", "ratio", "weight", "contribution", "coverage"]].isna().all(axis=None)
    shown = results.value["status"].isin(["ok", "partiel"])
    assert (results.value["value"].notna() == shown).all()
    assert (results.value["classe"].notna() == shown).all()
    assert not (results.value["signal"] & (results.value["status"] != "ok")).any()


@property_settings
@given(stocks())
def test_contributions_add_up_to_the_distance_to_100(stock):
    counts, communes = stock
    results = run(counts, place(counts, communes))

    parts = results.component.assign(index=results.component["indicator"].str[:3])
    added = parts.groupby(["level", "code", "index"], observed=True)["contribution"].sum(min_count=1)
    for index, prefix in (("occupation", "occ"), ("attractivite", "att")):
        values = results.value[results.value["index"] == index].set_index(["level", "code"])["value"]
        assert np.allclose(added.xs(prefix, level="index").reindex(values.index), values - 100, equal_nan=True)


@property_settings
@given(stocks())
def test_communes_pooled_are_the_epci(stock):
    counts, communes = stock
    results = run(counts, place(counts, communes), min_logements=0, min_repondants=0)

    parts = results.component.assign(level=results.component["level"].astype(str))
    counted = parts.groupby(["level", "indicator"], observed=True)[["num", "den"]].sum(min_count=1)
    by_level = counted.astype("float64").to_numpy().reshape(3, 7, 2)  # commune, epci, residence
    assert np.array_equal(by_level[0], by_level[1], equal_nan=True)
    assert np.array_equal(by_level[2], by_level[1], equal_nan=True)


@property_settings
@given(stocks(), st.integers(2, 7))
def test_scale_of_one_indicator_everywhere_changes_nothing(stock, factor):
    """Shares and those of the reference are all divided by the same number."""
    counts, communes = stock
    scaled = counts.assign(majeurs_activite_connue=counts["majeurs_activite_connue"] * factor)

    expected = run(counts, place(counts, communes)).value
    actual = run(scaled, place(counts, communes)).value

    pd.testing.assert_frame_equal(expected, actual, rtol=1e-12)


@property_settings
@given(st.sampled_from([k for k in AVERAGE if k in {"ress_inf_40", "majeurs_chomage", "emmenages", "avant_1975"}]))
def test_more_of_an_indicator_never_lowers_the_index(column):
    """Against a reference that does not move: another commune."""
    counts = counts_of(A=residence(), B=residence(**{column: AVERAGE[column] + 1}), C=residence())
    memberships = memberships_of(counts, C="74090")
    results = run(counts, memberships, reference=("commune", "74090"))

    assert (
        value_of(results, "residence", "B", "fragilite")["value"]
        > value_of(results, "residence", "A", "fragilite")["value"]
    )


@property_settings
@given(stocks())
def test_change_of_reference_divides_every_ratio_by_the_same_number(stock):
    counts, communes = stock
    memberships = place(counts, communes)
    memberships["commune"] = groups_of(counts, **dict.fromkeys(counts.index, communes[0]))
    open_to_all = {"min_logements": 0, "min_repondants": 0}

    by_epci = run(counts, memberships, **open_to_all).component
    by_residence = run(counts, memberships, reference=("residence", "R00"), **open_to_all).component

    both = by_epci["ratio"].notna() & by_residence["ratio"].notna() & (by_epci["ratio"] > 0)
    quotient = by_epci["ratio"][both] / by_residence["ratio"][both]
    spread = quotient.groupby(by_epci["indicator"][both].astype(str)).agg(["min", "max"])
    assert np.allclose(spread["min"], spread["max"], rtol=1e-9)
