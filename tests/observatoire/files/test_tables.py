"""Files written whole or not at all, in the format that their name asks for."""

import json

import geopandas
import openpyxl
import pandas as pd
import pyogrio
import pytest
from shapely import Point, box

from observatoire.errors import InvalidInputError, UnavailableError
from observatoire.files.formulas import RISKY_STARTS
from observatoire.files.tables import write_layer, write_table
from tests.support.small_disks import files_no_larger_than

TABLE = pd.DataFrame({"nom": ["=1+1", "-Les Îles", None], "value": [-1.5, 0.1 + 0.2, None]}).astype({"nom": "str"})


def layer():
    names = pd.Series(["Les Îles", "@Bois"], dtype="str")
    outlines = [Point(950_000, 6_560_000), box(950_000, 6_560_000, 950_010, 6_560_010)]
    return geopandas.GeoDataFrame({"nom": names}, geometry=outlines, crs=2154)


def test_csv_neutralises_text_that_a_spreadsheet_would_run_and_leaves_numbers_alone(tmp_path):
    write_table(TABLE, tmp_path / "f.csv")

    assert (tmp_path / "f.csv").read_text().splitlines() == [
        "nom,value",
        "'=1+1,-1.5",
        "'-Les Îles,0.30000000000000004",
        ",",
    ]


def test_workbook_holds_text_not_formulas(tmp_path):
    write_table(TABLE, tmp_path / "f.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").active
    assert [cell.value for cell in sheet["A"]] == ["nom", "=1+1", "-Les Îles"]
    assert sheet["A2"].data_type == "s"
    assert [cell.quotePrefix for cell in sheet["A"]] == [False, True, True]
    assert sheet["B2"].value == -1.5


@pytest.mark.parametrize("start", RISKY_STARTS)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_spreadsheet_runs_what_a_landlord_wrote(tmp_path, start, ending):
    path = tmp_path / f"f.{ending}"
    frame = pd.DataFrame({"nom": [f'{start}HYPERLINK("http://exemple.fr")']}).astype("str")

    write_table(frame, path)

    if ending == "csv":
        assert path.read_bytes().decode().partition("\n")[2].lstrip('"').startswith("'")
    else:
        cell = openpyxl.load_workbook(path).active["A2"]
        assert (cell.data_type, cell.quotePrefix, cell.hyperlink) == ("s", True, None)


def test_parquet_keeps_types_and_missing_values(tmp_path):
    write_table(TABLE, tmp_path / "f.parquet")

    assert pd.read_parquet(tmp_path / "f.parquet")["value"].tolist()[:2] == [-1.5, 0.1 + 0.2]


def test_geopackage_is_in_the_legal_projection_and_named_after_the_file(tmp_path):
    write_layer(layer(), tmp_path / "residences.gpkg")

    assert pyogrio.list_layers(tmp_path / "residences.gpkg")[:, 0].tolist() == ["residences"]
    assert geopandas.read_file(tmp_path / "residences.gpkg").crs.to_epsg() == 2154


def test_geojson_is_in_wgs84_with_six_decimals(tmp_path):
    write_layer(layer(), tmp_path / "residences.geojson")

    document = json.loads((tmp_path / "residences.geojson").read_text())
    longitude, latitude = document["features"][0]["geometry"]["coordinates"]
    assert document["name"] == "residences"
    assert (6 < longitude < 7, 46 < latitude < 47) == (True, True)
    assert round(longitude, 6) == longitude


def test_geoparquet_keeps_the_projection(tmp_path):
    write_layer(layer(), tmp_path / "f.parquet")

    assert geopandas.read_parquet(tmp_path / "f.parquet").crs.to_epsg() == 2154


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_spreadsheet_of_a_layer_has_one_point_a_row(tmp_path, ending):
    path = tmp_path / f"f.{ending}"

    write_layer(layer(), path)

    frame = pd.read_csv(path) if ending == "csv" else pd.read_excel(path, engine="calamine")
    assert frame.columns.tolist() == ["nom", "longitude", "latitude"]
    assert frame["latitude"].between(46, 47).all()


@pytest.mark.parametrize(("write", "frame"), [(write_table, TABLE), (write_layer, layer())])
def test_unknown_ending_is_refused_and_the_known_ones_are_listed(tmp_path, write, frame):
    with pytest.raises(InvalidInputError) as refusal:
        write(frame, tmp_path / "f.docx")

    assert ".csv" in refusal.value.problems[0].remedy
    assert list(tmp_path.iterdir()) == []


def test_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(InvalidInputError):
        write_table(TABLE, tmp_path / "absent" / "f.csv")


def test_file_that_cannot_be_finished_leaves_the_former_one_alone(tmp_path):
    path = tmp_path / "f.parquet"
    path.write_text("ancien")

    with pytest.raises(Exception, match="nom"):
        write_table(pd.DataFrame({"nom": [1, "texte"]}), path)

    assert path.read_text() == "ancien"
    assert [each.name for each in tmp_path.iterdir()] == ["f.parquet"]


def test_workbook_where_there_is_no_folder_is_refused_in_french(tmp_path):
    with pytest.raises(InvalidInputError) as refusal:
        write_table(TABLE, tmp_path / "absent" / "f.xlsx")
    assert "ce dossier n’existe pas" in refusal.value.problems[0].message


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_disk_that_takes_no_more_is_said_with_its_folder_whatever_the_writer(tmp_path, ending):
    long = pd.DataFrame({"value": [each / 7 for each in range(20_000)]})

    with files_no_larger_than(100_000), pytest.raises(UnavailableError, match=f"dossier « {tmp_path} »"):
        write_table(long, tmp_path / f"f.{ending}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
def test_layer_that_gdal_cannot_finish_is_refused_in_french(tmp_path, ending):
    points = geopandas.GeoDataFrame(geometry=[Point(each, each) for each in range(20_000)], crs=2154)

    with files_no_larger_than(200_000), pytest.raises(InvalidInputError) as refusal:
        write_layer(points, tmp_path / f"f.{ending}")
    assert "le disque a refusé l’écriture" in refusal.value.problems[0].message
    assert not list(tmp_path.iterdir())
