"""What is not JSON is read back as the figures that it shows, and a figure too many is found there too."""

import pandas as pd
import pytest
from weasyprint import HTML

from observatoire.audit.outputs import Outputs
from observatoire.audit.pdf_text import read_pdf_text
from observatoire.audit.read_back import read_public_page, read_rows, read_sheet
from tests.observatoire.audit.rows import an_edition

INDICES = pd.DataFrame(
    [
        {"level": "residence", "code": "A", "index": "occupation", "status": "ok", "value": 112.5},
        {"level": "residence", "code": "R", "index": "occupation", "status": "secret", "value": None},
    ]
)
METHOD = {
    "indicateurs": {
        "occ1": {
            "libelle": "Sous 40 % des plafonds", "numerateur": "ress_inf_40",
            "denominateur": ["menages_ressources_connues"], "source": "OPS",
        }
    },
    "indices": {"occupation": {"composantes": {"occ1": 1.0}}},
}  # fmt: skip


@pytest.fixture
def outputs():
    edition = an_edition({"A": ("ok", 10, 40), "R": ("secret", None, None)}, indices=INDICES)
    told = {"components": edition.components.assign(rate=[0.25, float("nan")]), "method": METHOD}
    return Outputs(type(edition)(**{**vars(edition), **told}))


def say(shares, index="Occupation 113"):
    return f"Combien {index} Indicateur Ajoute à l’indice Sous 40 % des plafonds {shares} À quel point"


@pytest.mark.parametrize(
    ("code", "text", "faults"),
    [
        ("A", say("25 % 28 % −3,0"), 0),
        ("A", say("31 % 28 % +3,0"), 1),
        ("A", say("25 % 28 % −3,0", "Occupation 118"), 1),
        ("R", say("secret 28 % –", "Occupation secret"), 0),
        ("R", say("≤ 5 % 28 % –", "Occupation secret"), 0),
        ("R", say("12 % 28 % –", "Occupation secret"), 1),
        ("R", say("secret 28 % –", "Occupation 99"), 1),
    ],
)
def test_printed_sheet_is_held_against_its_rows(outputs, code, text, faults):
    outputs.hold("commission", "fiche", read_sheet(text, code, outputs.edition))

    assert len(outputs.faults) == faults, outputs.faults
    assert outputs.figures >= 1


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        ({"code": "R", "occ1_rate": None, "occ1_status": "secret", "occupation_value": None}, 0),
        ({"code": "R", "occ1_rate": 0.2, "occ1_status": "secret"}, 1),
        ({"code": "R", "occ1": None, "occ1_num": 7, "occ1_statut": "secret"}, 1),
        ({"code": "R", "occupation": 104.0, "occupation_statut": "secret"}, 1),
        ({"code": "A", "occ1_share": 0.25, "occ1_num": 10, "occ1_den": 40, "occupation_value": 112.5}, 0),
    ],
)
def test_row_of_a_layer_is_held_against_its_rows(outputs, row, faults):
    outputs.hold("epci", "couche", read_rows(pd.DataFrame([row]), outputs.edition))

    assert len(outputs.faults) == faults, outputs.faults


def test_table_read_without_script_is_held_against_its_rows(outputs):
    page = "<table><tr><th>Commune</th></tr><tr><th>Bonneville</th><td>31</td><td>2 sur 31</td></tr></table>"
    edition = outputs.edition
    commune = {"level": "commune", "code": "74042", "nom": "Bonneville"}
    named = pd.concat([edition.territories, pd.DataFrame([commune])])

    assert read_public_page(page, type(edition)(**{**vars(edition), "territories": named})) == [
        {"code": "74042", "components": {"att1": {"num": 2.0, "den": 31.0}}}
    ]


def test_words_of_a_pdf_are_those_that_were_printed():
    page = "<html lang='fr'><title>t</title><p>Vacance <b>6 %</b> − « été »</p><p>Mobilité 10,5</p></html>"

    assert read_pdf_text(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")) == "Vacance 6 % − « été » Mobilité 10,5"
