"""What is not written as declared and has one reading is accepted, and said."""

import zipfile
from pathlib import Path

import geopandas as gpd

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import (
    communes,
    occupation,
    parc,
    plain,
    residences,
    residences_on_map,
    rows_of,
    write_layer,
    write_table,
)

ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Parc">{table}</table:table></office:spreadsheet></office:body></office:document-content>"""


def said(report) -> list[str]:
    return [plain(notice.message) for notice in report.notices]


def test_counts_written_the_french_way_are_understood_and_said(inhabited: Store, tmp_path):
    table = parc()
    table.loc[0, ["logements", "loues", "loyer_total"]] = ["1 200", "1\u202f150", "412 345,50"]
    table.loc[1, ["vacants", "loyer_total", "surface_habitable"]] = ["2,0", "15\u00a0000", "2600,25"]

    report = load_file(inhabited, "parc", write_table(tmp_path / "p.csv", table), millesime=2016)

    stored = rows_of(
        inhabited,
        "select logements, loues, vacants, loyer_total, surface_habitable from source.parc order by residence",
    )
    assert stored == [(1200, 1150, 30, 412345.5, 78000.0), (40, 38, 2, 15000.0, 2600.25), (12, 12, 0, None, None)]
    said = {(notice.column, notice.lines) for notice in report.notices}
    assert said == {
        ("logements", (2,)),
        ("loues", (2,)),
        ("vacants", (3,)),
        ("loyer_total", (2,)),
        ("loyer_total", (2, 3)),
        ("surface_habitable", (3,)),
    }


def test_counts_in_a_layer_of_attributes_are_read_without_their_geometry(inhabited: Store, tmp_path):
    layer = gpd.GeoDataFrame(occupation(), geometry=residences_on_map().geometry[:2], crs=2154)

    report = load_file(inhabited, "occupation", write_layer(tmp_path / "o.gpkg", layer), millesime=2016)

    assert (report.inserted, report.understood.layer) == (2, "o")


def test_unknown_columns_are_reported_and_left_out(inhabited: Store, tmp_path: Path):
    table = parc().assign(commentaire="vu", gardien="oui")[["commentaire", *reversed(parc().columns), "gardien"]]

    report = load_file(inhabited, "parc", write_table(tmp_path / "p.csv", table), millesime=2016)

    assert report.columns_unknown == ("commentaire", "gardien")
    assert set(report.columns_read) == set(parc().columns)
    assert any("« commentaire », « gardien »" in plain(notice.message) for notice in report.notices)


def test_codes_exported_as_decimal_numbers_are_codes_again(outlined: Store, tmp_path: Path):
    table = residences().assign(code_insee=["74042.0", "74042.0", "74024.0"])

    report = load_file(outlined, "residences", write_table(tmp_path / "r.csv", table))

    assert "Les codes de « code_insee » finissent tous par « .0 », qui est retiré." in said(report)
    assert rows_of(outlined, "select distinct code_insee from source.residence order by 1") == [("74024",), ("74042",)]


def test_siren_written_in_groups_loses_its_spaces(outlined: Store, tmp_path: Path):
    table = residences().assign(bailleur_siren=["900 000 002", "900\u202f000\u202f002", "900000003"])

    report = load_file(outlined, "residences", write_table(tmp_path / "r.csv", table))

    (notice,) = (notice for notice in report.notices if notice.column == "bailleur_siren")
    assert (plain(notice.message), notice.lines) == (
        "Des espaces sont retirés des codes de « bailleur_siren ».",
        (2, 3),
    )
    assert rows_of(outlined, "select siren from source.bailleur order by 1") == [("900000002",), ("900000003",)]


def test_file_without_a_last_line_break_is_read_and_its_end_is_doubted(inhabited: Store, tmp_path: Path):
    path = write_table(tmp_path / "p.csv", parc())
    path.write_bytes(path.read_bytes().rstrip())

    report = load_file(inhabited, "parc", path, millesime=2016)

    assert report.inserted == 3
    assert "Le fichier ne finit pas par un saut de ligne : vérifiez qu’il est complet." in said(report)


def test_empty_cells_after_the_last_column_are_dropped(inhabited: Store, tmp_path: Path):
    path = write_table(tmp_path / "p.csv", parc())
    path.write_text(path.read_text().replace("\n", ";;\n").replace("surface_habitable;;", "surface_habitable"))

    assert load_file(inhabited, "parc", path, millesime=2016).inserted == 3


def test_coordinates_beside_a_geometry_are_set_aside(outlined: Store, tmp_path: Path):
    layer = residences_on_map().assign(longitude=0.0, latitude=0.0)

    report = load_file(outlined, "residences", write_layer(tmp_path / "r.gpkg", layer))

    assert "La géométrie du fichier fait foi : « longitude », « latitude » sont ignorées." in said(report)
    assert report.columns_unknown == ()


def test_communes_of_a_known_epci_need_not_name_it_again(inhabited: Store, tmp_path: Path):
    layer = communes().drop(columns="epci_nom")

    report = load_file(inhabited, "communes", write_layer(tmp_path / "c.gpkg", layer))

    assert report.unchanged == 2


def test_epci_that_nothing_names_goes_by_its_siren(inhabited: Store, tmp_path: Path):
    layer = communes().drop(columns="epci_nom").assign(epci_siren=["200011773", "200000172"])

    report = load_file(inhabited, "communes", write_layer(tmp_path / "c.gpkg", layer))

    assert "L’intercommunalité 200011773 n’a pas de nom : son SIREN en tient lieu." in said(report)
    assert rows_of(inhabited, "select nom from source.epci order by siren") == [
        ("CC Faucigny-Glières",),
        ("200011773",),
    ]


def test_communes_absent_from_a_new_file_stay_and_are_named(inhabited: Store, tmp_path: Path):
    report = load_file(inhabited, "communes", write_layer(tmp_path / "c.gpkg", communes().iloc[[0]]))

    assert "Ces communes enregistrées ne sont pas dans le fichier, et restent : « 74024 »." in said(report)


def test_sheet_of_another_suite_is_read(inhabited: Store, tmp_path: Path):
    rows = [list(parc().columns), *parc().to_numpy().tolist()]
    cells = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        for row in rows
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    path = tmp_path / "p.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS.format(table=table))

    report = load_file(inhabited, "parc", path, millesime=2016)

    assert (report.understood.format, report.inserted) == ("ODS", 3)
