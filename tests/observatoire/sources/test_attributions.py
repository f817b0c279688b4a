"""Attributions: rows or counts, one year of the landlords that a file names, a history that nothing rewrites."""

import pandas as pd
import psycopg
import pytest
from psycopg import errors

from observatoire.sources.loading import load_file
from observatoire.store.database import Tier
from tests.observatoire.sources.incoming import find_problem, plain, refusal, rows_of, write_table

IN_FORCE = (
    "select a.date::text, a.bailleur_siren, a.reservataire, a.quartile, a.nombre, a.prioritaire"
    " from partner.attribution a where a.nombre > 0"
    " and not exists (select from partner.attribution c where c.annule = a.id) order by 1, 2, 3, 4"
)


def a_file(folder, *rows, name="attributions.csv", without=()):
    usual = {
        "date": "2018-03-05", "bailleur": "Halpades", "reservataire": "Etat RS", "code_insee": "74042", "qpv": "non",
        "quartile": "1", "dalo": "non", "prioritaire": "oui", "bail_signe": "oui",
    }  # fmt: skip
    frame = pd.DataFrame([usual | row for row in rows]).fillna("").drop(columns=list(without))
    return write_table(folder / name, frame)


def test_rows_and_counts_are_the_same_attributions(inhabited, tmp_path):
    path = a_file(tmp_path, {}, {}, {"date": "06/03/2018", "nombre": "3", "prioritaire": "2", "quartile": "2-4"})

    report = load_file(inhabited, "attributions", path)

    assert report.inserted == 2
    assert rows_of(inhabited, IN_FORCE) == [
        ("2018-03-05", "900000002", "etat", "1", 2, 2),
        ("2018-03-06", "900000002", "etat", "2-4", 3, 2),
    ]


def test_same_file_again_changes_nothing_and_leaves_a_receipt(inhabited, tmp_path):
    path = a_file(tmp_path, {}, {"quartile": "inconnu"})
    load_file(inhabited, "attributions", path)

    again = load_file(inhabited, "attributions", path, millesime=2018)

    assert (again.inserted, again.updated, again.unchanged, again.removed) == (0, 0, 2, 0)
    assert again.receipt_id == 2 + rows_of(inhabited, "select count(*) - 2 from source.receipt")[0][0]
    assert rows_of(inhabited, "select count(*) from partner.attribution") == [(2,)]


def test_file_replaces_the_year_of_its_landlords_and_keeps_what_it_replaces(inhabited, tmp_path):
    load_file(inhabited, "attributions", a_file(tmp_path, {}, {"date": "2018-04-01"}, {"bailleur": "Semcoda"}))
    load_file(inhabited, "attributions", a_file(tmp_path, {"date": "2017-04-01"}))

    report = load_file(inhabited, "attributions", a_file(tmp_path, {"nombre": "2"}))

    assert (report.inserted, report.updated, report.removed) == (0, 1, 1)
    assert [row[:2] + row[4:5] for row in rows_of(inhabited, IN_FORCE)] == [
        ("2017-04-01", "900000002", 1), ("2018-03-05", "900000002", 2), ("2018-03-05", "900000003", 1),
    ]  # fmt: skip
    history = "select count(*), count(annule), count(corrige) from partner.attribution"
    assert rows_of(inhabited, history) == [(7, 2, 1)]


def test_check_previews_and_writes_nothing(inhabited, tmp_path):
    report = load_file(inhabited, "attributions", a_file(tmp_path, {}), check=True)

    assert [(change.action, change.key) for change in report.preview] == [("ajout", "05/03/2018 900000002 etat 74042")]
    assert rows_of(inhabited, "select count(*) from partner.attribution") == [(0,)]


@pytest.mark.parametrize(
    ("row", "message", "remedy"),
    [
        (
            {"bailleur": "Halpade"},
            "Le bailleur « Halpade » n’est pas enregistré.",
            "Vouliez-vous écrire « Halpades » ?",
        ),
        ({"date": "2017-12-31"}, "La date 31/12/2017 n’est pas dans l’année 2018", "Corrigez la date"),
        ({"date": "2999-01-01"}, "n’est pas encore passée", "Corrigez la date"),
        ({"date": "mars"}, "« mars » n’est pas une date.", "31/03/2018"),
        ({"nombre": "20", "prioritaire": "21"}, "prioritaire (21) dépasse nombre (20).", "Corrigez"),
        ({"nombre": "5", "dalo": "3", "prioritaire": "2"}, "dalo (3) dépasse prioritaire (2).", "DALO"),
        ({"quartile": ""}, "Le quartile manque.", "« inconnu »"),
        ({"quartile": "5"}, "« 5 » n’est pas un quartile.", "Écrivez 1 ou 2-4"),
        ({"reservataire": "La Poste"}, "Le réservataire « La Poste » n’existe pas.", "Action Logement"),
        ({"qpv": "peut-être"}, "n’est ni « oui » ni « non »", "Écrivez « oui » ou « non »."),
        ({"prioritaire": "un peu"}, "n’est ni « oui », ni « non », ni un nombre", "nombre entier"),
        ({"residence": "SEM-1"}, "est celle d’un autre bailleur", "Corrigez la résidence"),
        ({"residence": "XX-1"}, "La résidence « XX-1 » n’est pas enregistrée", "laissez la case vide"),
        ({"code_insee": "99999"}, "La commune 99999 n’est pas enregistrée", "Corrigez le code"),
    ],
)
def test_bad_row_is_explained_and_nothing_is_loaded(settled, tmp_path, row, message, remedy):
    error = refusal(settled, "attributions", a_file(tmp_path, {}, {}, row))

    problem = find_problem(error, message)
    assert remedy in plain(problem.remedy)
    assert problem.line == 4
    assert problem.column in row


def test_all_the_problems_are_said_at_once(settled, tmp_path):
    error = refusal(settled, "attributions", a_file(tmp_path, {"bailleur": "X"}, {"quartile": ""}, {"date": "hier"}))

    assert [problem.line for problem in error.problems] == [2, 3, 4]


def test_dalo_counts_among_the_priority_households(inhabited, tmp_path):
    report = load_file(inhabited, "attributions", a_file(tmp_path, {"dalo": "oui", "prioritaire": "non"}))

    assert any("DALO" in notice.message for notice in report.notices)
    assert rows_of(inhabited, "select dalo, prioritaire from partner.attribution") == [(1, 1)]


def test_history_refuses_its_owner(inhabited, tmp_path):
    load_file(inhabited, "attributions", a_file(tmp_path, {}))
    with psycopg.connect(inhabited.conninfo(Tier.OWNER), autocommit=True) as owner:
        for statement in ("update partner.attribution set nombre = 2", "delete from partner.attribution"):
            with pytest.raises(errors.RestrictViolation, match="ne se modifie pas"):
                owner.execute(statement)
