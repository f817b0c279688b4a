"""What a file is: told by its layout or its columns, one place for the command line and for what is sent by the web."""

from pathlib import Path

import pytest

from observatoire.errors import InvalidInputError
from observatoire.sources.recognition import recognise, recognise_for_certain
from tests.observatoire.sources.incoming import communes, occupation, parc, residences, write_layer, write_table
from tests.observatoire.sources.official.test_open_files import TOWNS
from tests.support.official_files import ESTATES, dwellings_of, write_declaration
from tests.support.open_rpls import write_open_file


def test_each_file_is_recognised_with_the_year_of_its_name_when_it_takes_one(tmp_path: Path):
    files = {
        ("rpls-bailleur", None): write_declaration(tmp_path / "d.txt", dwellings_of(ESTATES, 2016)),
        ("rpls-ouvert", 2025): write_open_file(tmp_path / "o.csv", TOWNS, 20),
        ("residences", None): write_table(tmp_path / "r.csv", residences()),
        ("parc", 2025): write_table(tmp_path / "p.csv", parc(), separator=","),
        ("occupation", 2025): write_table(tmp_path / "c.csv", occupation()),
        ("communes", None): write_layer(tmp_path / "c.gpkg", communes().rename(columns={"code_insee": "INSEE_COM"})),
    }

    for (kind, year), path in files.items():
        found = recognise(path, "envoi 2025.csv")
        assert (found.kind, found.millesime) == (kind, year)
        assert recognise_for_certain(path) == (kind, found.why)


def test_half_of_the_columns_is_a_proposal_and_no_certainty(tmp_path: Path):
    path = write_table(tmp_path / "p.csv", parc()[["residence", "logements", "loues", "vacants"]])

    assert recognise(path).kind == "parc"
    with pytest.raises(InvalidInputError) as refused:
        recognise_for_certain(path)
    assert "n’est pas reconnue" in refused.value.problems[0].message


def test_text_that_is_like_nothing_is_no_kind(tmp_path: Path):
    path = tmp_path / "lettre.txt"
    path.write_text("Bonjour,\nvoici le fichier.\n", encoding="utf-8")

    assert recognise(path).kind is None


def test_table_of_codes_and_labels_is_not_taken_for_outlines(tmp_path: Path):
    path = tmp_path / "nomenclature.csv"
    path.write_text("variable,code,libelle\nDROIT,1,pleine propriété\n", encoding="utf-8")

    assert recognise(path).kind is None
