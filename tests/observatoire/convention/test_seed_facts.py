"""What the convention says beyond its two tables of objectives: sums, rules, supply by commune. See README.md beside."""

import csv
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from observatoire.convention.gauges import follow, gauge, rate_over, tally
from observatoire.convention.relocation import find_phase
from observatoire.convention.reservataires import UNKNOWN, find_reservataire
from observatoire.convention.rules import Rate
from tests.observatoire.convention.seeds import (
    BAILLEURS,
    CONVENTION,
    a_group,
    groups_by_quartile,
    groups_by_reservataire,
)

DEMO = Path(__file__).parents[3] / "data" / "demo"


def priority_of(**chosen):
    groups = [
        group
        for group in groups_by_reservataire()
        if group.reservataire != UNKNOWN and all(getattr(group, name) == value for name, value in chosen.items())
    ]
    return gauge(tally(CONVENTION.objective("prioritaires"), groups), None)


def one_decimal(share: Fraction | None) -> float | None:
    return None if share is None else round(float(100 * share), 1)


def read_operations():
    with (DEMO / "programmes.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_priority_households_add_up_by_landlord_by_right_and_in_all():
    assert {code: (found.base, found.realised) for code in BAILLEURS for found in [priority_of(bailleur=code)]} == {
        "HAL": (48, 18), "HSH": (25, 13), "SEM": (25, 8), "SCI": (4, 1),
    }  # fmt: skip
    rights = ("action_logement", "communes", "etat", "departement", "bailleurs")
    assert [one_decimal(priority_of(reservataire=code).share) for code in rights] == [20.7, 43.3, 94.7, 0.0, 13.0]
    assert one_decimal(priority_of().share) == 39.2


def test_cells_without_attribution_are_without_object_where_the_convention_prints_0_percent():
    empty = {
        (right, code)
        for right in ("departement", "bailleurs")
        for code in BAILLEURS
        if priority_of(reservataire=right, bailleur=code).status == "sans_objet"
    }
    assert empty == {
        ("departement", "HSH"), ("departement", "SEM"), ("departement", "SCI"), ("bailleurs", "HSH"), ("bailleurs", "SCI"),
    }  # fmt: skip


def test_attributions_by_landlord_are_ten_more_than_by_right():
    by_quartile: Counter[str] = Counter()
    by_right: Counter[str] = Counter()
    for group in groups_by_quartile():
        by_quartile[group.bailleur] += group.count
    for group in groups_by_reservataire():
        by_right[group.bailleur] += group.count * (group.reservataire != UNKNOWN)

    assert (by_quartile.total(), by_right.total()) == (112, 102)
    assert by_quartile - by_right == {"HAL": 4, "HSH": 4, "SEM": 2}


@pytest.mark.parametrize(
    ("code", "percent"),
    [
        ("q1_hors_qpv", "25"), ("autres_quartiles_qpv", "71.43"), ("autres_quartiles_qpv_plancher", "50"),
        ("prioritaires", "25"), ("prioritaires_ensemble", "39"), ("mutations", "25"),
    ],
)  # fmt: skip
def test_least_shares(code, percent):
    rate = CONVENTION.objective(code).find_rate(2018)

    assert rate is not None
    assert f"{float(100 * rate):.2f}" == f"{float(percent):.2f}"


def test_rate_of_a_commune_weighs_by_what_is_counted_in_it():
    objective = CONVENTION.objective("mutations")
    added = Rate(Fraction(1, 2), 2019, commune="74164")
    stricter = replace(objective, rates=(*objective.rates, added))
    groups = [a_group(30, mutations=9), a_group(10, commune="74164", mutations=2)]

    (before, after) = (follow(stricter, groups, {}, year).together for year in (2018, 2019))

    # 25 % of 30 and 50 % of 10 are 7.5 + 5 = 12.5, hence 13; 25 % of 40 was 10.
    assert (before.wanted, before.missing) == (10, 0)
    assert (after.rate, after.wanted, after.missing) == (Fraction(125, 400), 13, 2)
    assert rate_over(stricter, [], 2019) == Fraction(1, 4)
    assert rate_over(stricter, groups[1:], 2019) == Fraction(1, 2)


def test_state_is_held_to_all_of_its_reservations():
    assert CONVENTION.objective("prioritaires").find_rate(2018, "etat") == 1
    assert CONVENTION.objective("dalo").find_rate(2018, "etat") is None


def test_what_is_due_to_relocated_households():
    rules = CONVENTION.relocation
    said = (rules.proposals, rules.radius_km, rules.answer_days, rules.notice_months, rules.effort_maximum)
    assert said == (3, 5, 15, 6, Fraction(33, 100))
    assert [round(100 * rate) for rate in rules.targets.values()] == [80, 60, 90, 10, 80, 75]
    assert rules.excluded == ("Bellerive", "Bois-Jolivet")
    phases = [find_phase(rules, year) for year in (2018, 2019, 2021, 2022, 2024, 2025)]
    assert [phase and phase.label for phase in phases] == [
        None, "Première phase", "Première phase", "Seconde phase", "Seconde phase", None,
    ]  # fmt: skip


def test_rights_are_found_under_the_names_of_the_convention():
    names = ("Action Logement", "Communes", "Etat RS", "CD 74", "Bailleurs")
    assert [find_reservataire(name) for name in names] == [
        "action_logement", "communes", "etat", "departement", "bailleurs",
    ]  # fmt: skip


def test_operations_add_up_by_line_and_by_commune():
    planned: Counter[str] = Counter()
    for row in read_operations():
        total = sum(int(row[name]) for name in ("plai", "plus", "pls"))
        planned[row["code_insee"]] += total * (row["nature"] == "programme")
    assert +planned == {"74042": 101, "74024": 12, "74164": 91, "74087": 11, "74312": 13, "74049": 6}


def test_operations_name_landlords_that_have_no_stock_yet():
    assert {"Erilia", "Alliade Habitat"} <= {row["bailleur"] for row in read_operations()}
