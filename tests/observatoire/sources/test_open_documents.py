"""Workbooks of LibreOffice (ODS): what a person does not see, or what is not what it seems, is said or refused as in XLSX."""

from pathlib import Path

import pytest

from observatoire.sources.formats import find_kind
from observatoire.sources.loading import load_file
from observatoire.sources.reading.entrance import read_table
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, parc, plain, refusal, rows_of
from tests.support.open_document import (
    empty,
    number,
    pack,
    row,
    rows_of_table,
    sheet,
    text,
    write_open_document,
)

TABLE = [list(parc().columns), *parc().to_numpy().tolist()]
SURFACE = TABLE[0].index("surface_habitable")
"""A column that may be empty: a cell in error there would be taken for one."""
ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="{kind}" calcext:value-type="{calc}">'
    "<text:p>{shown}</text:p></table:table-cell>"
)
ENCRYPTED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="9">'
    '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
)


def rows_with(line: int, column: int, cell: str) -> list[str]:
    """The rows of the stock, one cell of which, at a row counted from 1, is written otherwise."""
    rows = rows_of_table(TABLE)
    cells = [number(each) if each.replace(".", "", 1).isdigit() else text(each) for each in TABLE[line - 1]]
    cells[column] = cell
    rows[line - 1] = row(cells)
    return rows


def write(path: Path, *rows: str) -> Path:
    return write_open_document(path / "p.ods", sheet(rows))


def test_stock_is_read_with_what_the_sheet_hides_said(inhabited: Store, tmp_path: Path):
    rows = rows_of_table(TABLE)
    rows[2] = rows[2].replace("<table:table-row ", '<table:table-row table:visibility="filter" ')
    rows.insert(1, row([empty(5)], 'table:number-rows-repeated="3"'))
    path = write_open_document(
        tmp_path / "p.ods", sheet([row([number(3)])], "Listes", hidden=True), sheet(rows, "Parc 2016")
    )

    report = load_file(inhabited, "parc", path, millesime=2016)

    assert (report.understood.format, report.understood.sheet, report.inserted) == ("ODS", "Parc 2016", 3)
    assert [(plain(each.message), each.lines) for each in report.notices] == [
        ("Ce que contiennent des feuilles masquées n’est pas lu : « Listes ».", ()),
        ("1 ligne masquée par un filtre a été lue : si elles ne doivent pas l’être, retirez-les du fichier.", (6,)),
    ]
    stored = "select residence, logements, surface_habitable from source.parc order by 1"
    assert rows_of(inhabited, stored) == [("HAL-1", 1200, 78000.0), ("HAL-2", 40, 2600.25), ("SEM-1", 12, None)]


def test_rows_of_a_folded_group_are_hidden_rows(tmp_path: Path):
    header, *rows = rows_of_table(TABLE)
    folded = f'<table:table-row-group table:display="false">{"".join(rows)}</table:table-row-group>'

    (notice,) = read_table(write(tmp_path, header, folded), find_kind("parc")).notices

    assert notice.lines == (2, 3, 4)
    assert "3 lignes masquées dans le tableur" in plain(notice.message)


@pytest.mark.parametrize(
    ("kind", "calc", "shown"),
    [
        ('string" office:string-value="', "error", "#DIV/0!"),
        ('float" office:value="0', "float", "#REF!"),
        ('string" office:string-value="', "error", "Err:502"),
    ],
    ids=["of today", "of before 2013", "numbered"],
)
def test_cell_in_error_is_refused_with_its_value(settled: Store, tmp_path: Path, kind: str, calc: str, shown: str):
    path = write(tmp_path, *rows_with(3, SURFACE, ERROR.format(kind=kind, calc=calc, shown=shown)))

    problem = find_problem(refusal(settled, "parc", path, 2016), "La cellule K3 est en erreur")

    assert (problem.line, problem.column, problem.value) == (3, "surface_habitable", shown)


CELLS = {
    "never computed": (
        '<table:table-cell table:formula="of:=1+1"/>',
        "La formule de la cellule K3 n’a jamais été calculée",
        "enregistrez-le",
    ),
    "without a type": (
        "<table:table-cell><text:p>12</text:p></table:table-cell>",
        "Le type de la valeur de la cellule K3 n’est pas écrit",
        "XLSX",
    ),
    "hidden under a merged cell": (
        number(12, tag="covered-table-cell"),
        "La cellule K3 est cachée sous des cellules fusionnées",
        "Défusionnez",
    ),
    "two numbers on a line": (
        '<table:table-cell office:value-type="string"><text:p>1<text:tab/>2</text:p></table:table-cell>',
        "contient une tabulation",
        "une seule ligne",
    ),
    "a day": (
        '<table:table-cell office:value-type="date" office:date-value="2016-02-01"><text:p>01/02</text:p></table:table-cell>',
        "« 2016-02-01 » est une date",
        "Écrivez un nombre",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_cell_whose_value_cannot_be_known_is_refused(settled: Store, tmp_path: Path, name: str):
    cell, words, remedy = CELLS[name]
    path = write(tmp_path, *rows_with(3, SURFACE, cell))

    problem = find_problem(refusal(settled, "parc", path, 2016), words)

    assert (problem.line, problem.column) == (3, "surface_habitable")
    assert remedy in plain(problem.remedy)


def test_cells_that_are_repeated_are_looked_at_where_they_are(settled: Store, tmp_path: Path):
    rows = rows_of_table(TABLE)
    wrong = number(1, "100 %", kind="percentage", more='table:number-columns-repeated="2"')
    rows[2:3] = [row([text("HAL-2"), number(40), number(38), wrong, *[number(0)] * 6])]

    error = refusal(settled, "parc", write(tmp_path, *rows), 2016)

    assert [(each.line, each.column, each.value) for each in error.problems] == [
        (3, "vacants", "100 %"),
        (3, "vacants_3_mois", "100 %"),
    ]


def test_formulas_already_computed_are_counted_and_said(tmp_path: Path):
    path = write(tmp_path, *rows_with(3, 1, number(40, more='table:formula="of:=[.B2]"')))

    table = read_table(path, find_kind("parc"))

    assert table.cells.iloc[1, 1] == "40"
    assert [plain(each.message) for each in table.notices] == [
        "La feuille contient 1 formule : leur dernière valeur calculée est prise."
    ]


def test_note_on_a_cell_is_no_part_of_its_value(tmp_path: Path):
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><dc:creator>Moi</dc:creator>'
        "<text:p>9</text:p></office:annotation><text:p>40</text:p></table:table-cell>"
    )

    assert read_table(write(tmp_path, *rows_with(3, 1, cell)), find_kind("parc")).cells.iloc[1, 1] == "40"


def test_merged_header_is_refused_with_its_columns(settled: Store, tmp_path: Path):
    cells = [text(name) for name in TABLE[0]]
    cells[1:4] = [
        cells[1].replace("<table:table-cell ", '<table:table-cell table:number-columns-spanned="3" '),
        empty(2, "covered-table-cell"),
    ]

    path = write(tmp_path, row(cells), *rows_of_table(TABLE)[1:])

    problem = find_problem(refusal(settled, "parc", path, 2016), "cellules fusionnées (colonnes 2 à 4)")
    assert (problem.line, "Défusionnez" in problem.remedy) == (1, True)


def test_two_sheets_with_data_are_refused_by_name(settled: Store, tmp_path: Path):
    path = write_open_document(tmp_path / "p.ods", sheet(rows_of_table(TABLE)), sheet([row([number(3)])], "Calculs"))

    find_problem(refusal(settled, "parc", path, 2016), "2 feuilles remplies : « Parc », « Calculs »")


@pytest.mark.parametrize(
    ("columns", "rows", "words"),
    [
        (16_384, 1_048_576, "Une feuille du classeur est immense"),
        (3, 1_048_000, "a 1 048 004 lignes ; la limite est de 1 000 000"),
        (16_384, 1_000, "soit 16 449 536 cellules ; la limite est de 10 000 000"),
    ],
)
def test_cell_repeated_to_the_end_of_the_sheet_is_refused_before_it_fills_the_memory(
    settled: Store, tmp_path: Path, columns: int, rows: int, words: str
):
    bomb = row([number(1, more=f'table:number-columns-repeated="{columns}"')], f'table:number-rows-repeated="{rows}"')

    find_problem(refusal(settled, "parc", write(tmp_path, *rows_of_table(TABLE), bomb), 2016), words)


def test_content_that_unpacks_without_end_is_not_opened(settled: Store, tmp_path: Path):
    path = pack(tmp_path / "p.ods", b" " * 250_000_000)

    assert "ferait" in plain(refusal(settled, "parc", path, 2016).problems[0].message)


def test_document_with_a_password_says_so(settled: Store, tmp_path: Path):
    path = pack(tmp_path / "p.ods", bytes(range(256)), ENCRYPTED)

    problem = find_problem(refusal(settled, "parc", path, 2016), "protégé par un mot de passe")

    assert "retirez le mot de passe" in problem.remedy
