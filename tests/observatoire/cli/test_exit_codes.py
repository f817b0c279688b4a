"""Exit codes and messages: 0 done, 1 a check says no, 2 bad input, 3 not ready; never a traceback, always French."""

import os
import socket
import subprocess
import sys

import pytest

from observatoire.cli import entry

ENGLISH = ("Usage:", "Error", "Missing", "No such", "Invalid", "Traceback", "unexpected", "Input should")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "Commandes"),
        (["account"], "account"),
        (["compote"], "la commande « compote » n’existe pas"),
        (["load"], "il manque l’argument NATURE"),
        (["compute", "--ops", "2016"], "il manque l’option --rpls"),
        (["compute", "--ops", "deux", "--rpls", "2016"], "il faut un nombre entier"),
        (["compute", "--ops"], "attend une valeur"),
        (["publish", "trop"], "il y a des mots en trop : trop"),
        (["publish", "--notte", "x"], "Vouliez-vous dire --note"),
        (["serve", "--port", "70000"], "il faut au plus 65535"),
        (["serve", "--port", "-1"], "il faut au moins 0"),
    ],
)
def test_command_typed_wrong_is_bad_input_said_in_french(bare, words, message):
    outcome = bare(*words)

    assert outcome.code == 2
    assert message in outcome.output + outcome.errors
    assert [word for word in ENGLISH if word in outcome.errors] == []


@pytest.mark.parametrize(
    "words", [[], ["demo"], ["load"], ["compute"], ["export"], ["account", "add"], ["db", "stop"], ["rollback"]]
)
def test_help_is_in_french(bare, words):
    outcome = bare(*words, "--help")

    assert outcome.code == 0
    assert "Montrer cette aide." in outcome.output
    assert "Show this message" not in outcome.output


@pytest.mark.parametrize(
    "words",
    [
        ["publications"],
        ["compute", "--ops", "2016", "--rpls", "2016"],
        ["publish"],
        ["account", "list"],
        ["serve"],
        ["db", "start"],
        ["load", "parc", "f.csv", "--millesime", "2016"],
    ],
)
def test_home_without_store_is_not_ready_and_says_what_to_run(bare, tmp_path, words):
    outcome = bare("--home", tmp_path / "vide", *words)

    assert outcome.code == 3
    assert "observatoire init" in outcome.errors


def test_database_that_does_not_answer_is_not_ready(bare, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://quelquun@127.0.0.1:1/base")

    outcome = bare("publications")

    assert outcome.code == 3
    assert "Traceback" not in outcome.errors


def test_setting_that_cannot_be_is_bad_input_and_named(bare, monkeypatch):
    monkeypatch.setenv("OBSERVATOIRE_SECRECY_MIN_LOGEMENTS", "onze")

    outcome = bare("publications")

    assert outcome.code == 2
    assert "OBSERVATOIRE_SECRECY_MIN_LOGEMENTS" in outcome.errors


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["publish"], 1, "Aucun calcul n’attend"),
        (["rollback", "4"], 2, "La publication 4 n’existe pas"),
        (["compute", "--ops", "2016", "--rpls", "2016"], 2, "Millésimes chargés : aucun"),
        (["account", "revoke", "9"], 2, "Aucun compte"),
        (["account", "add", "Halpades", "--role", "prefet"], 2, "« prefet »"),
        (["load", "parcs", "f.csv"], 2, "parcs"),
        (["load", "parc", "absent.csv", "--millesime", "2016"], 2, "absent.csv"),
        (["db", "start"], 1, "DATABASE_URL"),
        (["export", "indices", "--level", "commune", "-o", "f.csv"], 2, "Rien n’a encore été publié"),
        (["export", "indices", "--level", "residence", "--audience", "public", "-o", "f.csv"], 2, "jamais"),
        (["export", "indices", "-o", "f.csv"], 2, "--level"),
        (["export", "bilans", "--audience", "presse", "-o", "f.csv"], 2, "presse"),
        (["export", "communes", "--level", "commune", "-o", "f.csv"], 2, "--level"),
    ],
)
def test_each_refusal_has_its_code_and_its_reason(run, words, code, message):
    outcome = run(*words)

    assert outcome.code == code
    assert message in outcome.errors
    assert outcome.output == ""


def test_port_that_is_taken_is_said_before_the_demonstration_is_made(bare, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = bare("--home", tmp_path / "home", "demo", "--port", taken.getsockname()[1])

    assert outcome.code == 3
    assert "un autre programme s’en sert déjà. Choisissez un autre port avec --port." in outcome.errors
    assert not (tmp_path / "home").exists()


def test_every_problem_of_a_file_is_told_with_its_place_and_its_remedy(run, tmp_path):
    path = tmp_path / "residences.csv"
    path.write_text("residence;nom;bailleur_siren;bailleur;code_insee;longitude;latitude\nA;;12;X;7;six;46\n")

    outcome = run("load", "residences", path)

    assert outcome.code == 2
    assert outcome.errors.count("→") >= 4
    assert "residences.csv, ligne 2, colonne « bailleur_siren »" in outcome.errors


def test_installed_command_has_the_exit_code_of_what_it_says():
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "observatoire.cli.main", "compote"]

    finished = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    assert finished.returncode == 2
    assert "compote" in finished.stderr


def test_command_stopped_while_it_loads_says_so_and_nothing_else(monkeypatch, capsys):
    def stop() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("observatoire.cli.main.main", stop)

    assert entry.main() == 130
    assert capsys.readouterr().err == "Interrompu.\n"
