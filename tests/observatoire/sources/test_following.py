"""Relocation, new supply and demand: loaded whole, joined to what they name, or refused with the reason."""

import pandas as pd
import pytest

from observatoire.sources.loading import load_file
from tests.observatoire.sources.incoming import find_problem, plain, refusal, rows_of, write_table

RELOCATION = {
    "residence": "HAL-1", "phase": "1", "logements": "79", "vacants": "17", "menages": "62", "rencontres": "56",
    "propositions_neuf": "50", "refus": "9", "reloges": "40", "reloges_neuf": "24", "reste_a_charge": "36",
    "accession": "4", "enquetes": "30", "satisfaits": "24", "hors_quartier": "30",
}  # fmt: skip
PROGRAMME = {
    "code": "P1", "nature": "programme", "code_insee": "74042", "adresse": "Rue Balmat", "bailleur": "Semcoda",
    "plai": "5", "plus": "10", "pls": "0", "modalite": "VEFA", "livraison": "Automne 2018", "annee": "2018",
}  # fmt: skip
DEMAND = {"code_insee": "74042", "typologie": "T2", "demandes": "320", "mutations": "90", "attributions": "22"}
USUAL = {"relogements": RELOCATION, "programmes": PROGRAMME, "demande": DEMAND}
YEARS = {"relogements": 2021, "programmes": None, "demande": 2016}


def a_file(folder, kind, *rows):
    return write_table(folder / f"{kind}.csv", pd.DataFrame([USUAL[kind] | row for row in rows]))


@pytest.mark.parametrize(
    ("kind", "query", "expected"),
    [
        ("relogements", "select residence, bailleur_siren, code_insee, menages from partner.relogement",
         ("HAL-1", "900000002", "74042", 62)),
        ("programmes", "select code, bailleur, bailleur_siren, plai + plus + pls from partner.programme",
         ("P1", "Semcoda", "900000003", 15)),
        ("demande", "select code_insee, typologie, demandes, attente_mois from partner.demande",
         ("74042", "T2", 320, None)),
    ],
)  # fmt: skip
def test_file_is_loaded_once_and_joined_to_what_it_names(inhabited, tmp_path, kind, query, expected):
    path = a_file(tmp_path, kind, {})
    first = load_file(inhabited, kind, path, millesime=YEARS[kind])
    again = load_file(inhabited, kind, path, millesime=YEARS[kind])

    assert (first.inserted, again.unchanged) == (1, 1)
    assert rows_of(inhabited, query) == [expected]


def test_landlord_without_stock_keeps_its_name(inhabited, tmp_path):
    report = load_file(inhabited, "programmes", a_file(tmp_path, "programmes", {"bailleur": "Erilia"}))

    assert any("pas encore de résidence" in notice.message for notice in report.notices)
    assert rows_of(inhabited, "select bailleur, bailleur_siren from partner.programme") == [("Erilia", None)]


@pytest.mark.parametrize(
    ("kind", "row", "message"),
    [
        ("relogements", {"residence": "X"}, "La résidence « X » n’est pas enregistrée."),
        ("relogements", {"reloges": "70"}, "reloges (70) dépasse menages (62)."),
        ("relogements", {"satisfaits": "31"}, "satisfaits (31) dépasse enquetes (30)."),
        ("programmes", {"nature": "rêve"}, "« rêve » ne fait pas partie des valeurs possibles."),
        ("programmes", {"code_insee": "99999"}, "La commune 99999 n’est pas enregistrée."),
        ("demande", {"typologie": "T9"}, "« T9 » ne fait pas partie des valeurs possibles."),
        ("demande", {"mutations": "321"}, "mutations (321) dépasse demandes (320)."),
    ],
)
def test_bad_row_is_explained_and_nothing_is_loaded(settled, tmp_path, kind, row, message):
    problem = find_problem(refusal(settled, kind, a_file(tmp_path, kind, row), YEARS[kind]), message)

    assert problem.line == 2
    assert plain(problem.remedy)
