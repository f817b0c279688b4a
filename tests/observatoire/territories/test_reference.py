"""Which territory is worth 100."""

import pandas as pd
import pytest

from observatoire.errors import InvalidInputError
from observatoire.territories.reference import Reference, choose_reference, complete_epcis

CCFG, OTHER = "200000172", "247400666"


def communes(**epcis):
    rows = {code: (f"Commune {code}", epci, f"EPCI {epci}" if epci else None) for code, epci in epcis.items()}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["nom", "epci", "epci_nom"])
    return complete_epcis(frame.astype("str").rename_axis("code_insee"))


def choose(asked, known, counted):
    return choose_reference(asked, communes=known, counted=pd.Series(counted, dtype="str"))


def test_only_epci_is_the_reference_by_default():
    assert choose(None, communes(A=CCFG, B=CCFG), ["A"]) == Reference("epci", CCFG, f"EPCI {CCFG}")


def test_epci_without_counted_residence_does_not_force_a_choice():
    assert choose(None, communes(A=CCFG, B=OTHER), ["A"]).code == CCFG


def test_commune_is_the_reference_on_request():
    assert choose("B", communes(A=CCFG, B=CCFG), ["A", "B"]) == Reference("commune", "B", "Commune B")


def test_one_epci_of_several_is_the_reference_on_request():
    assert choose(OTHER, communes(A=CCFG, B=OTHER), ["A", "B"]).code == OTHER


def test_communes_without_epci_make_the_whole_territory():
    reference = choose(None, communes(A=None, B=None), ["A"])

    assert reference == Reference("epci", "EPCI", "Ensemble du territoire")


def test_communes_without_epci_beside_others_are_not_called_the_whole_territory():
    assert choose("EPCI", communes(A=None, B=CCFG), ["A", "B"]).nom == "Communes sans EPCI déclaré"


@pytest.mark.parametrize(
    ("asked", "counted", "message"),
    [
        (None, ["A", "B"], "Plusieurs EPCI"),
        ("99999", ["A", "B"], "Aucun territoire ne porte le code « 99999 »"),
        ("C", ["A", "B"], "Aucune résidence n’a de données dans le territoire « C »"),
        (OTHER, ["A"], "Aucune résidence"),
    ],
)
def test_reference_that_cannot_be_is_refused_and_the_choices_are_listed(asked, counted, message):
    with pytest.raises(InvalidInputError) as refusal:
        choose(asked, communes(A=CCFG, B=OTHER, C=CCFG), counted)

    (problem,) = refusal.value.problems
    assert message in problem.message
    assert CCFG in problem.remedy
