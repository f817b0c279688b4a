"""What a territory may say when it is small, silent, or divided by zero."""

import pandas as pd
import pytest

from tests.indices.builders import (
    EPCI,
    STOCK,
    SURVEY,
    component_of,
    counts_of,
    memberships_of,
    residence,
    run,
    value_of,
    without,
)

NUMBERS = ["num", "den", "rate", "ratio", "weight", "contribution", "coverage"]
OCC = ["occ1", "occ2", "occ3", "occ4"]
ATT = ["att1", "att2", "att3"]


def statuses(results, level, code):
    rows = results.component
    rows = rows[(rows["level"] == level) & (rows["code"] == code)]
    return dict(zip(rows["indicator"], rows["status"], strict=True))


def territory(results, level, code):
    rows = results.territories
    return rows[(rows["level"] == level) & (rows["code"] == code)].iloc[0]


@pytest.mark.parametrize(("logements", "status"), [(10, "secret"), (11, "ok")])
def test_residence_of_10_dwellings_is_secret_and_of_11_is_not(logements, status):
    results = run(counts_of(A=residence(logements=logements, avant_1975=5), B=residence()))

    assert set(statuses(results, "residence", "A").values()) == {status}
    assert value_of(results, "residence", "A", "fragilite")["status"] == status


@pytest.mark.parametrize(("repondants", "status"), [(10, "secret"), (11, "ok")])
def test_10_respondents_hide_the_occupation_and_only_it(repondants, status):
    results = run(counts_of(A=residence(repondants=repondants), B=residence()))

    assert statuses(results, "residence", "A") == dict.fromkeys(OCC, status) | dict.fromkeys(ATT, "ok")
    assert value_of(results, "residence", "A", "attractivite")["status"] == "ok"
    assert value_of(results, "residence", "A", "fragilite")["status"] == status
    assert pd.isna(territory(results, "residence", "A")["repondants"]) == (status == "secret")


def test_secret_residence_carries_no_number_anywhere():
    results = run(counts_of(A=residence(logements=10, avant_1975=5), B=residence()))

    for indicator in OCC + ATT:
        assert component_of(results, "residence", "A", indicator)[NUMBERS].isna().all()
    for index in ("occupation", "attractivite", "fragilite"):
        row = value_of(results, "residence", "A", index)
        assert row[["value", "classe", "coverage"]].isna().all()
        assert not row["signal"]
    assert territory(results, "residence", "A")["logements"] == 10
    assert pd.isna(territory(results, "residence", "A")["repondants"])


def test_secret_residence_still_counts_in_its_commune():
    """100 + 10 dwellings; vacancy (10 + 8) of (100 + 10)."""
    results = run(counts_of(A=residence(logements=10, avant_1975=5, loues=2, vacants=8), B=residence()))

    row = component_of(results, "commune", "74042", "att2")
    assert (row["num"], row["den"], row["status"]) == (18, 110, "ok")


def test_landlord_that_sent_no_survey_leaves_its_residence_silent_and_its_commune_partial():
    """100 of 160 dwellings transmitted: coverage 0.625; the shares of the commune are those of B alone."""
    results = run(counts_of(A=without(SURVEY, logements=60), B=residence(ress_inf_40=24)))

    assert statuses(results, "residence", "A") == dict.fromkeys(OCC, "non_transmis") | dict.fromkeys(ATT, "ok")
    assert value_of(results, "residence", "A", "occupation")["status"] == "non_transmis"
    assert value_of(results, "residence", "A", "fragilite")["status"] == "non_transmis"
    assert value_of(results, "residence", "A", "fragilite")["missing"] == ["occupation"]
    assert component_of(results, "residence", "A", "occ1")[NUMBERS].isna().all()
    row = component_of(results, "commune", "74042", "occ1")
    assert (row["num"], row["den"], row["coverage"], row["status"]) == (24, 80, 0.625, "partiel")
    index = value_of(results, "commune", "74042", "occupation")
    assert (index["status"], index["coverage"], index["missing"]) == ("partiel", 0.625, [])
    assert value_of(results, "commune", "74042", "attractivite")["status"] == "ok"
    assert value_of(results, "epci", EPCI, "fragilite")["status"] == "partiel"
    assert value_of(results, "epci", EPCI, "fragilite")["value"] == 100.0
    assert territory(results, "commune", "74042")["repondants"] == 80


def test_residence_without_stock_row_weighs_its_households_in_the_coverage():
    """90 households against 100 dwellings: the stock covers 100 of 190."""
    results = run(counts_of(A=without(STOCK), B=residence()))

    assert statuses(results, "residence", "A") == dict.fromkeys(OCC, "ok") | dict.fromkeys(ATT, "non_transmis")
    assert component_of(results, "commune", "74042", "att1")["coverage"] == pytest.approx(100 / 190)
    assert pd.isna(territory(results, "residence", "A")["logements"])
    assert territory(results, "commune", "74042")["logements"] == 100


def test_residence_without_stock_row_and_with_10_households_is_secret():
    results = run(counts_of(A=without(STOCK, menages=10), B=residence()))

    assert statuses(results, "residence", "A") == dict.fromkeys(OCC, "secret") | dict.fromkeys(ATT, "non_transmis")
    assert value_of(results, "residence", "A", "fragilite")["status"] == "secret"


def test_residence_that_nobody_transmitted_is_silent_everywhere():
    counts = counts_of(A=without(STOCK + SURVEY), B=residence())
    results = run(counts, memberships_of(counts, A="74090"))

    for level, code in (("residence", "A"), ("commune", "74090")):
        assert set(statuses(results, level, code).values()) == {"non_transmis"}
        assert value_of(results, level, code, "fragilite")["missing"] == ["occupation", "attractivite"]
    assert value_of(results, "epci", EPCI, "fragilite")["status"] == "ok"


def test_residence_of_unknown_size_is_held_to_be_small():
    results = run(counts_of(A=without(STOCK, menages=None), B=residence()))

    assert statuses(results, "residence", "A")["occ1"] == "secret"


def test_zero_over_zero_has_no_meaning_and_the_index_does_without_it():
    """A new residence has no dwelling offered for a year: mobility is 0/0; the two others weigh one half each.

    Vacancy 10 %, against 20 of 200; before 1975, 0 against 40 of 200: (100 + 0) / 2 = 50.
    """
    results = run(counts_of(A=residence(offerts_un_an=0, emmenages=0, avant_1975=0), B=residence()))

    row = component_of(results, "residence", "A", "att1")
    assert (row["num"], row["den"], row["status"]) == (0, 0, "sans_objet")
    assert row[["rate", "ratio", "weight", "contribution"]].isna().all()
    index = value_of(results, "residence", "A", "attractivite")
    assert (index["value"], index["status"], index["missing"]) == (50.0, "partiel", ["att1"])
    assert value_of(results, "residence", "A", "fragilite")["missing"] == ["att1"]
    assert component_of(results, "residence", "A", "att3")["weight"] == 0.5


def test_two_missing_components_of_three_leave_no_attractivite():
    results = run(counts_of(A=residence(offerts_un_an=0, emmenages=0, loues=0, vacants=0), B=residence()))

    row = value_of(results, "residence", "A", "attractivite")
    assert pd.isna(row["value"])
    assert (row["status"], row["missing"]) == ("sans_objet", ["att1", "att2"])
    assert value_of(results, "residence", "A", "fragilite")["status"] == "sans_objet"
    kept = component_of(results, "residence", "A", "att3")
    assert kept["status"] == "ok"
    assert kept[["weight", "contribution"]].isna().all()


def test_reference_of_zero_makes_the_component_meaningless_for_all():
    """No vacant dwelling in the commune of reference: a vacancy of 10 % elsewhere has no ratio, but keeps its rate."""
    counts = counts_of(A=residence(vacants=0, loues=100), B=residence())
    results = run(counts, memberships_of(counts, A="74090"), reference=("commune", "74090"))

    row = component_of(results, "residence", "B", "att2")
    assert (row["status"], row["rate"]) == ("sans_objet", 0.1)
    assert pd.isna(row["ratio"])
    assert value_of(results, "commune", "74090", "attractivite")["value"] == 100.0
    assert value_of(results, "commune", "74090", "attractivite")["status"] == "partiel"


def test_share_of_zero_against_a_positive_reference_is_a_ratio_of_zero():
    results = run(counts_of(A=residence(vacants=0, loues=100), B=residence()))

    row = component_of(results, "residence", "A", "att2")
    assert (row["ratio"], row["status"]) == (0.0, "ok")


def test_unknown_numerator_takes_its_denominator_out_of_every_level():
    """A knows 80 households but not how many are under 40 %: the reference is B alone, 24 of 80."""
    results = run(counts_of(A=residence(ress_inf_40=None), B=residence(ress_inf_40=24)))

    assert statuses(results, "residence", "A")["occ1"] == "non_transmis"
    row = component_of(results, "epci", EPCI, "occ1")
    assert (row["num"], row["den"], row["status"], row["coverage"]) == (24, 80, "partiel", 0.5)
    assert value_of(results, "residence", "A", "occupation")["missing"] == ["occ1"]
    assert value_of(results, "residence", "A", "occupation")["status"] == "partiel"


def test_secret_reference_is_secret_for_all():
    """A commune of 10 dwellings as reference: shares and ratios together would give it away."""
    counts = counts_of(A=residence(logements=10, avant_1975=5), B=residence())
    results = run(counts, memberships_of(counts, A="74090"), reference=("commune", "74090"))

    assert set(statuses(results, "residence", "B").values()) == {"secret"}
    assert results.reference_rates.isna().all()


def test_partial_index_never_signals():
    """Every share above its threshold, but mobility is 0/0."""
    worse = {"ress_inf_40": 60, "ress_inf_60": 75, "majeurs_chomage": 60, "familles_monoparentales": 60, "vacants": 60}
    complete = run(counts_of(A=residence(**worse, avant_1975=100), B=residence()))
    partial = run(counts_of(A=residence(**worse, avant_1975=100, offerts_un_an=0, emmenages=0), B=residence()))

    assert value_of(complete, "residence", "A", "fragilite")["signal"]
    assert value_of(partial, "residence", "A", "fragilite")["value"] > 120
    assert not value_of(partial, "residence", "A", "fragilite")["signal"]
