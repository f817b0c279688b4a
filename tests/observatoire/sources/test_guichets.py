"""Counters where one applies for a dwelling: the file is the whole list, each in a known commune."""

from pathlib import Path

import pandas as pd
import pytest

from observatoire.errors import InvalidInputError
from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import plain, rows_of, write_table

STORED = "select code_insee, nom, adresse, telephone, horaires from source.guichet order by nom"
MAIRIE = {"code_insee": "74042", "nom": "Mairie", "adresse": "2 place", "telephone": "04 50 00 00 02", "horaires": ""}
MAISON = {"code_insee": "74024", "nom": "Maison", "adresse": "1 rue", "telephone": "", "horaires": "le lundi"}


def write(path: Path, *rows: dict[str, str]) -> Path:
    return write_table(path, pd.DataFrame(rows))


def test_file_is_the_whole_list(outlined: Store, tmp_path: Path):
    load_file(outlined, "guichets", write(tmp_path / "a.csv", MAIRIE, MAISON))

    report = load_file(outlined, "guichets", write(tmp_path / "b.csv", {**MAIRIE, "adresse": "3 place"}))

    assert (report.inserted, report.updated, report.removed) == (0, 1, 1)
    assert rows_of(outlined, STORED) == [("74042", "Mairie", "3 place", "04 50 00 00 02", None)]


def test_counter_in_an_unknown_commune_is_refused_and_nothing_changes(outlined: Store, tmp_path: Path):
    load_file(outlined, "guichets", write(tmp_path / "a.csv", MAIRIE))

    with pytest.raises(InvalidInputError) as refusal:
        load_file(outlined, "guichets", write(tmp_path / "b.csv", MAISON, {**MAIRIE, "code_insee": "99999"}))

    (problem,) = refusal.value.problems
    assert plain(problem.message) == "La commune 99999 n’est pas enregistrée."
    assert (problem.line, problem.column) == (3, "code_insee")
    assert len(rows_of(outlined, STORED)) == 1
