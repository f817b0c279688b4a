"""Every file that leaves by the command line, each audience and each format, against what that audience may read."""

from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pytest

from observatoire.access.audience import LEVELS, PUBLIC_LEVELS, Audience
from observatoire.exports.layers import export_communes, export_residences
from observatoire.exports.levels import export_indices
from observatoire.exports.public_map import _read_leaflet, export_public_map
from observatoire.files.tables import LAYER_WRITERS, TABLE_WRITERS
from tests.leaks.conftest import Served, name_number
from tests.leaks.oracle import Reader, list_numbers, list_permitted
from tests.support.every_output import find_numbers
from tests.support.marked_territory import TEXT

READERS = {
    Audience.PUBLIC: Reader("public"),
    Audience.PARTNER: Reader("commission"),
    Audience.EPCI: Reader("epci"),
}


def read_back(path: Path) -> pd.DataFrame:
    """The file, as whoever receives it opens it."""
    match path.suffix:
        case ".csv":
            return pd.read_csv(path)
        case ".xlsx":
            return pd.read_excel(path, engine="calamine")
        case ".parquet":
            return pd.read_parquet(path)
        case _:
            return pd.DataFrame(geopandas.read_file(path).drop(columns="geometry"))


def find_in(frame: pd.DataFrame) -> set[str]:
    cells: list[Any] = [
        value for name in frame for value in frame[name].tolist() if isinstance(value, int | float | str)
    ]
    return {name_number(each) for each in find_numbers(cells)}


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("ending", TABLE_WRITERS)
def test_indices_exported_hold_what_the_audience_may_read(
    served: Served, tmp_path: Path, audience: Audience, ending: str
):
    settings = served.marked.settings
    read: set[str] = set()
    for level in PUBLIC_LEVELS if audience is Audience.PUBLIC else LEVELS:
        path = tmp_path / f"{level}{ending}"
        export_indices(served.marked.store, path, level=level, audience=audience, number=None, settings=settings)
        assert TEXT.encode() not in path.read_bytes()
        read |= find_in(read_back(path))
    permitted = list_permitted(served, READERS[audience])

    assert read & list_numbers(served) - permitted == set()
    # Counts and indices are there; a share is left to whoever divides.
    assert [number for number in permitted - read if float(number) >= 1] == []


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("ending", LAYER_WRITERS)
def test_layers_exported_hold_what_the_audience_may_read(
    served: Served, tmp_path: Path, audience: Audience, ending: str
):
    residences, communes = tmp_path / f"residences{ending}", tmp_path / f"communes{ending}"
    export_residences(served.marked.store, residences, audience=audience, number=None)
    export_communes(served.marked.store, communes, audience=audience, number=None, settings=served.marked.settings)
    permitted = list_permitted(served, READERS[audience])

    for path in (residences, communes):
        assert TEXT.encode() not in path.read_bytes()
        assert find_in(read_back(path)) & list_numbers(served) - permitted == set()


def test_public_map_as_one_file_holds_no_number_of_a_residence(served: Served, tmp_path: Path):
    export_public_map(served.marked.store, tmp_path / "carte.html")
    page = (tmp_path / "carte.html").read_text(encoding="utf-8")
    library, _ = _read_leaflet()
    drawn = page.replace(library, "")

    assert len(drawn) < len(page)
    assert TEXT not in page
    assert not {name_number(each) for each in find_numbers(drawn)} & list_numbers(served)
