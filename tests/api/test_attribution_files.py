"""A file of attributions with bad rows, sent by the screen and by the command line: each is explained, nothing is loaded."""

import json

import pytest
from sqlalchemy import text

from observatoire.cli.main import main
from observatoire.store.database import Tier, unit_of_work
from tests.api.conftest import World
from tests.api.test_deposits import DEPOSITS, send, work
from tests.support.builders import BONNEVILLE

NAME = "attributions-2018.csv"
HEAD = "date;bailleur;reservataire;code_insee;qpv;quartile;nombre;prioritaire;bail_signe"
SOUND = f"2018-03-05;Halpades;État;{BONNEVILLE};non;1;1;1;oui"
BAD = {
    "bailleur": (SOUND.replace("Halpades", "Halpade"), "« Halpade » n’est pas enregistré", "Vouliez-vous écrire"),
    "date": (SOUND.replace("2018-03-05", "2017-03-05"), "05/03/2017 n’est pas dans l’année 2018", "Corrigez la date"),
    "prioritaire": (SOUND.replace(";1;1;1;", ";1;2;3;"), "prioritaire (3) dépasse nombre (2)", "Corrigez"),
    "quartile": (SOUND.replace(";non;1;", ";non;;"), "Le quartile manque", "« inconnu »"),
}
"""For each column, a row that is wrong in it, why, and how to mend it. A sound row comes first and last."""
FILE = "\n".join([HEAD, SOUND, *(row for row, _, _ in BAD.values()), SOUND, ""])


def count_entries(world: World) -> int:
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        return int(session.execute(text("select count(*) from partner.attribution")).scalar_one())


def check_problems(said: str) -> None:
    plain = " ".join(said.replace("\u202f", " ").replace("\xa0", " ").split())
    for _, why, remedy in BAD.values():
        assert why in plain
        assert remedy in plain


def test_bad_rows_sent_by_the_screen_are_explained_where_they_are_and_nothing_is_loaded(world: World):
    number = send(world, FILE, NAME).json()["id"]
    work(world)

    deposit = world.read(f"{DEPOSITS}/{number}", "epci")
    assert (deposit["state"], deposit["kind"]) == ("refuse", "attributions")
    problems = deposit["error"]["problems"]
    assert [(each["line"], each["column"]) for each in problems] == list(enumerate(BAD, start=3))
    check_problems(json.dumps(problems, ensure_ascii=False))
    assert count_entries(world) == 0


@pytest.mark.parametrize("option", [[], ["--check"]], ids=["load", "check"])
def test_bad_rows_loaded_by_the_command_are_explained_and_nothing_is_loaded(
    world: World, tmp_path, monkeypatch, capsys, option
):
    monkeypatch.setenv("DATABASE_URL", world.settings.database_url.get_secret_value())
    monkeypatch.setenv("OBSERVATOIRE_HOME", str(world.settings.home))
    path = tmp_path / NAME
    path.write_text(FILE, encoding="utf-8")

    code = main(["load", "attributions", str(path), "--millesime", "2018", *option])

    assert code == 2
    check_problems(capsys.readouterr().err)
    assert count_entries(world) == 0
