"""Shares in the place of counts: 1 under a format of percentages is 100 %, and is never read as one dwelling."""

import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter

from observatoire.errors import InvalidInputError
from observatoire.sources.loading import load_file
from observatoire.sources.options import Options
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import HALPADES, find_problem, fingerprint, parc, plain, refusal, rows_of
from tests.support.drawn_surveys import HEADER_OF_RESIDENCES
from tests.support.old_workbook import Percentage, write_old_workbook
from tests.support.open_document import number, row, sheet, text, write_open_document

HEADER = list(parc().columns)
CONFIRMED = Options(bailleur=HALPADES, confirmed=True)
FORMATS = ("0%", "0.00%", '0.0\\ "de tout"\\ %', "[Red]0%;-0%")
Table = list[list[Any]]


def shares() -> Table:
    """The stock of three residences, of which two columns hold shares: nothing, or everything."""
    counts = [[each[0], *map(float, each[1:9])] for each in parc().fillna("0").replace("", "0").to_numpy()]
    for counted, share in zip(counts, (0.0, 1.0, 0.0), strict=True):
        counted[3] = counted[4] = Percentage(share)
    return [HEADER[:9], *counts]


def write_xlsx(path: Path, table: Table, format_code: str = "0%") -> Path:
    with xlsxwriter.Workbook(path) as book:
        percent = book.add_format({"num_format": format_code})
        page = book.add_worksheet("Parc")
        for line, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, Percentage):
                    page.write_number(line, column, cell.value, percent)
                else:
                    page.write(line, column, cell)
    return path


def write_ods(path: Path, table: Table) -> Path:
    return write_open_document(path, sheet(row(map(write_cell, cells)) for cells in table))


def write_cell(cell: Any) -> str:
    if isinstance(cell, Percentage):
        return number(cell.value, f"{100 * cell.value:.0f} %", kind="percentage")
    return text(cell) if isinstance(cell, str) else number(cell)


def write_csv(path: Path, table: Table) -> Path:
    shown = [
        [f"{100 * cell.value:.0f} %" if isinstance(cell, Percentage) else cell for cell in cells] for cells in table
    ]
    pd.DataFrame(shown[1:], columns=shown[0]).to_csv(path, index=False, sep=";")
    return path


WRITERS: dict[str, Callable[[Path, Table], Path]] = {
    **{f"XLSX {code}": partial(write_xlsx, format_code=code) for code in FORMATS},
    "XLS": lambda path, table: write_old_workbook(path, "Parc", table),
    "ODS": write_ods,
    "CSV": write_csv,
}


@pytest.mark.parametrize("name", WRITERS)
def test_shares_of_all_or_nothing_are_no_counts(settled: Store, tmp_path: Path, name: str):
    path = WRITERS[name](tmp_path / f"parc.{name.split(maxsplit=1)[0].lower()}", shares())

    error = refusal(settled, "parc", path, 2016)

    assert [(each.line, each.column, each.value) for each in error.problems] == [
        (line, column, value)
        for line, value in ((2, "0 %"), (3, "100 %"), (4, "0 %"))
        for column in ("vacants", "vacants_3_mois")
    ]
    problem = error.problems[0]
    assert plain(problem.message) == "« 0 % » n’est pas un nombre entier."
    assert "Donnez l’effectif, et non la part, sans signe ni format « % »" in plain(problem.remedy)


@pytest.mark.parametrize("code", ['0"%"', "0\\%", "0 [$%]", "General"])
def test_percent_sign_that_multiplies_nothing_leaves_counts_as_they_are(inhabited: Store, tmp_path: Path, code: str):
    path = write_xlsx(tmp_path / "p.xlsx", shares(), code)

    load_file(inhabited, "parc", path, millesime=2016)

    assert rows_of(inhabited, "select vacants from source.parc order by residence") == [(0,), (1,), (0,)]


def written_otherwise(path: Path, change: Callable[[str, str], str]) -> Path:
    """The same workbook, the parts of which are written as other programs do."""
    copy = path.with_name("other.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name).decode()))
    return copy


def add_prefixes(name: str, content: str) -> str:
    if not name.startswith("xl/worksheets/sheet"):
        return content
    for element in ("worksheet", "dimension", "sheetViews", "sheetView", "sheetFormatPr", "sheetData", "row", "c", "v", "pageMargins"):  # fmt: skip
        for opening in ("<", "</"):
            for after in (" ", ">", "/"):
                content = content.replace(f"{opening}{element}{after}", f"{opening}x:{element}{after}")
    return content.replace("xmlns=", "xmlns:x=")


def drop_addresses(name: str, content: str) -> str:
    if not name.startswith("xl/worksheets/sheet"):
        return content
    rows = [f'r="{line}"' for line in range(1, 9)] + [f'r="{letter}{line}"' for letter in "ABCDEFGHI" for line in range(1, 9)]  # fmt: skip
    for address in rows:
        content = content.replace(f" {address}", "")
    return content


def make_strict(_: str, content: str) -> str:
    return content.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ).replace(
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
        'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"',
    )


@pytest.mark.parametrize("change", [add_prefixes, drop_addresses, make_strict])
def test_workbook_of_another_program_is_looked_into_too(
    settled: Store, tmp_path: Path, change: Callable[[str, str], str]
):
    path = written_otherwise(write_xlsx(tmp_path / "p.xlsx", shares()), change)

    problem = find_problem(refusal(settled, "parc", path, 2016), "« 100 % » n’est pas un nombre entier")

    assert (problem.line, problem.column) == (3, "vacants")


@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_csv])
def test_survey_by_residence_has_no_share_for_a_count(
    settled: Store, tmp_path: Path, write: Callable[[Path, Table], Path]
):
    table: Table = [list(HEADER_OF_RESIDENCES), ["HAL-1", 100, 90, 88, 30, 50, 120, Percentage(1), 90, 25]]
    path = write(tmp_path / f"ops.{write.__name__[-4:].strip('_')}", table)
    before = fingerprint(settled)

    with pytest.raises(InvalidInputError) as error:
        load_file(settled, "ops", path, millesime=2016, options=CONFIRMED)

    problem = find_problem(error.value, "« 100 % » n’est pas un nombre entier")
    assert (problem.line, problem.column) == (2, HEADER_OF_RESIDENCES[7])
    assert fingerprint(settled) == before


DWELLINGS = ("Programme", "Taux de plafond (%)", "Type de famille", "Nb de majeurs", "Demandeurs d'emploi")


@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_csv])
def test_survey_by_dwelling_has_shares_of_the_ceiling_as_they_are_shown_and_no_other(
    inhabited: Store, tmp_path: Path, write: Callable[[Path, Table], Path]
):
    """Four households under 5 % of the ceiling: without its sign, « 4 » alone would be a fraction, 400 %."""
    rows = [["HAL-1", Percentage(share), "Couple", "2", "0"] for share in (0.0, 0.04, 0.03, 0.01)]
    path = write(tmp_path / f"ops.{write.__name__[-4:].strip('_')}", [list(DWELLINGS), *rows])

    load_file(inhabited, "ops", path, millesime=2016, options=CONFIRMED)

    assert rows_of(inhabited, "select menages_ressources_connues, ress_inf_20 from source.occupation") == [(4, 4)]

    rows[1][3] = Percentage(1)
    path = write(tmp_path / f"again.{write.__name__[-4:].strip('_')}", [list(DWELLINGS), *rows])
    with pytest.raises(InvalidInputError) as error:
        load_file(inhabited, "ops", path, millesime=2016, options=Options(bailleur=HALPADES))
    assert find_problem(error.value, "« 100 % » n’est pas un nombre de personnes").line == 3
