"""Landlords: the SIREN identifies, names follow one another and none is forgotten."""

from pathlib import Path

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import HALPADES, plain, residences, rows_of, write_table

NAMES = f"select nom from source.bailleur where siren = '{HALPADES}'"
ALIASES = "select siren, nom from source.bailleur_alias order by 2"


def named(path: Path, *names: str) -> Path:
    return write_table(path, residences().iloc[:2].assign(bailleur=list(names)))


def test_new_name_takes_the_place_of_the_former_which_is_kept(inhabited: Store, tmp_path: Path):
    report = load_file(inhabited, "residences", named(tmp_path / "r.csv", "Alpes Habitat", "Alpes Habitat"))

    assert rows_of(inhabited, NAMES) == [("Alpes Habitat",)]
    assert rows_of(inhabited, ALIASES) == [(HALPADES, "Halpades")]
    (notice,) = report.notices
    assert plain(notice.message) == (
        f"Le bailleur {HALPADES} s’appelait « Halpades », il s’appelle « Alpes Habitat » : "
        "l’ancien nom est gardé en alias."
    )


def test_former_name_in_an_older_file_does_not_come_back(inhabited: Store, tmp_path: Path):
    load_file(inhabited, "residences", named(tmp_path / "r.csv", "Alpes Habitat", "Alpes Habitat"))

    report = load_file(inhabited, "residences", named(tmp_path / "r.csv", "Halpades", "Halpades"))

    assert rows_of(inhabited, NAMES) == [("Alpes Habitat",)]
    assert [plain(notice.message) for notice in report.notices] == [
        "« Halpades » est un ancien nom de « Alpes Habitat », qui est gardé."
    ]


def test_two_names_in_one_file_keep_the_most_frequent_and_remember_the_other(outlined: Store, tmp_path: Path):
    table = residences().assign(bailleur_siren=HALPADES, bailleur=["Halpades", "HALPADES SA", "Halpades"])

    report = load_file(outlined, "residences", write_table(tmp_path / "r.csv", table))

    assert rows_of(outlined, NAMES) == [("Halpades",)]
    assert rows_of(outlined, ALIASES) == [(HALPADES, "HALPADES SA")]
    assert "a plusieurs noms dans le fichier : « Halpades » est gardé" in plain(report.notices[0].message)
