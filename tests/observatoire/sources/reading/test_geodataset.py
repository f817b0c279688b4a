"""What GDAL may be made to open by who sends a file: the file, and nothing else of the machine or of the network."""

import zipfile
from pathlib import Path

import pytest

from observatoire.errors import InvalidInputError
from observatoire.sources.reading.geodataset import open_dataset

ELSEWHERE = (
    '<OGRVRTDataSource><!-- <kml> --><OGRVRTLayer name="a"><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
    "<OGRWFSDataSource><!-- <kml> --><URL>http://127.0.0.1/{}</URL></OGRWFSDataSource>",
)


@pytest.mark.parametrize("program", ELSEWHERE)
@pytest.mark.parametrize("start", ["", "Version 300\n", "!table\n", "fgb\x03", "<kml/>"])
@pytest.mark.parametrize("suffix", ["kml", "gpkg", "tab", "mif", "fgb", "shp"])
def test_program_for_gdal_disguised_as_a_layer_is_refused(tmp_path: Path, suffix: str, start: str, program: str):
    """A VRT names another file of the machine, or a database, and GDAL would open it for who sent it."""
    plain, packed = tmp_path / f"c.{suffix}", tmp_path / "c.zip"
    plain.write_text(start + program.format("/etc/passwd"))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(plain, plain.name)
        archive.writestr("c.shx", "")
        archive.writestr("c.dbf", "")

    for path in (plain, packed):
        with pytest.raises(InvalidInputError) as refused:
            open_dataset(path)
        assert "n’est pas celui que son nom annonce" in refused.value.problems[0].message


def test_geojson_is_opened_by_its_name_whatever_it_holds(tmp_path: Path):
    path = tmp_path / "c.geojson"
    path.write_text('{"type": "gdal_streamed_alg", "note": "<OGRVRTDataSource>"}')

    assert open_dataset(path).name == f"GeoJSON:{path}"


def test_name_that_climbs_out_of_an_archive_is_never_a_path(tmp_path: Path):
    """Nothing is unpacked: a member is read where it is, under the archive's own name."""
    path = tmp_path / "c.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../etc/c.kml", "<kml></kml>")

    assert open_dataset(path).name == f"/vsizip/{{{path}}}/../../etc/c.kml"
