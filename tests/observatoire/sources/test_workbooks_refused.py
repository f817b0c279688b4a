"""Workbooks in which a value or a sheet cannot be told for certain."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, parc, plain, refusal, residences, rows_of


def write_workbook(path: Path) -> openpyxl.Workbook:
    parc().to_excel(path, index=False, sheet_name="Parc")
    return openpyxl.load_workbook(path)


def test_two_sheets_with_data_are_refused_by_name(settled: Store, tmp_path: Path):
    path = tmp_path / "p.xlsx"
    book = write_workbook(path)
    book.create_sheet("Calculs")["B2"] = 3
    book.save(path)

    problem = find_problem(refusal(settled, "parc", path, 2016), "2 feuilles remplies : « Parc », « Calculs »")

    assert "une seule feuille" in problem.remedy


def test_empty_second_sheet_is_no_obstacle(inhabited: Store, tmp_path: Path):
    path = tmp_path / "p.xlsx"
    book = write_workbook(path)
    book.create_sheet("Feuil2")
    book.save(path)

    assert load_file(inhabited, "parc", path, millesime=2016).inserted == 3


def test_workbook_without_any_cell_is_refused(settled: Store, tmp_path: Path):
    path = tmp_path / "p.xlsx"
    openpyxl.Workbook().save(path)

    find_problem(refusal(settled, "parc", path, 2016), "Le classeur est vide")


def test_merged_header_is_refused_with_its_columns(settled: Store, tmp_path: Path):
    path = tmp_path / "p.xlsx"
    book = write_workbook(path)
    book["Parc"].merge_cells("B1:D1")
    book.save(path)

    problem = find_problem(refusal(settled, "parc", path, 2016), "cellules fusionnées (colonnes 2 à 4)")

    assert (problem.line, "Défusionnez" in problem.remedy) == (1, True)


def test_formula_never_computed_is_refused_with_its_cell(settled: Store, tmp_path: Path):
    path = tmp_path / "p.xlsx"
    book = write_workbook(path)
    book["Parc"]["C3"] = "=B3-D3"
    book.save(path)

    problem = find_problem(refusal(settled, "parc", path, 2016), "La formule de la cellule C3 n’a jamais été calculée")

    assert (problem.line, problem.column) == (3, "loues")
    assert "Ouvrez le classeur dans un tableur" in problem.remedy


def test_formula_already_computed_gives_its_value_and_is_said(inhabited: Store, tmp_path: Path):
    path = tmp_path / "p.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Parc")
        for column, name in enumerate(parc().columns):
            sheet.write(0, column, name)
            sheet.write(1, column, parc().loc[1, name])
        sheet.write_formula(1, 2, "=B2-D2", None, 38)

    report = load_file(inhabited, "parc", path, millesime=2016)

    assert rows_of(inhabited, "select residence, loues from source.parc") == [("HAL-2", 38)]
    assert any("1 formule : leur dernière valeur" in plain(notice.message) for notice in report.notices)


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!"])
def test_cell_in_error_is_refused_with_its_value(settled: Store, tmp_path: Path, error: str):
    path = tmp_path / "p.xlsx"
    book = write_workbook(path)
    book["Parc"]["H4"] = error
    book.save(path)

    problem = find_problem(refusal(settled, "parc", path, 2016), "La cellule H4 est en erreur")

    assert (problem.line, problem.column, problem.value) == (4, "emmenages", error)


def test_year_stored_as_a_date_is_refused(settled: Store, tmp_path: Path):
    path = tmp_path / "r.xlsx"
    residences().to_excel(path, index=False)
    book = openpyxl.load_workbook(path)
    book.active["J2"] = date(1966, 6, 1)
    book.save(path)

    problem = find_problem(refusal(settled, "residences", path), "« 1966-06-01 » est une date")

    assert (problem.line, problem.column) == (2, "mise_en_service")
    assert "quatre chiffres" in problem.remedy


def test_row_into_which_a_cell_was_put_is_refused(settled: Store, tmp_path: Path):
    """Its last value stands beyond the header; without a rule that it breaks, all would be read askew."""
    path = tmp_path / "p.xlsx"
    book = write_workbook(path)
    rows = [*map(list, book["Parc"].iter_rows(values_only=True))]
    for column, value in enumerate([*rows[2][:10], 0, rows[2][10]], start=1):
        book["Parc"].cell(3, column, value)
    book["Parc"]["L2"] = "vu le 3 mars"
    book.save(path)

    error = refusal(settled, "parc", path, 2016)

    problem = find_problem(error, "un nombre après la dernière colonne de l’en-tête")
    assert (len(error.problems), problem.line, problem.value) == (1, 3, "2600.25")
    assert "remettez chaque valeur sous son nom" in problem.remedy
