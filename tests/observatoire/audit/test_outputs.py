"""What leaves, held against the rows that were attacked: anything more is a fault, in words."""

import pandas as pd
import pytest

from observatoire.audit.outputs import Outputs
from tests.observatoire.audit.rows import an_edition

INDICES = pd.DataFrame(
    [
        {"level": "residence", "code": "A", "index": "occupation", "status": "ok", "value": 112.5, "coverage": 1.0},
        {"level": "residence", "code": "R", "index": "occupation", "status": "secret", "value": None, "coverage": None},
    ]
)


@pytest.fixture
def outputs():
    edition = an_edition({"A": ("ok", 10, 40), "R": ("secret", None, None)}, indices=INDICES)
    return Outputs(
        type(edition)(**{**vars(edition), "components": edition.components.assign(rate=[0.25, float("nan")])})
    )


def a_sheet(code, component, index=None):
    return {
        "residence": {"code": code, "logements": 12},
        "components": {"occ1": {"reference": 0.3} | component},
        "indices": {"occupation": index or {"value": None, "status": "secret"}},
    }


SECRET = {"num": None, "den": None, "rate": None, "status": "secret"}


def test_answer_that_says_the_rows_and_no_more_is_without_fault(outputs):
    whole = {"num": 10, "den": 40, "rate": 0.25, "status": "ok"}
    outputs.hold("epci", "/a", a_sheet("A", whole, {"value": 112.5, "status": "ok"}))
    outputs.hold("commission", "/a", a_sheet("A", {"num": None, "den": None, "rate": 0.25, "status": "ok"}))
    outputs.hold("epci", "/r", {"values": [{"code": "R", "components": {"occ1": SECRET}}]})

    assert outputs.faults == []
    assert (outputs.read, outputs.figures) == (3, 5)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (a_sheet("R", SECRET | {"num": 7}), "num à côté d’un secret"),
        (a_sheet("R", SECRET | {"rate": 0.2}), "rate à côté d’un secret"),
        (a_sheet("R", SECRET, {"value": 131.0, "status": "ok"}), "un indice qui n’est pas celui de la ligne"),
        (
            a_sheet("R", SECRET, {"value": None, "class": "fragile", "status": "secret"}),
            "une classe à côté d’un secret",
        ),
        (a_sheet("A", {"num": 11, "den": 40, "status": "ok"}), "un effectif (num) qui n’est pas celui de la ligne"),
        (a_sheet("A", {"rate": 0.31, "status": "ok"}), "une part qui n’est pas celle de la ligne"),
        (a_sheet("Z", {"num": 3, "den": 9, "status": "ok"}), "un nombre qui n’est dans aucune ligne"),
        ({"residence": {"code": "R"}, "own_counts": {"occ1": {"num": 7, "den": 9}}}, "l’effectif secret d’un autre"),
    ],
)
def test_answer_that_says_more_is_a_fault_and_names_the_cell(outputs, document, said):
    outputs.hold("commune", "/residences", document)

    (fault,) = outputs.faults
    assert said in fault
    assert fault.startswith("commune, /residences : ")


def test_landlord_reads_its_own_secret_counts_without_fault(outputs):
    sheet = {"residence": {"code": "R"}, "own_counts": {"occ1": {"num": 7, "den": 9}}}

    outputs.hold("bailleur", "/r", sheet, own=frozenset({"R"}))

    assert outputs.faults == []


def test_export_that_leaves_a_number_beside_a_secret_is_a_fault(outputs):
    row = {"code": "R", "index": "occupation", "value": None, "status": "secret", "occ1_status": "secret"}
    outputs.hold_export("export epci", "residence", pd.DataFrame([row | {"occ1_num": None, "occ1_den": None}]))
    assert outputs.faults == []

    outputs.hold_export("export epci", "residence", pd.DataFrame([row | {"occ1_num": 7, "occ1_den": None}]))
    assert "num à côté d’un secret" in outputs.faults[0]
