"""Hand-worked cases: the vectors of the CCFG convention and of the method page, from counts to signal."""

import pytest

from indices import parse_method
from tests.indices.builders import (
    EPCI,
    component_of,
    counts_of,
    memberships_of,
    method_mapping,
    residence,
    run,
    value_of,
)


def pair(**shares):
    """Two residences of equal counts: A has the first share, and A and B together the second."""
    first, second = {}, {}
    for column, (share, pooled) in shares.items():
        first[column] = share
        second[column] = 2 * pooled - share
    return first, second


RESOURCES = {"menages": 100, "repondants": 100, "menages_ressources_connues": 100}


def test_base_100_of_the_resources_of_the_qpv():
    """39 % against 28 %: 139.2857. 59 % against 50 %: 118.0 (39 of 100 in A, 17 of 100 in B: 56 of 200 is 28 %)."""
    first, second = pair(ress_inf_40=(39, 28), ress_inf_60=(59, 50))
    results = run(counts_of(A=residence(**RESOURCES | first), B=residence(**RESOURCES | second)))

    assert component_of(results, "residence", "A", "occ1")["ratio"] == pytest.approx(139.2857, abs=5e-5)
    assert component_of(results, "residence", "A", "occ2")["ratio"] == pytest.approx(118.0, abs=1e-12)


def test_index_of_the_resources_alone_is_the_mean_of_their_ratios():
    """(139.2857 + 118.0) / 2 = 128.6429; a ratio of sums would give 125.641."""
    mapping = method_mapping()
    mapping["indices"]["occupation"] |= {"composantes": {"occ1": 1, "occ2": 1}, "composantes_minimales": 2}
    del mapping["indicateurs"]["occ3"], mapping["indicateurs"]["occ4"]
    first, second = pair(ress_inf_40=(39, 28), ress_inf_60=(59, 50))

    results = run(
        counts_of(A=residence(**RESOURCES | first), B=residence(**RESOURCES | second)), method=parse_method(mapping)
    )

    assert value_of(results, "residence", "A", "occupation")["value"] == pytest.approx(128.6429, abs=5e-5)


@pytest.fixture
def worked():
    """Occupation 35, 60, 15, 25 against 28, 50, 12, 20; attractivité 8.04, 3.48, 60 against 6.7, 2.9, 40 (percent)."""
    stock = {"logements": 10_000, "offerts_un_an": 10_000, "menages": 100, "repondants": 100}
    survey = {"menages_ressources_connues": 100, "majeurs_activite_connue": 100, "menages_composition_connue": 100}
    first, second = pair(
        ress_inf_40=(35, 28),
        ress_inf_60=(60, 50),
        majeurs_chomage=(15, 12),
        familles_monoparentales=(25, 20),
        emmenages=(804, 670),
        vacants=(348, 290),
        avant_1975=(6000, 4000),
    )
    first["loues"], second["loues"] = 10_000 - first["vacants"], 10_000 - second["vacants"]
    return run(counts_of(A=residence(**stock | survey | first), B=residence(**stock | survey | second)))


def test_worked_example_gives_the_indices_of_the_method_page(worked):
    """123.75 = 100 + 6.25 + 5 + 6.25 + 6.25; 130 = 100 + (20 + 20 + 50) / 3; 126.875 = (123.75 + 130) / 2."""
    values = {index: value_of(worked, "residence", "A", index) for index in ("occupation", "attractivite", "fragilite")}

    assert values["occupation"]["value"] == pytest.approx(123.75, abs=1e-12)
    assert values["attractivite"]["value"] == pytest.approx(130.0, abs=1e-12)
    assert values["fragilite"]["value"] == pytest.approx(126.875, abs=1e-12)
    assert [row["classe"] for row in values.values()] == ["fragile"] * 3
    assert [row["status"] for row in values.values()] == ["ok"] * 3
    assert [row["missing"] for row in values.values()] == [[]] * 3
    assert [bool(row["signal"]) for row in values.values()] == [False, False, True]


def test_worked_example_shows_each_contribution(worked):
    expected = {"occ1": 6.25, "occ2": 5.0, "occ3": 6.25, "occ4": 6.25, "att1": 20 / 3, "att2": 20 / 3, "att3": 50 / 3}

    for indicator, contribution in expected.items():
        row = component_of(worked, "residence", "A", indicator)
        assert row["contribution"] == pytest.approx(contribution, abs=1e-12)
        assert row["weight"] == pytest.approx(1 / 4 if indicator.startswith("occ") else 1 / 3)


def test_worked_example_carries_counts_and_rates(worked):
    row = component_of(worked, "residence", "A", "att2")

    assert (row["num"], row["den"], row["rate"], row["coverage"]) == (348, 10_000, 0.0348, 1.0)
    assert worked.reference_rates["att2"] == 0.029


def test_reference_is_exactly_100_and_has_no_signal(worked):
    rows = worked.value[worked.value["level"] == "epci"]

    assert rows["value"].tolist() == [100.0, 100.0, 100.0]
    assert not rows["signal"].any()
    assert rows["classe"].tolist() == ["équilibré"] * 3


def test_commune_as_reference_is_exactly_100_and_its_epci_is_not():
    """A worse neighbour outside the commune: 10 vacant of 100 in it, 30 of 100 outside."""
    counts = counts_of(A=residence(), B=residence(), C=residence(vacants=30, loues=70))
    results = run(counts, memberships_of(counts, C="74090"), reference=("commune", "74042"))

    assert value_of(results, "commune", "74042", "fragilite")["value"] == 100.0
    assert component_of(results, "commune", "74090", "att2")["ratio"] == pytest.approx(300.0)
    assert component_of(results, "epci", EPCI, "att2")["ratio"] == pytest.approx(100 * (50 / 300) / 0.1)


def test_commune_is_pooled_and_never_averaged():
    """Vacancy 1 of 10 and 0 of 90: 1 %, not the mean of 10 % and 0 %."""
    counts = counts_of(A=residence(vacants=1, loues=9), B=residence(vacants=0, loues=90), C=residence())
    results = run(counts, memberships_of(counts, C="74090"))

    row = component_of(results, "commune", "74042", "att2")
    assert (row["num"], row["den"], row["rate"]) == (1, 100, 0.01)


def test_residence_outside_every_secteur_is_in_no_secteur():
    counts = counts_of(A=residence(), B=residence())
    memberships = memberships_of(counts)
    memberships["secteur"] = memberships["commune"].where(counts.index == "A")

    territories = run(counts, memberships).territories

    assert territories[territories["level"] == "secteur"]["logements"].tolist() == [100]


def test_levels_and_codes_come_in_order(worked):
    assert worked.value["level"].tolist() == ["residence"] * 6 + ["commune"] * 3 + ["epci"] * 3
    assert worked.territories["code"].tolist() == ["A", "B", "74042", EPCI]
    assert worked.component["indicator"].tolist()[:7] == ["occ1", "occ2", "occ3", "occ4", "att1", "att2", "att3"]
