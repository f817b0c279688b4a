"""Files as landlords really send them: what has one reading loads and is said, the rest is refused with its remedy."""

import struct
import unicodedata
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
import shapely

from observatoire.sources.loading import load_file
from observatoire.sources.recognition import recognise
from observatoire.sources.report import LoadReport
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import (
    find_problem,
    parc,
    plain,
    refusal,
    residences,
    residences_on_map,
    write_layer,
)

COUNTS = [";".join(parc().columns), *(";".join(row) for row in parc().to_numpy())]
STOCK = [";".join(residences().columns), *(";".join(row) for row in residences().to_numpy())]


def lines(*rows: str, encoding: str = "utf-8") -> bytes:
    return ("\n".join(rows) + "\n").encode(encoding)


def change(rows: list[str], rank: int, column: str, value: str) -> bytes:
    """One cell written otherwise."""
    cells = rows[rank].split(";")
    cells[rows[0].split(";").index(column)] = value
    return lines(*rows[:rank], ";".join(cells), *rows[rank + 1 :])


LOADED: dict[str, tuple[str, bytes, str]] = {
    # how it comes: kind, content, words of what is said (none: nothing to say)
    "a separator inside quotes": ("residences", change(STOCK, 1, "adresse", '"1 avenue ; bât. A"'), ""),
    "UTF-16 with its mark": ("parc", lines(*COUNTS, encoding="utf-16"), ""),
    "the header on line 3": ("parc", lines("Parc au 1er janvier;;", "", *COUNTS), "L’en-tête est à la ligne 3"),
    "the separator told to the spreadsheet": ("parc", lines("sep=;", *COUNTS), "L’en-tête est à la ligne 2"),
    "a title in quotes": ("parc", lines('"Parc ; Halpades"', *COUNTS), "L’en-tête est à la ligne 2"),
    "a SIREN with spaces": ("residences", change(STOCK, 1, "bailleur_siren", "900 000 002"), "espaces sont retirés"),
    "letters and accents apart": (
        "residences",
        lines(*(unicodedata.normalize("NFD", row) for row in STOCK)),
        "",
    ),
    "line ends of an old Macintosh": ("parc", lines(*COUNTS).replace(b"\n", b"\r"), ""),
    "separators in excess": ("parc", lines(*(f"{row};;" for row in COUNTS)), ""),
    "every cell in quotes": ("parc", lines(*(f'"{row}"'.replace(";", '";"') for row in COUNTS)), ""),
}


@pytest.mark.parametrize("name", LOADED)
def test_file_with_one_reading_is_understood(settled: Store, tmp_path: Path, name: str):
    kind, content, said = LOADED[name]
    path = tmp_path / "f.csv"
    path.write_bytes(content)

    report = check(settled, kind, path)

    assert recognise(path).kind == kind
    assert report.rows == 3
    assert report.columns_unknown == ()
    assert any(said in plain(notice.message) for notice in report.notices) or not said


def check(store: Store, kind: str, path: Path) -> LoadReport:
    return load_file(store, kind, path, millesime=2016 if kind == "parc" else None, check=True)


ASK_EXACT, ASK_KNOWN = "Demandez au bailleur le nombre exact", "ne dit pas combien, et zéro s’écrit 0"
ASK_COUNT = "Donnez l’effectif, et non la part"
TOTAL = "C’est une ligne de total : retirez-la"
TWO_SEPARATORS = "celui de cette ligne est « virgule », celui de l’en-tête « point-virgule »"
REFUSED: dict[str, tuple[str, bytes, int, str | None, str, str]] = {
    # what is wrong: kind, content, line, column, words of the message, words of the remedy
    **{
        f"« {value} » for a count": ("parc", change(COUNTS, 2, "vacants", value), 3, "vacants", f"« {value} »", remedy)
        for remedy, values in {
            ASK_KNOWN: ("n.c.", "-", "NA", "ns", "***"),
            ASK_EXACT: ("< 11", "<=5", "moins de 11"),
            ASK_COUNT: ("5 %", "0,05", ".05"),
        }.items()
        for value in values
    },
    "a header inside quotes": (
        "parc",
        lines('"', *COUNTS[:1], '"'),
        2,
        None,
        "pris dans un texte",
        "fermez les guillemets",
    ),
    "a line of totals": ("parc", lines(*COUNTS, "TOTAL;9;9;0;;;9;0;0;;"), 5, "residence", "« TOTAL »", TOTAL),
    "a subtotal": ("parc", lines(*COUNTS, "Sous-total 74;9;9;0;;;9;0;0;;"), 5, "residence", "« Sous-total 74 »", TOTAL),
    "a code that a spreadsheet counted": (
        "parc",
        change(COUNTS, 1, "residence", "7,40E+04"),
        2,
        "residence",
        "« 7,40E+04 »",
        "reprenez les codes d’origine",
    ),
    "two separators": (
        "parc",
        lines(*COUNTS[:2], COUNTS[2].replace(";", ","), COUNTS[3]),
        3,
        None,
        TWO_SEPARATORS,
        "même séparateur",
    ),
    "lost leading zeros": (
        "residences",
        change(STOCK, 1, "code_insee", "1001"),
        2,
        "code_insee",
        "« 1001 » n’a pas la forme attendue",
        "avec son zéro au début",
    ),
    "a postal code": (
        "residences",
        change(STOCK, 1, "code_insee", "74130"),
        2,
        "code_insee",
        "74130 n’est pas enregistrée",
        "74042 Bonneville",
    ),
    "metres in unnamed columns": (
        "residences",
        lines(STOCK[0].replace("longitude", "X").replace("latitude", "Y"), *STOCK[1:]),
        1,
        "longitude",
        "« longitude » manque",
        "« X » et « Y » ne disent pas leur système",
    ),
    "the middle of nowhere": (
        "residences",
        change(change(STOCK, 1, "longitude", "0").decode().splitlines(), 1, "latitude", "0"),
        2,
        None,
        "hors de la France métropolitaine",
        "Vérifiez les coordonnées",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_file_with_a_usual_fault_is_refused_with_its_remedy(settled: Store, tmp_path: Path, name: str):
    kind, content, line, column, message, remedy = REFUSED[name]
    path = tmp_path / "f.csv"
    path.write_bytes(content)

    problem = find_problem(refusal(settled, kind, path, 2016 if kind == "parc" else None), message)

    assert (problem.line, problem.column) == (line, column)
    assert remedy in plain(problem.remedy)


@pytest.mark.parametrize(
    ("move", "remedy"),
    [
        (lambda layer: layer.to_crs(4326).set_crs(2154, allow_override=True), "déclarez WGS 84 (EPSG:4326)"),
        (
            lambda layer: layer.set_geometry(
                shapely.transform(layer.geometry.to_numpy(), lambda points: points[:, ::-1]), crs=2154
            ),
            "Les coordonnées X et Y sont inversées",
        ),
    ],
    ids=["degrees", "exchanged"],
)
def test_layer_in_lambert93_that_holds_something_else_is_recognised(
    settled: Store, tmp_path: Path, move: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame], remedy: str
):
    path = write_layer(tmp_path / "r.gpkg", move(residences_on_map()))

    problem = find_problem(refusal(settled, "residences", path), "hors de la France métropolitaine")

    assert remedy in plain(problem.remedy)


@pytest.mark.parametrize("first", [True, False])
def test_hidden_sheet_is_left_out_and_said(settled: Store, tmp_path: Path, first: bool):
    path = tmp_path / "p.xlsx"
    parc().to_excel(path, index=False, sheet_name="Parc")
    book = openpyxl.load_workbook(path)
    hidden = book.create_sheet("Listes", 0 if first else None)
    hidden["B2"], hidden.sheet_state = 3, "hidden"
    book.active = book["Parc"]
    book.save(path)

    report = check(settled, "parc", path)

    assert report.understood.sheet == "Parc"
    assert [plain(notice.message) for notice in report.notices] == [
        "Ce que contiennent des feuilles masquées n’est pas lu : « Listes »."
    ]


def test_workbook_with_a_password_says_so(settled: Store, tmp_path: Path):
    path = tmp_path / "p.xlsx"
    path.write_bytes(compound_file("EncryptionInfo", "EncryptedPackage"))

    problem = find_problem(refusal(settled, "parc", path, 2016), "protégé par un mot de passe")

    assert "retirez le mot de passe" in problem.remedy


def compound_file(*streams: str) -> bytes:
    """The envelope that a spreadsheet puts round an encrypted workbook, with these streams, all empty."""
    free, end, own = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", own, end, *[free] * 126)
    names = ("Root Entry", *streams, *[""] * (3 - len(streams)))
    entries = b""
    for rank, name in enumerate(names):
        text = name.encode("utf-16-le")
        size, kind = (len(text) + 2 if name else 0), (0 if not name else 2 if rank else 5)
        child = 1 if rank == 0 else free
        right = rank + 1 if 0 < rank < len(streams) else free
        entries += text.ljust(64, b"\0") + struct.pack("<HBBIII", size, kind, 1, free, right, child) + bytes(36)
        entries += struct.pack("<IQ", end, 0)
    return header + table + entries
