"""Documents whose figures have no row: a number planted beside a name is found, what the reader is answered is not."""

from typing import Any

import pandas as pd
import pytest

from observatoire.audit.beside import find_untold, list_told, read_table_lines, read_text_lines
from observatoire.audit.map_drawing import read_map, tell_map
from observatoire.audit.map_file import read_map_file, tell_public_facts
from observatoire.audit.report_told import tell_report
from observatoire.commission.map_document import print_map
from observatoire.commission.map_filters import MapFilters
from tests.observatoire.audit.rows import an_edition

DEMAND = [
    {"commune": "Ayse", "typologie": "toutes", "demandes": {"value": 118}, "attributions": {"value": None}},
    {"commune": "Bonneville", "typologie": "toutes", "demandes": {"value": 1010}, "attributions": {"value": 68}, "pression": 14.853},
    {"commune": "Bonneville", "typologie": "T2", "demandes": {"value": 390}, "attributions": {"value": None}},
]  # fmt: skip
TOLD = list_told(DEMAND)
TABLE = "La demande Commune Demandes Ayse 118 {} secret Bonneville 1\u202f010 68 14,9 Agrégats du SNE, 2016"


def find_in_text(text, told=TOLD):
    labels = {each for words, _ in told for each in words}
    return [(*line.words, figure.value) for line, figure in find_untold(read_text_lines(text, labels), told)]


@pytest.mark.parametrize(
    ("attributions", "found"), [("secret", []), ("7", [("Ayse", 7.0)]), ("6\u202f%", [("Ayse", 6.0)])]
)
def test_number_planted_beside_a_name_is_found_and_prose_is_not_read(attributions, found):
    assert find_in_text(TABLE.format(attributions)) == found


@pytest.mark.parametrize(
    ("printed", "found"), [("secret statistique", []), ("131,2 [96 ; 120] fragile", [131.2, 96.0, 120.0])]
)
def test_index_planted_in_a_printed_list_is_found_with_its_interval(printed, found):
    shown = {"nom": "Les Îles", "logements": 36, "value": 97.04, "interval_low": 88.2, "interval_high": 112.6}
    told = list_told([shown, {"nom": "Le Pont", "logements": 24, "value": None}])
    text = f"Territoire Le Pont 24 {printed} Les Îles 36 97,0 [88 ; 113] équilibré « Secret »"

    assert [figure for _, figure in find_in_text(text, told)] == found


def test_share_is_that_of_its_name_rounded_as_it_is_written():
    told = list_told({"label": "État", "share": 0.3448, "rate": 0.25})

    assert find_in_text("État 34\u202f% 25\u202f%", told) == []
    assert find_in_text("État 35\u202f%", told) == [("État", 35.0)]


@pytest.mark.parametrize(("attributions", "found"), [(None, 0), (9, 1)])
def test_number_planted_in_a_sheet_is_found_by_all_the_words_of_its_line(attributions, found):
    sheet = pd.DataFrame([["Bonneville", "T2", 390, attributions, None], ["Bonneville", "toutes", 1010, 68, 14.853]])

    assert len(list(find_untold(read_table_lines(sheet), TOLD))) == found


def test_report_adds_up_what_the_answers_say():
    answers: dict[str, Any] = {
        "objectives": {
            "publication": {"number": 3}, "year": 2018, "matrix": [], "bailleurs": [],
            "objectives": [{"label": "Mutations", "together": {"realised": 16, "base": 58}}],
        },
        "balance": {"spread": []}, "relocation": {"totals": {"menages": {"value": 62}}}, "evaluations": {"evaluations": []},
        "flows": {
            "rights": [{"reservataire": "État", "attributions": 12}, {"reservataire": "Communes", "attributions": 24}],
            "flows": [{"reservataire": "État", "attributions": 5, "qpv": True}, {"reservataire": "État", "attributions": 7, "qpv": False}],
        },
    }  # fmt: skip
    told = tell_report(answers).told

    assert find_in_text("Ensemble 16 sur 58 Ménages à reloger\u00a0: 62 État 12 33\u202f% 5 Communes 24", told) == []
    assert find_in_text("État 12 33\u202f% 6 Ménages à reloger\u00a0: 61", told) == [
        ("État", 6.0),
        ("Ménages à reloger :", 61.0),
    ]


BREAKS = (60, 80, 95, 105, 120, 150)
PLACES = {"A": (6.40, 46.07), "B": (6.45, 46.10), "R": (6.42, 46.09)}


def place_residences(values):
    return {
        "publication": {"ops": 2016, "rpls": 2016, "number": 1, "reference": {"nom": "CC"}, "fictif": True, "method_version": "m",
                        "published_at": "2026-11-28T12:00:00Z"},
        "features": [
            {
                "geometry": {"type": "Point", "coordinates": PLACES[code]},
                "properties": {"code": code, "logements": 30, "signal": value is not None and value >= 120,
                               "code_qp": None, "bailleur_siren": "B1", "code_insee": "74042",
                               "indices": {"fragilite": {"value": value}}},
            }
            for code, value in values.items()
        ],
    }  # fmt: skip


@pytest.mark.parametrize(("printed", "found"), [(None, []), (131.0, [(["R"], 5.0), (["signal de R"], 1.0)])])
def test_circle_of_the_map_that_shows_the_class_of_a_secret_is_found(printed, found):
    ring = [(6.3, 46.0), (6.5, 46.0), (6.5, 46.2), (6.3, 46.2), (6.3, 46.0)]
    outline = {"type": "Polygon", "coordinates": [ring]}
    communes = {"features": [{"geometry": outline, "properties": {"nom": "Bonneville"}}]}
    answered = place_residences({"A": 97.0, "B": 140.0, "R": None})
    page = print_map(place_residences({"A": 97.0, "B": 140.0, "R": printed}), communes, BREAKS, ["A"], MapFilters())

    lines, told = read_map(page, answered, communes), tell_map(answered, BREAKS, "fragilite")

    assert [(sorted(line.words), figure.value) for line, figure in find_untold(lines, told)] == found
    assert sum(len(line.figures) for line in lines) == 3 + len(found)


@pytest.mark.parametrize(("planted", "found"), [("", 0), ("\\u003cbr\\u003eFragilité 131", 1)])
def test_figure_planted_in_the_public_map_file_is_found(planted, found):
    edition = an_edition({"A": ("ok", 10, 40)}, totals={("commune", "74042"): ("ok", 10, 40)})
    facts: Any = [{"adresse": "3 rue du Pont", "bailleur": "Halpades"}, {"emmenages": 7, "offerts_un_an": 90}]
    rows = edition.territories.assign(facts=facts)
    edition = type(edition)(**{**vars(edition), "territories": rows})
    page = (
        "<tr><th>Commune</th></tr><tr><td>commune 74042</td>\n<td>100</td>\n<td>7 sur 90</td></tr>"
        '{"properties": {"logements": 100, "nom": "commune 74042"}, "properties": {"texte": '
        '"\\u003cstrong\\u003eresidence A\\u003c/strong\\u003e\\u003cbr\\u003e3 rue du Pont\\u003cbr\\u003e12 logements'
        f'\\u003cbr\\u003eHalpades{planted}"}}}}'
    )

    lines = read_map_file(page, edition)

    assert len(list(find_untold(lines, tell_public_facts(edition)))) == found
    assert sum(len(line.figures) for line in lines) == 5 + found
