"""Who transmitted what."""

import pandas as pd
import pytest

from observatoire.computation.transmission import MissingLandlord, list_missing_landlords, measure_coverage
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries import observations
from tests.support import builders

COLUMNS = ["bailleur_siren", "bailleur", "logements", "menages", "occupation_transmise", "parc_transmis"]


def observed(**rows):
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS)


def test_coverage_is_weighed_by_dwellings_or_by_households_where_they_are_unknown():
    coverage = measure_coverage(
        observed(
            A=("1", "Halpades", 60.0, 50.0, True, True),
            B=("2", "Semcoda", 30.0, None, False, True),
            C=("3", "Scic", None, 10.0, True, False),
        )
    )

    assert coverage == pytest.approx({"occupation": 0.7, "parc": 0.9})


def test_coverage_of_residences_without_any_weight_is_unknown():
    assert measure_coverage(observed(A=("1", "Halpades", 0.0, None, False, True))) == {"occupation": None, "parc": None}


def test_landlord_that_a_source_never_describes_is_missing_even_when_no_source_does(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for siren, nom, residences in (("1", "Halpades", "AB"), ("2", "Semcoda", "CDF"), ("3", "Scic", "EG")):
            builders.a_bailleur(session, siren, nom)
            for code in residences:
                builders.a_residence(session, code, bailleur_siren=siren, statut="vendue" if code in "FG" else "active")
        for code in "ABC":
            builders.a_parc(session, code)
        builders.a_parc(session, "E", millesime=2014)
        builders.an_occupation(session, "A")
        landlords = observations.count_stock_of_landlords(session, ops=2016, rpls=2016)
        session.rollback()

    assert list_missing_landlords(landlords) == [
        MissingLandlord("2", "Semcoda", "occupation", 2),
        MissingLandlord("3", "Scic", "occupation", 1),
        MissingLandlord("3", "Scic", "parc", 1),
    ]
