"""The workbook of the SDES, spoilt in every way that was seen or can be: a message, a remedy, and the store as before."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from observatoire.sources.official.sdes_workbook import read_totals
from observatoire.sources.problems import ProblemList
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import find_problem, plain, refusal
from tests.support.old_workbook import Percentage

Rows = list[list[object]]
HEADER: list[object] = ["DEPCOM_ARM", "LIBCOM", "nb_loues", "nb_vacants", "nb_ls", "tx_vac", "tx_mob"]
ROWS: Rows = [
    ["74042", "Bonneville", 1188, 32, 1240, 2.7, "NC"],
    ["74024", "Ayse", 12, 0, 14, 0.0, 8.5],
]


def write_workbook(
    path: Path,
    header: list[object],
    rows: Rows,
    *,
    sheets: tuple[str, ...] = ("COMMUNES", "EPCI"),
    top: int = 5,
    merged: bool = False,
) -> Path:
    """The same table in each sheet, under a title; a text that begins with « = » is a formula never computed."""
    with xlsxwriter.Workbook(path) as workbook:
        percent = workbook.add_format({"num_format": "0.0%"})
        for sheet in map(workbook.add_worksheet, sheets):
            sheet.write(0, 0, "Résultats du RPLS")
            epci = sheet.name == "EPCI"
            for rank, row in enumerate([["EPCI", *header[1:]] if epci else header, *rows]):
                for column, cell in enumerate(row):
                    if isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(top + rank, column, cell, value="")
                    elif isinstance(cell, Percentage):
                        sheet.write_number(top + rank, column, cell.value, percent)
                    else:
                        sheet.write(top + rank, column, cell)
            if merged:
                sheet.merge_range(top, 2, top, 3, "nb_loues")
    return path


def change(row: int, name: str, value: object) -> Rows:
    rows = [list(each) for each in ROWS]
    rows[row][HEADER.index(name)] = value
    return rows


Write = Callable[[Path], Path]
SPOILT: dict[str, tuple[Write, str, str]] = {
    "a sheet is missing": (lambda path: write_workbook(path, HEADER, ROWS, sheets=("COMMUNES",)), "il manque", "SDES"),
    "sheets renamed": (lambda path: write_workbook(path, HEADER, ROWS, sheets=("Feuil1", "Feuil2")), "il manque", "SDES"),
    "header too far down": (lambda path: write_workbook(path, HEADER, ROWS, top=30), "l’en-tête n’est pas trouvé", "modifié"),
    "key renamed": (lambda path: write_workbook(path, ["Commune", *HEADER[1:]], ROWS), "l’en-tête n’est pas trouvé", "modifié"),
    "column taken away": (lambda path: write_workbook(path, [*HEADER[:4], "total", *HEADER[5:]], ROWS), "« nb_ls » manque", "modifié"),
    "doubled column": (lambda path: write_workbook(path, [*HEADER, "nb_ls"], [[*row, 1] for row in ROWS]), "« nb_ls » est 2 fois", "modifié"),
    "merged header": (lambda path: write_workbook(path, HEADER, ROWS, merged=True), "cellules fusionnées", "Défusionnez"),
    "doubled commune": (lambda path: write_workbook(path, HEADER, [*ROWS, ROWS[0]]), "74042 est sur plusieurs lignes", "une seule ligne"),
    "text for a number": (lambda path: write_workbook(path, HEADER, change(0, "nb_ls", "mille")), "« mille » n’est pas un nombre", "SDES"),
    "share for a number": (lambda path: write_workbook(path, HEADER, change(0, "nb_vacants", Percentage(1))), "la case est au format pourcentage", "SDES"),
    "negative": (lambda path: write_workbook(path, HEADER, change(0, "nb_loues", -3)), "ne peut pas être négatif", "SDES"),
    "more let than there are": (lambda path: write_workbook(path, HEADER, change(1, "nb_loues", 15)), "dépasse « nb_ls »", "SDES"),
    "formula never computed": (lambda path: write_workbook(path, HEADER, change(0, "nb_ls", "=C7+D7")), "formule", "tableur"),
    "elsewhere": (lambda path: write_workbook(path, HEADER, [["01001", "L’Abergement", 1, 1, 2, 1, 1]]), "Aucune commune", "communes"),
    "truncated": (lambda path: shorten(write_workbook(path, HEADER, ROWS)), "incomplet ou abîmé", "nouvel envoi"),
    "a PDF": (lambda path: write_bytes(path, b"%PDF-1.7\n"), "un PDF, malgré son nom", "XLSX"),
    "a CSV": (lambda path: write_bytes(path, b"DEPCOM_ARM;nb_ls\n74042;3\n"), "de type CSV", "tableur"),
    "empty": (lambda path: write_bytes(path, b""), "Le fichier est vide", "nouvel envoi"),
}  # fmt: skip


def shorten(path: Path) -> Path:
    return write_bytes(path, path.read_bytes()[:-400])


def write_bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_workbook_is_refused_with_its_remedy_and_nothing_is_written(settled: Store, tmp_path: Path, name: str):
    write, words, remedy = SPOILT[name]

    problem = find_problem(refusal(settled, "rpls-resultats", write(tmp_path / "resultats.xlsx"), 2016), words)

    assert remedy in plain(problem.remedy)


def test_rate_in_the_format_of_percentages_is_the_one_that_is_shown(tmp_path: Path):
    path = write_workbook(tmp_path / "resultats.xlsx", HEADER, change(0, "tx_vac", Percentage(0.07)))

    totals = read_totals(path, 2016, ProblemList(path.name))

    rates = totals.filter(pl.col("mesure") == "taux_vacance").select("code", "valeur")
    assert set(rates.rows()) == {("74024", 0.0), ("74042", 7.0)}
