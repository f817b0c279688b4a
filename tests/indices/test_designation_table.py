"""The table of a closed list says the same as one simulation at a time, and what room is left afterwards."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from indices.designation import simulate_designation
from indices.designation_table import tabulate_designations
from indices.entering import Household, Resources
from indices.margin import FIRST_QUARTILE, measure_margins
from tests.indices.builders import SURVEY, counts_of, memberships_of, method, residence, without

HOUSEHOLDS = {
    "pauvre": Household(resources=Resources.UNDER_40, adults=1, jobseekers=1, single_parent=True),
    "aise": Household(resources=Resources.FROM_60, adults=2, jobseekers=0, single_parent=False),
    "premier": FIRST_QUARTILE,
}
ASKED: dict[str, Any] = {"reference": ("commune", "74090"), "min_logements": 11, "min_repondants": 11}


def stock(**rows):
    return counts_of(**rows, REF=residence())


def tabulate(counts, departures):
    return tabulate_designations(
        counts,
        memberships_of(counts, REF="74090"),
        HOUSEHOLDS,
        method=method(),
        departures=pd.Series(departures, dtype="float64"),
        **ASKED,
    )


@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_table_agrees_with_one_simulation(name: str):
    counts = stock(A=residence(), B=residence(ress_inf_40=40, ress_inf_60=60))
    alone = simulate_designation(
        counts, memberships_of(counts, REF="74090"), HOUSEHOLDS[name], method=method(), **ASKED
    )

    row = tabulate(counts, {"A": 5, "B": 5}).loc[("B", name)]

    assert row["fragilite"] == pytest.approx(alone.indices.loc[("B", "fragilite"), "after"])
    assert row["occupation_classe"] == alone.indices.loc[("B", "occupation"), "classe_after"]
    assert row["occ1_num"] == pytest.approx(alone.components.loc[("B", "occ1"), "num_after"])
    assert row["occ4_rate"] == pytest.approx(alone.components.loc[("B", "occ4"), "rate_after"])
    assert "att1_num" not in row


def test_room_left_is_the_margin_less_the_household_that_entered():
    counts = stock(A=residence())
    margin = measure_margins(counts, memberships_of(counts, REF="74090"), method=method(), **ASKED)
    before = margin.loc[("A", "fragilite")]
    assert before["margin"] >= 2

    left = tabulate(counts, {"A": before["departures"]}).loc[("A", "premier"), "margin"]

    assert left == before["margin"] - 1


def test_one_departure_leaves_no_room_and_none_known_leaves_it_unknown():
    table = tabulate(stock(A=residence(), B=residence()), {"A": 1})

    assert table.loc[("A", "premier"), "margin"] == 0
    assert np.isnan(table.loc[("B", "premier"), "margin"])


def test_residence_without_survey_has_no_effect():
    table = tabulate(stock(A=residence(), B=without(SURVEY)), {"A": 5, "B": 5})

    assert table.loc["B", ["occupation", "fragilite", "margin", "occ1_num"]].isna().all(axis=None)
