"""Facts of the stock: pooled from counts, absent when unknown."""

import pandas as pd
import pytest

from observatoire.territories.fact_names import keep_public_territory_facts
from observatoire.territories.facts import describe_territories, measure_rents

NUMBERS = (
    *("mise_en_service", "logements", "loues", "vacants", "offerts_un_an", "emmenages", "avant_1975"),
    *("loyer_total", "surface_habitable", "t1", "t2", "t3", "t4", "t5", "plai", "plus", "pls"),
    *("dpe_abc", "dpe_de", "dpe_fg"),
)


def observations(**residences):
    texts = {"bailleur": "Halpades", "adresse": "1 rue du Bois", "statut": "active", "rehabilitation": None}
    rows = {code: texts | dict.fromkeys(NUMBERS, float("nan")) | values for code, values in residences.items()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("residence")


def pooled(frame, **secret):
    return describe_territories(frame, pd.Series("74042", index=frame.index), secret=secret)["74042"]


def test_rent_of_a_residence_is_written_to_the_fourth_decimal_where_rent_and_surface_are_known():
    known = observations(
        A={"loyer_total": 10000.0, "surface_habitable": 1800.0},
        B={"loyer_total": 4000.0, "surface_habitable": 0.0},
        C={"surface_habitable": 900.0},
    )

    assert measure_rents(known).to_dict() == {"A": "5.5556"}


def test_rehabilitation_is_no_fact_of_a_territory():
    assert "rehabilitation" not in pooled(observations(A={"rehabilitation": "2012"}))


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
