"""Every kind of outline, in every format that landlords and mapping software write, in every projection in use here."""

import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import box

from observatoire.sources.loading import load_file
from observatoire.sources.recognition import recognise
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import SIDE, SOUTH, WEST, communes, qpv, secteurs, write_layer

LAMBERT_93, WGS84, CC46 = 2154, 4326, 3946
PROJECTIONS = (LAMBERT_93, WGS84, CC46)
FORMATS = {"geojson": "GeoJSON", "gpkg": "GeoPackage", "fgb": "FlatGeobuf", "zip": "Shapefile"}


def list_layers() -> dict[str, tuple[str, gpd.GeoDataFrame]]:
    """Each layer under the names of its official file, with its kind."""
    around = gpd.GeoDataFrame(
        {"siren_epci": ["200000172"], "nom": ["CC Faucigny-Glières"]},
        geometry=[box(WEST, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE)],
        crs=LAMBERT_93,
    )
    former = qpv().rename(columns={"code_qp": "CODE_QP", "lib_qp": "NOM_QP"}).assign(CODE_QP="QP074005")
    return {
        "communes": ("communes", communes()[["code_insee", "nom", "geometry"]].rename(columns={"code_insee": "code"})),
        "EPCI": ("epci", around),
        "QPV of 2015": ("qpv", former),
        "QPV of 2024": ("qpv", qpv()),
        "secteurs": ("secteurs", secteurs()),
    }


def write(folder: Path, layer: gpd.GeoDataFrame, ending: str) -> Path:
    """A layer in a format; a Shapefile goes in an archive."""
    if ending != "zip":
        return write_layer(folder / f"f.{ending}", layer)
    write_layer(folder / "f.shp", layer)
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        for part in ("shp", "shx", "dbf", "prj", "cpg"):
            archive.write(folder / f"f.{part}", f"f.{part}")
    return folder / "f.zip"


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.filterwarnings("ignore:.*10 characters:UserWarning", "ignore:.*laundered:RuntimeWarning")
def test_layer_is_recognised_and_put_in_its_place(settled: Store, tmp_path: Path, ending: str):
    found, expected = {}, {}
    for rank, (name, (kind, layer)) in enumerate(list_layers().items(), start=list(FORMATS).index(ending)):
        # Every kind in every format; each of both in every projection, in turn.
        crs = PROJECTIONS[rank % len(PROJECTIONS)]
        path = write(tmp_path, layer.to_crs(crs), ending)
        report = load_file(settled, kind, path, check=True)
        found[name] = (recognise(path).kind, report.understood.format, report.understood.crs, report.rows)
        expected[name] = (kind, FORMATS[ending], f"EPSG:{crs}", len(layer))
        assert report.updated + report.removed == 0, f"{name}: the same outlines are the same in EPSG:{crs}"
        path.unlink()

    assert found == expected
