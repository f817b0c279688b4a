"""The open file of the RPLS in its layouts: what it feeds, what it cannot, and how it gives way to landlords."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import SOUTH, WEST, plain, rows_of
from tests.support.official_files import ESTATES, Estate, dwellings_of, write_declaration
from tests.support.open_rpls import LAYOUTS, Town, write_open_file

TOWNS = (
    Town("74042", "Bonneville", WEST + 5000, SOUTH + 5000),
    Town("74024", "Ayse", WEST + 15_000, SOUTH + 5000),
    Town("01004", "Ambérieu-en-Bugey", 880_000, 6_540_000),
)


@pytest.mark.parametrize(("layout", "encoding"), [("ancien", "latin-1"), ("2023", "utf8"), ("2025", "utf8")])
def test_open_file_of_any_layout_gives_the_stock_and_its_place_and_nothing_of_who_lives_there(
    outlined: Store, tmp_path: Path, layout: str, encoding: str
):
    path = write_open_file(tmp_path / "rpls.csv", TOWNS, 600, layout=layout, encoding=encoding)
    rows = pl.read_csv(path, separator=";", infer_schema=False, encoding="utf8" if encoding == "utf8" else "iso8859-1")
    commune = "DEPCOM_CODE" if layout == "2023" else "DEPCOM"
    mine = rows.filter(pl.col(commune).is_in(["74042", "74024"]))
    old = mine.filter(pl.coalesce(pl.col("LOCAT").replace("9999", None), pl.col("CONSTRUCT")).cast(pl.Int32) < 1975)

    report = load_file(outlined, "auto", path, millesime=2025)

    assert report.rows == 600
    assert report.understood.encoding == ("UTF-8" if encoding == "utf8" else "Windows-1252")
    assert any("ne dit ni le bailleur, ni l’occupation" in plain(notice.message) for notice in report.notices)
    assert rows_of(
        outlined,
        "select sum(logements), sum(avant_1975), sum(surface_habitable), sum(t1), sum(t5), count(loues), count(emmenages),"
        " sum(dpe_abc), sum(dpe_de), sum(dpe_fg)"
        " from source.parc where millesime = 2025",
    ) == [
        (
            mine.height,
            old.height,
            float(mine["SURFHAB"].cast(pl.Int32).sum()),
            mine.filter(pl.col("NBPIECE") == "1").height,
            mine.filter(pl.col("NBPIECE").cast(pl.Int32) >= 5).height,
            0,
            0,
            *(mine.filter(pl.col("DPEENERGIE").is_in(list(classes))).height for classes in ("ABC", "DE", "FG")),
        )
    ]
    placed = rows_of(outlined, "select count(*) filter (where not lieu_approche), count(secteur) from source.residence")
    assert (placed[0][0] > 0) == (layout != "ancien")
    assert rows_of(outlined, "select distinct nom like '%Ã%' from source.residence") == [(False,)]


def test_same_open_file_again_and_packed_as_it_is_published_changes_nothing(outlined: Store, tmp_path: Path):
    path = write_open_file(tmp_path / "rpls.csv", TOWNS, 300)
    first = load_file(outlined, "rpls-ouvert", path, millesime=2025)

    packed = path.with_name("rpls.csv.gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    again = load_file(outlined, "rpls-ouvert", packed, millesime=2025)

    assert (again.inserted, again.updated, again.unchanged) == (0, 0, first.inserted)


def write_estates(path: Path, estates: tuple[Estate, ...]) -> Path:
    """The open file of some programmes: what their landlord declares, with their coordinates."""
    placed = [
        {name: record.get(name, "") for name in ("DEPCOM", "LIBCOM", "NUMVOIE", "TYPVOIE", "NOMVOIE", "COMPLGEO", "NBPIECE", "SURFHAB", "CONSTRUCT", "LOCAT", "FINAN")}
        | {"EPSG": "2154", "X": str(estate.x), "Y": str(estate.y)}
        for estate in estates
        for record in dwellings_of([estate], 2016)
    ]  # fmt: skip
    path.write_text(pl.DataFrame(placed).write_csv(separator=";", quote_style="always"), encoding="utf-8")
    return path


def test_landlord_takes_over_the_residences_of_the_open_file_with_their_place(outlined: Store, tmp_path: Path):
    load_file(outlined, "rpls-ouvert", write_estates(tmp_path / "open.csv", ESTATES), millesime=2016)
    before = rows_of(outlined, "select code, st_astext(geom) from source.residence order by 1")

    path = write_declaration(tmp_path / "rpls.txt", dwellings_of(ESTATES, 2016))
    load_file(outlined, "rpls-bailleur", path)

    assert rows_of(outlined, "select code, st_astext(geom) from source.residence order by 1") == before
    assert rows_of(outlined, "select distinct bailleur_siren, lieu_approche from source.residence") == [
        ("900000002", False)
    ]
    assert rows_of(outlined, "select sum(logements), count(loues) from source.parc") == [(75, 3)]


def test_open_file_places_what_a_landlord_declared_and_touches_nothing_else(outlined: Store, tmp_path: Path):
    declared = write_declaration(tmp_path / "rpls.txt", dwellings_of(ESTATES, 2016))
    load_file(outlined, "rpls-bailleur", declared)
    before = rows_of(outlined, "select * from source.parc order by residence")

    load_file(outlined, "rpls-ouvert", write_estates(tmp_path / "open.csv", ESTATES), millesime=2016)

    assert rows_of(outlined, "select * from source.parc order by residence") == before
    assert rows_of(outlined, "select nom, secteur, code_qp, lieu_approche from source.residence order by nom") == [
        ("12 rue DU CHÂTEAU", "74042-02", None, False),
        ("L'ORÉE", None, None, False),
        ("LES ÎLES", "74042-01", "QN07406I", False),
    ]
    assert load_file(outlined, "rpls-bailleur", declared).updated == 0


def test_layouts_have_the_number_of_columns_of_the_real_files():
    assert {name: len(columns) for name, columns in LAYOUTS.items()}.items() >= {"ancien": 41}.items()


@pytest.mark.parametrize(
    ("layout", "year", "doubted"),
    [
        ("ancien", 2022, False),
        ("ancien", 2023, True),
        ("2023", 2024, False),
        ("2023", 2025, True),
        ("2023", 2014, True),
        ("2025", 2024, False),
        ("2025", 2023, True),
        ("2025", 2031, False),
    ],
)
def test_year_that_the_layout_contradicts_is_said_with_what_to_do(
    outlined: Store, tmp_path: Path, layout: str, year: int, doubted: bool
):
    path = write_open_file(tmp_path / "rpls.csv", TOWNS, 60, layout=layout)

    said = [
        plain(notice.message) for notice in load_file(outlined, "rpls-ouvert", path, millesime=year, check=True).notices
    ]

    assert any(f"chargez le fichier de {year}" in each for each in said) is doubted
    assert any("faute de colonne X" in each for each in said) is (layout == "ancien")
    assert not any("répertoriée" in each for each in said)


def test_layout_of_a_year_to_come_says_what_it_no_longer_gives(outlined: Store, tmp_path: Path):
    path = write_open_file(tmp_path / "rpls.csv", TOWNS, 60)
    head, _, rows = path.read_text(encoding="utf-8").partition("\n")
    for old, new in (
        ("PLG_QP24", "PLG_QP30"),
        ("SURFHAB", "SURFACE_HAB"),
        ('"X"', '"COORD_X"'),
        ("FINAN_CODE", "FINANCE"),
    ):
        assert old in head
        head = head.replace(old, new)
    path.write_text(f"{head}\n{rows}", encoding="utf-8")

    said = [plain(notice.message) for notice in load_file(outlined, "rpls-ouvert", path, millesime=2030).notices]

    assert any("n’est pas répertoriée" in each for each in said)
    assert any("ne donne pas la surface, la place, faute de colonne SURFHAB, X." in each for each in said), said
