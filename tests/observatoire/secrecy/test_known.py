"""What former publications gave away protects nothing any more."""

import pandas as pd
import pytest

from observatoire.secrecy.counts import Indicator, read_counts
from observatoire.secrecy.known import find_known

VACANCY = Indicator("att2", "RPLS", "vacants", ("loues", "vacants"))
OLD = Indicator("att3", "RPLS", "avant_1975", ("logements",))


def read_two():
    frame = pd.DataFrame(
        {"logements": [20.0, 30.0], "loues": [18.0, 27.0], "vacants": [2.0, 3.0], "avant_1975": [20.0, 0.0]},
        index=["A", "B"],
    ).assign(bailleur_siren="1", menages=20.0, repondants=20.0, mise_en_service=[1990, 1990])
    return read_counts(frame, [VACANCY, OLD])


@pytest.mark.parametrize(
    ("row", "count"),
    [
        (("residence", "A", "att2", 2, 20, True), "vacants"),
        (("residence", "A", "att2", 5, 20, True), "vacants"),
        (("commune", "C", "att2", 9, 60, True), "vacants"),
        (("residence", "A", "att3", 20, 20, False), "avant_1975"),
    ],
    ids=["as it is", "corrected since", "total corrected since", "lasts"],
)
def test_count_that_was_shown_is_known(row, count):
    shown = pd.DataFrame([row], columns=["level", "code", "indicator", "num", "den", "same"])
    memberships = {"commune": pd.Series("C", index=["A", "B"])}

    assert find_known(read_two(), memberships, shown) == {count: frozenset({row[:2]})}


def test_count_of_another_millesime_that_changed_since_is_not_known():
    shown = pd.DataFrame(
        [("residence", "A", "att3", 19, 20, False)], columns=["level", "code", "indicator", "num", "den", "same"]
    )

    assert find_known(read_two(), {}, shown) == {}
