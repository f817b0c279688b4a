"""Workbooks as landlords send them: old ones, filtered ones, with a line of totals under the table."""

from pathlib import Path

import openpyxl
import pytest

from observatoire.sources.formats import find_kind
from observatoire.sources.loading import load_file
from observatoire.sources.reading.entrance import read_table
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, parc, plain, refusal, residences, rows_of
from tests.support.old_workbook import Cell, write_old_workbook


def list_rows() -> list[list[Cell]]:
    """The stock of 2016, as a spreadsheet holds it."""
    table = parc()
    rows = [[row[0], *(float(cell) if cell else "" for cell in row[1:])] for row in table.itertuples(index=False)]
    return [list(table.columns), *rows]


def test_workbook_of_before_2007_is_read_as_one_of_today(inhabited: Store, tmp_path: Path):
    path = write_old_workbook(tmp_path / "Parc 2016.xls", "Été", list_rows(), hidden=(3,), filtered=True)

    report = load_file(inhabited, "parc", path, millesime=2016)

    assert (report.understood.format, report.understood.sheet, report.inserted) == ("XLS", "Été", 3)
    stored = "select residence, logements, loyer_total, surface_habitable from source.parc order by 1"
    assert rows_of(inhabited, stored)[1:] == [("HAL-2", 40, 15000, 2600.25), ("SEM-1", 12, None, None)]
    assert any("1 ligne masquée par un filtre a été lue" in plain(each.message) for each in report.notices)


def test_cell_in_error_of_an_old_workbook_is_refused_with_its_value(settled: Store, tmp_path: Path):
    rows = list_rows()
    rows[2][10] = b"\x07"  # a column that may be empty: it would be read as unknown
    path = write_old_workbook(tmp_path / "p.xls", "Parc", rows)

    problem = find_problem(refusal(settled, "parc", path, 2016), "La cellule K3 est en erreur")

    assert (problem.line, problem.column, problem.value) == (3, "surface_habitable", "#DIV/0!")


def test_old_workbook_that_cannot_be_looked_into_is_read_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = write_old_workbook(tmp_path / "p.xls", "Parc", list_rows())
    monkeypatch.setattr("observatoire.sources.reading.old_workbook_cells._STREAMS", set())

    (notice,) = read_table(path, find_kind("parc")).notices

    assert "De ce classeur XLS, les cellules en erreur" in notice.message


@pytest.mark.parametrize(("filtered", "said"), [(True, "par un filtre"), (False, "dans le tableur")])
def test_rows_that_the_spreadsheet_hides_are_read_and_counted(tmp_path: Path, filtered: bool, said: str):
    path = tmp_path / "p.xlsx"
    parc().to_excel(path, index=False)
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[2].hidden = book.active.row_dimensions[4].hidden = True
    book.active.row_dimensions[9].hidden = True  # empty
    if filtered:
        book.active.auto_filter.ref = "A1:K4"
    book.save(path)

    table = read_table(path, find_kind("parc"))

    (notice,) = table.notices
    assert f"2 lignes masquées {said} ont été lues" in notice.message
    assert (notice.lines, len(table.lines)) == ((2, 4), 3)


def test_line_of_totals_is_one_problem_and_not_one_for_each_empty_cell(settled: Store, tmp_path: Path):
    path = tmp_path / "r.xlsx"
    table = residences()
    table.loc[3] = ""
    table.loc[3, ["nom", "adresse"]] = ["TOTAL GÉNÉRAL", "3"]
    table.to_excel(path, index=False)

    error = refusal(settled, "residences", path)

    problem = find_problem(error, "« TOTAL GÉNÉRAL » n’est pas une ligne de données")
    assert (len(error.problems), problem.line) == (1, 5)
    assert "retirez-la, l’observatoire additionne lui-même" in problem.remedy


def test_residence_named_as_a_total_stays_a_residence(outlined: Store, tmp_path: Path):
    path = tmp_path / "r.xlsx"
    table = residences()
    table.loc[0, "nom"], table.loc[1, "nom"] = "Totale Vue", "Ensemble du Môle"
    table.to_excel(path, index=False)

    assert load_file(outlined, "residences", path).inserted == 3
