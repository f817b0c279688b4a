"""Facts of the stock: pooled from counts, absent when unknown."""

import json

import pandas as pd
import pytest

from observatoire import facts as written_facts
from observatoire.facts import describe_territories, keep_public_territory_facts

NUMBERS = (
    *("mise_en_service", "logements", "loues", "vacants", "offerts_un_an", "emmenages", "avant_1975"),
    *("loyer_total", "surface_habitable", "t1", "t2", "t3", "t4", "t5", "plai", "plus", "pls"),
    *("dpe_abc", "dpe_de", "dpe_fg"),
)


def observations(**residences):
    texts = {"bailleur": "Halpades", "adresse": "1 rue du Bois", "statut": "active", "rehabilitation": None}
    rows = {code: texts | dict.fromkeys(NUMBERS, float("nan")) | values for code, values in residences.items()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("residence")


def describe_residences(known):
    return {code: json.loads(text) for code, text in written_facts.describe_residences(known).items()}


def pooled(frame, **secret):
    return describe_territories(frame, pd.Series("74042", index=frame.index), secret=secret)["74042"]


def test_residence_facts_leave_out_what_is_unknown():
    facts = describe_residences(observations(A={"mise_en_service": 1988.0, "t3": 12.0, "adresse": float("nan")}))

    assert facts == {"A": {"bailleur": "Halpades", "statut": "active", "mise_en_service": 1988, "t3": 12}}
    assert type(facts["A"]["t3"]) is int


def test_rehabilitation_is_a_year_or_none_that_is_said_and_is_no_fact_of_a_territory():
    known = observations(A={"rehabilitation": "2012"}, B={"rehabilitation": "aucune"}, C={})
    facts = describe_residences(known)

    assert [facts[code].get("rehabilitation") for code in "ABC"] == ["2012", "aucune", None]
    assert "rehabilitation" not in pooled(known)


def test_texts_of_a_residence_are_written_as_json_has_them():
    said = 'Résidence « Les Îles »\nbâtiment "A\\B", 2e'

    assert describe_residences(observations(A={"adresse": said}))["A"]["adresse"] == said


def test_residence_facts_never_hold_the_counts_of_an_indicator():
    known = observations(A=dict.fromkeys(NUMBERS, 20.0))

    facts = describe_residences(known)["A"]

    assert not {"vacants", "loues", "emmenages", "offerts_un_an", "avant_1975"} & set(facts)


def test_rent_of_a_residence_without_surface_is_unknown():
    facts = describe_residences(observations(A={"loyer_total": 4000.0, "surface_habitable": 0.0}))["A"]

    assert "loyer_m2" not in facts


def test_rent_of_a_territory_is_total_rent_over_total_surface_of_residences_that_know_both():
    facts = pooled(
        observations(
            A={"logements": 10.0, "loyer_total": 6000.0, "surface_habitable": 1000.0},
            B={"logements": 20.0, "loyer_total": 5000.0, "surface_habitable": 1000.0},
            C={"logements": 30.0, "loyer_total": 9000.0},
        )
    )

    assert facts["loyer_m2"] == pytest.approx(5.5)
    assert facts["loyers_connus"] == 30


def test_types_of_a_territory_come_with_the_dwellings_whose_types_are_known():
    types = {"t1": 0.0, "t2": 4.0, "t3": 6.0, "t4": 0.0, "t5": 0.0}

    facts = pooled(observations(A={"logements": 10.0, **types}, B={"logements": 15.0, "t3": 15.0}))

    assert (facts["logements"], facts["t3"], facts["types_connus"]) == (25, 6, 10)


def test_territory_does_not_tell_the_counts_behind_a_secret_indicator():
    stock = observations(A={"logements": 30.0, "vacants": 1.0, "emmenages": 2.0, "offerts_un_an": 9.0})

    facts = pooled(stock, vacants=frozenset({"74042"}), emmenages=frozenset({"74164"}))

    assert "vacants" not in facts
    assert (facts["emmenages"], facts["offerts_un_an"]) == (2, 9)


def test_landlords_of_a_territory_are_listed_from_the_largest():
    facts = pooled(
        observations(
            A={"bailleur": "Semcoda", "logements": 10.0},
            B={"bailleur": "Halpades", "logements": 10.0},
            C={"bailleur": "Halpades", "logements": 5.0},
            D={"bailleur": "Scic Habitat"},
        )
    )

    assert facts["bailleurs"] == [
        {"nom": "Halpades", "logements": 15},
        {"nom": "Semcoda", "logements": 10},
        {"nom": "Scic Habitat", "logements": 0},
    ]
    assert facts["residences"] == 4


def test_residence_outside_any_territory_belongs_to_none():
    frame = observations(A={"logements": 10.0}, B={"logements": 20.0})

    described = describe_territories(frame, pd.Series(["S1", float("nan")], index=frame.index), secret={})

    assert {code: facts["logements"] for code, facts in described.items()} == {"S1": 10}


@pytest.mark.parametrize(("with_movements", "shown"), [(True, {"emmenages", "avant_1975"}), (False, set())])
def test_public_facts_of_a_territory_never_tell_vacancy(with_movements, shown):
    facts = {"logements": 30, "vacants": 2, "loues": 28, "emmenages": 3, "avant_1975": 0}

    public = keep_public_territory_facts(facts, with_movements=with_movements)

    assert set(public) == {"logements"} | shown
