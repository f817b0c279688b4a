"""Who transmitted what."""

import pandas as pd
import pytest

from observatoire.transmission import MissingLandlord, list_missing_landlords, measure_coverage

COLUMNS = ["bailleur_siren", "bailleur", "logements", "menages", "occupation_transmise", "parc_transmis"]


def observed(**rows):
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS)


def stock(**landlords):
    return pd.DataFrame.from_dict(landlords, orient="index", columns=["bailleur_siren", "bailleur"])


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


def test_landlord_that_a_source_never_describes_is_missing_even_when_no_source_does():
    frame = observed(
        A=("1", "Halpades", 60.0, 50.0, True, True),
        B=("1", "Halpades", 60.0, None, False, True),
        C=("2", "Semcoda", 30.0, None, False, True),
    )
    known = stock(A=("1", "Halpades"), C=("2", "Semcoda"), D=("2", "Semcoda"), E=("3", "Scic"))

    assert list_missing_landlords(frame, known) == [
        MissingLandlord("2", "Semcoda", "occupation", 2),
        MissingLandlord("3", "Scic", "occupation", 1),
        MissingLandlord("3", "Scic", "parc", 1),
    ]
