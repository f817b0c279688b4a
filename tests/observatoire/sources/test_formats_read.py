"""Every encoding, separator and file format gives the same rows in the store."""

import gzip
import zipfile

import geopandas as gpd
import pandas as pd
import pytest

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import (
    PLACES,
    communes,
    plain,
    residences,
    residences_on_map,
    rows_of,
    write_layer,
    write_table,
)

EXPECTED = [
    ("HAL-1", "Les Îles - bâtiment A", "74042", "74042-01", "QN07406I", 1966, "active"),
    ("HAL-2", "Le Château", "74042", "74042-02", None, 1988, "demolition"),
    ("SEM-1", "L'Orée", "74024", None, None, None, "active"),
]
STORED = "select code, nom, code_insee, secteur, code_qp, mise_en_service, statut from source.residence order by code"


def western(frame):
    """Without the dash and the apostrophe that ISO-8859-1 lacks."""
    return frame.replace({"–": "-", "’": "'"}, regex=True)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 avec BOM"),
        ("iso-8859-1", "ISO-8859-1"),
        ("utf-16", "UTF-16"),
    ],
)
def test_residences_in_any_encoding_and_separator_are_the_same(outlined: Store, tmp_path, encoding, said, separator):
    path = write_table(tmp_path / "r.csv", western(residences()), separator=separator, encoding=encoding)

    report = load_file(outlined, "residences", path)

    assert (report.understood.encoding, report.rows, report.inserted) == (said, 3, 3)
    assert report.understood.separator == {";": "point-virgule", ",": "virgule", "\t": "tabulation"}[separator]
    assert rows_of(outlined, STORED) == EXPECTED


def test_residences_in_windows_1252_keep_their_dashes_and_apostrophes(outlined: Store, tmp_path):
    path = write_table(tmp_path / "r.csv", residences(), encoding="cp1252")

    report = load_file(outlined, "residences", path)

    assert report.understood.encoding == "Windows-1252"
    assert [name for (name,) in rows_of(outlined, "select nom from source.residence order by code")] == [
        "Les Îles – bâtiment A",
        "Le Château",
        "L’Orée",
    ]


def test_residences_in_a_workbook_keep_codes_as_text(outlined: Store, tmp_path):
    table = western(residences()).astype({"code_insee": int, "bailleur_siren": float})
    path = tmp_path / "r.xlsx"
    table.to_excel(path, index=False, sheet_name="Patrimoine")

    report = load_file(outlined, "residences", path)

    assert (report.understood.format, report.understood.sheet) == ("XLSX", "Patrimoine")
    assert rows_of(outlined, STORED) == EXPECTED
    assert rows_of(outlined, "select siren from source.bailleur order by 1") == [("900000002",), ("900000003",)]
    assert any("« code_insee » contient des nombres" in plain(notice.message) for notice in report.notices)


def test_workbook_named_csv_is_read_for_what_it_is(outlined: Store, tmp_path):
    western(residences()).to_excel(tmp_path / "r.xlsx", index=False)
    path = (tmp_path / "r.xlsx").rename(tmp_path / "r.csv")

    assert load_file(outlined, "residences", path).understood.format == "XLSX"


def test_workbook_with_a_title_above_its_header_is_understood_and_said(outlined: Store, tmp_path):
    path = tmp_path / "r.xlsx"
    with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
        western(residences()).to_excel(writer, index=False, startrow=3, sheet_name="R")
        writer.sheets["R"].write(0, 0, "Patrimoine au 1er janvier")

    report = load_file(outlined, "residences", path)

    assert report.inserted == 3
    assert any("L’en-tête est à la ligne 4" in notice.message for notice in report.notices)


def pack(path, table, *beside):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(table, f"envoi 2025/{table.name}")
        for name in beside:
            archive.writestr(name, "à lire d’abord")


@pytest.mark.parametrize("packing", ["zip", "gzip", "a workbook in a ZIP", "a text in a ZIP"])
def test_table_that_came_packed_is_read_as_if_it_had_come_alone(outlined: Store, tmp_path, packing):
    table = write_table(tmp_path / "r.csv", western(residences()))
    path = tmp_path / "envoi.zip"
    match packing:
        case "gzip":
            path = tmp_path / "r.csv.gz"
            path.write_bytes(gzip.compress(table.read_bytes()))
        case "a workbook in a ZIP":
            table = tmp_path / "r.xlsx"
            western(residences()).to_excel(table, index=False)
            pack(path, table, "__MACOSX/._r.xlsx", "~$r.xlsx", "notice.pdf")
        case "a text in a ZIP":
            pack(path, table.rename(tmp_path / "r.txt"))
        case _:
            pack(path, table, "LISEZ-MOI.txt")

    report = load_file(outlined, "auto", path)

    assert (report.kind, report.inserted) == ("residences", 3)
    assert report.file.startswith("r.")
    assert rows_of(outlined, STORED) == EXPECTED


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (".gpkg", "GeoPackage"),
        (".geojson", "GeoJSON"),
        (".fgb", "FlatGeobuf"),
        (".shp", "Shapefile"),
        (".tab", "MapInfo"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*10 characters:UserWarning", "ignore:.*laundered:RuntimeWarning")
def test_residences_in_any_geographic_format_are_the_same(outlined: Store, tmp_path, ending, said):
    layer = western(residences_on_map())
    path = write_layer(tmp_path / f"r{ending}", layer.to_crs(4326) if ending == ".geojson" else layer)

    report = load_file(outlined, "residences", path)

    assert report.understood.format == said
    assert rows_of(outlined, STORED) == EXPECTED
    stored = rows_of(outlined, "select st_x(geom), st_y(geom), st_srid(geom) from source.residence order by code")
    assert [(round(x), round(y), srid) for x, y, srid in stored] == [(x, y, 2154) for x, y in PLACES.values()]


@pytest.mark.filterwarnings("ignore:.*10 characters:UserWarning", "ignore:.*laundered:RuntimeWarning")
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_zipped_shapefile_in_a_folder_is_read_with_its_accents(outlined: Store, tmp_path, encoding):
    western(residences_on_map()).to_file(tmp_path / "r.shp", encoding=encoding)
    path = tmp_path / "envoi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for ending in ("shp", "shx", "dbf", "prj"):  # without .cpg: nothing says the encoding
            archive.write(tmp_path / f"r.{ending}", f"dossier/r.{ending}")

    report = load_file(outlined, "residences", path)

    assert report.understood.crs == "EPSG:2154"
    assert rows_of(outlined, STORED) == EXPECTED
    assert any("« bailleur_s » du Shapefile est lue" in plain(notice.message) for notice in report.notices)


def test_footprints_place_residences_by_a_point_inside(outlined: Store, tmp_path):
    layer = western(residences_on_map())
    layer = layer.set_geometry(layer.buffer(30, cap_style="square"))

    load_file(outlined, "residences", write_layer(tmp_path / "r.gpkg", layer))

    assert rows_of(outlined, STORED) == EXPECTED
    assert rows_of(outlined, "select distinct st_geometrytype(geom) from source.residence") == [("ST_MultiPolygon",)]


@pytest.mark.parametrize("crs", [2154, 4326, 3857, 27572])
def test_communes_in_any_coordinate_system_are_stored_in_lambert93(store: Store, tmp_path, crs):
    report = load_file(store, "communes", write_layer(tmp_path / "c.gpkg", communes().to_crs(crs)))

    (area,) = rows_of(store, "select st_area(geom), st_srid(geom) from source.commune where code_insee = '74042'")
    assert area == (pytest.approx(1e8, rel=2e-3), 2154)
    assert report.understood.crs == f"EPSG:{crs}"
    assert rows_of(store, "select siren, nom from source.epci") == [("200000172", "CC Faucigny-Glières")]


def test_layer_named_as_the_kind_is_chosen_among_several(store: Store, tmp_path):
    path = write_layer(tmp_path / "t.gpkg", communes(), layer="communes")
    write_layer(path, gpd.GeoDataFrame({"a": [1]}, geometry=communes().geometry[:1], crs=2154), layer="autre", mode="a")

    assert load_file(store, "communes", path).understood.layer == "communes"
