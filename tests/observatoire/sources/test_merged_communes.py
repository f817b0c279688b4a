"""A commune absorbed by another while the observatory lives: nothing of what was in it is lost, and nothing counted twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import (
    BORDER,
    SIDE,
    SOUTH,
    WEST,
    communes,
    find_problem,
    plain,
    refusal,
    residences,
    rows_of,
    write_layer,
    write_table,
)
from tests.support.official_files import ESTATES, dwellings_of, write_declaration

AYSE, BONNEVILLE = "74024", "74042"


def passage(folder: Path, *rows: tuple[str, str, str]) -> Path:
    return write_table(folder / "passage.csv", pd.DataFrame(rows, columns=["ancien_code", "code_insee", "date_effet"]))


def test_what_was_in_a_commune_goes_to_the_one_that_absorbs_it(inhabited: Store, tmp_path: Path):
    ayse = gpd.GeoDataFrame(
        {"code": ["A-1"], "nom": ["Bourg"], "code_insee": [AYSE]},
        geometry=[box(BORDER, SOUTH, BORDER + SIDE, SOUTH + SIDE)],
        crs=2154,
    )
    load_file(inhabited, "secteurs", write_layer(tmp_path / "ayse.gpkg", ayse))
    write_declaration(tmp_path / "2016.txt", dwellings_of(ESTATES, 2016))
    load_file(inhabited, "rpls-bailleur", tmp_path / "2016.txt")
    before = rows_of(inhabited, "select code from source.residence order by 1")

    report = load_file(inhabited, "passage", passage(tmp_path, (AYSE, BONNEVILLE, "2017-01-01")))

    assert (report.removed, report.preview[0].action) == (1, "retrait")
    assert "Ayse (74024) n’est plus une commune : 2 résidences et 1 secteur passent à Bonneville" in plain(
        report.notices[0].message
    )
    assert rows_of(inhabited, "select code_insee, st_area(geom) from source.commune") == [(BONNEVILLE, 2 * SIDE * SIDE)]
    assert rows_of(inhabited, "select distinct code_insee from source.residence") == [(BONNEVILLE,)]
    assert rows_of(inhabited, "select distinct code_insee from source.secteur") == [(BONNEVILLE,)]

    # Files go on naming it, or no longer do: residences are the same.
    assert load_file(inhabited, "residences", write_table(tmp_path / "r.csv", residences())).unchanged == 3
    later = [record | {"DEPCOM": BONNEVILLE} for record in dwellings_of(ESTATES, 2018)]
    load_file(inhabited, "rpls-bailleur", write_declaration(tmp_path / "2018.txt", later, year=2018))
    assert rows_of(inhabited, "select code from source.residence order by 1") == before


def test_an_outline_that_already_holds_the_other_is_kept_and_new_outlines_tell_that_a_merger_is_to_be_said(
    outlined: Store, tmp_path: Path
):
    whole = communes().iloc[[0]].set_geometry([box(WEST, SOUTH, BORDER + SIDE, SOUTH + SIDE)])

    report = load_file(outlined, "communes", write_layer(tmp_path / "today.gpkg", whole))
    said = " ".join(plain(notice.message) for notice in report.notices)
    assert "dans le contour d’une autre : « Ayse (74024), dans 74042 »" in said

    load_file(outlined, "passage", passage(tmp_path, (AYSE, BONNEVILLE, "2017-01-01")))
    assert rows_of(outlined, "select code_insee, st_npoints(geom) from source.commune") == [(BONNEVILLE, 5)]


@pytest.mark.parametrize(
    ("rows", "remedy"),
    [
        ([(AYSE, BONNEVILLE, "")], "donnez la date de la fusion"),
        ([(AYSE, "74999", "2017-01-01")], "Chargez d’abord le contour"),
        ([(AYSE, BONNEVILLE, f"{datetime.now(UTC) + timedelta(days=40):%Y-%m-%d}")], "La fusion est à venir"),
        ([(AYSE, BONNEVILLE, "2017-01-01"), (BONNEVILLE, AYSE, "2017-01-01")], "absorbée à son tour"),
    ],
    ids=["without a date", "into a stranger", "to come", "in a circle"],
)
def test_a_registered_commune_ends_only_with_a_date_and_a_successor(
    settled: Store, tmp_path: Path, rows: list[tuple[str, str, str]], remedy: str
):
    problem = find_problem(refusal(settled, "passage", passage(tmp_path, *rows)), "ne peut pas avoir été absorbée")

    assert (problem.line, problem.column) == (2, "ancien_code")
    assert remedy in plain(problem.remedy)
