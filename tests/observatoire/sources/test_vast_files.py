"""Files of a size that no territory has: refused before they are in memory, whatever their format, in the same words."""

import sqlite3
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from observatoire.errors import InvalidInputError
from observatoire.sources.formats import find_kind
from observatoire.sources.reading import crowds
from observatoire.sources.reading.entrance import read_table
from tests.observatoire.sources.incoming import find_problem, residences_on_map, write_layer
from tests.support.old_workbook import write_old_workbook


def refused(path: Path, kind: str = "residences") -> InvalidInputError:
    with pytest.raises(InvalidInputError) as error:
        read_table(path, find_kind(kind))
    return error.value


def write_far(path: Path, row: int, column: int) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Parc")
        sheet.write(0, 0, "residence")
        sheet.write(row, column, 1)
    return path


def test_cell_at_the_end_of_a_sheet_is_refused_and_does_not_kill_the_process(tmp_path: Path):
    problem = find_problem(
        refused(write_far(tmp_path / "p.xlsx", 1_048_575, 16_383)), "Une feuille du classeur est immense"
    )

    assert "Ctrl+Fin montre la dernière cellule" in problem.remedy


def test_old_workbook_is_measured_too(tmp_path: Path):
    path = write_old_workbook(
        tmp_path / "p.xls", "Parc", [["residence"], *[[] for _ in range(40_000)], [*[""] * 20_000, 1]]
    )

    find_problem(refused(path), "Une feuille du classeur est immense")


def test_too_many_lines_of_a_workbook_are_told_as_those_of_a_text(tmp_path: Path):
    find_problem(
        refused(write_far(tmp_path / "p.xlsx", 1_000_000, 0)), "a 1 000 001 lignes ; la limite est de 1 000 000"
    )


def test_too_many_cells_are_told_with_where_the_sheet_ends(tmp_path: Path):
    problem = find_problem(refused(write_far(tmp_path / "p.xlsx", 49_999, 200)), "soit 10 050 000 cellules")

    assert "la ligne 50 000 et la colonne 201" in problem.message.replace("\u202f", " ")


@pytest.mark.parametrize("ending", ["gpkg", "fgb", "geojson"])
def test_too_many_objects_of_a_layer_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str):
    path = write_layer(tmp_path / f"r.{ending}", residences_on_map())
    monkeypatch.setattr(crowds, "LARGEST_COUNT", 2)

    find_problem(refused(path), "a 3 lignes ; la limite est de 2")


@pytest.mark.parametrize("packed", [False, True])
def test_layer_that_makes_rows_without_end_is_not_run(tmp_path: Path, packed: bool):
    path = write_layer(tmp_path / "r.gpkg", residences_on_map(), layer="residences")
    with sqlite3.connect(path) as database:
        database.execute(
            "create view endless as with recursive n (i) as (select 1 union all select i + 1 from n) select i from n"
        )
        database.execute("update gpkg_contents set table_name = 'endless', data_type = 'attributes'")
    database.close()
    if packed:
        path = tmp_path / "r.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(tmp_path / "r.gpkg", "r.gpkg")

    problem = find_problem(refused(path), "contient une vue (« endless »)")

    assert "GeoPackage neuf" in problem.remedy
