"""The generator gives the committed files, and the same bytes each time."""

import hashlib
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from data.demo.apportionment import apportion
from tests.data.demo_reader import DEMO

ROOT = DEMO.parents[1]
GENERATED = {
    "secteurs.geojson",
    "qpv.geojson",
    "residences.csv",
    "residences-2018.xlsx",
    "parc-2014.csv",
    "parc-2016.csv",
    "parc-2018.csv",
    "occupation-2014.csv",
    "occupation-2016.csv",
    "occupation-2018.xlsx",
    "attributions-2017.csv",
    "attributions-2018.csv",
}


def generate(folder: Path) -> dict[str, str]:
    subprocess.run([sys.executable, "-m", "data.demo.generate", str(folder)], check=True, cwd=ROOT)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def read_cells(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("first")
    generate(folder)
    return folder


def test_generation_twice_gives_the_same_bytes(generated, tmp_path):
    first = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in generated.iterdir()}
    assert generate(tmp_path) == first
    assert set(first) == GENERATED


@pytest.mark.parametrize("name", sorted(name for name in GENERATED if not name.endswith(".xlsx")))
def test_committed_file_is_what_the_tables_give(generated, name):
    assert (DEMO / name).read_bytes() == (generated / name).read_bytes()


@pytest.mark.parametrize("name", sorted(name for name in GENERATED if name.endswith(".xlsx")))
def test_committed_workbook_holds_what_the_tables_give(generated, name):
    """Cells rather than bytes: two machines may compress differently."""
    assert read_cells(DEMO / name) == read_cells(generated / name)


def test_files_are_in_the_encodings_that_the_readme_says():
    assert (DEMO / "parc-2016.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    residences = (DEMO / "residences.csv").read_bytes()
    assert b"\r\n" in residences
    assert "Les Îles" in residences.decode("iso-8859-1")
    with pytest.raises(UnicodeDecodeError):
        residences.decode("utf-8")


@pytest.mark.parametrize(
    ("total", "weights", "caps", "expected"),
    [
        (10, [1, 1, 2], [10, 10, 10], [3, 2, 5]),
        (7, [1, 1], [2, 10], [2, 5]),
        (0, [1, 1], [5, 5], [0, 0]),
        (3, [0, 1], [5, 5], [0, 3]),
    ],
    ids=["proportional", "capped", "nothing", "no_weight_no_share"],
)
def test_apportion_shares_the_whole_total(total, weights, caps, expected):
    assert apportion(total, weights, caps) == expected


def test_apportion_above_the_caps_is_refused():
    with pytest.raises(ValueError, match="at most"):
        apportion(5, [1, 0], [4, 10])
