"""Geometry that cannot be where it says, or what it should be."""

import json
import zipfile
from pathlib import Path

import pytest
from shapely import LineString, Polygon, box
from shapely.affinity import translate

from observatoire.store.database import Store
from tests.observatoire.sources.incoming import (
    BORDER,
    SEMCODA,
    SIDE,
    SOUTH,
    WEST,
    communes,
    degrees,
    find_problem,
    plain,
    qpv,
    refusal,
    residences,
    residences_on_map,
    secteurs,
    write_layer,
    write_table,
)


def moved(row: int, longitude: object, latitude: object):
    table = residences()
    table.loc[row, ["longitude", "latitude"]] = [str(longitude), str(latitude)]
    return table


def test_point_in_another_commune_is_refused_with_the_distance(settled: Store, tmp_path: Path):
    path = write_table(tmp_path / "r.csv", moved(0, *degrees(BORDER + 3400, SOUTH + 2000)))

    problem = find_problem(
        refusal(settled, "residences", path),
        "Le lieu est à Ayse (74024), à 3,4 km de la commune déclarée, Bonneville (74042)",
    )

    assert (problem.line, problem.column, problem.value) == (2, "code_insee", "74042")
    assert "Corrigez la commune" in problem.remedy


def test_point_out_of_every_commune_is_refused(settled: Store, tmp_path: Path):
    path = write_table(tmp_path / "r.csv", moved(0, *degrees(WEST, SOUTH - 500)))

    find_problem(refusal(settled, "residences", path), "hors de toutes les communes enregistrées, à 500 m")


def test_exchanged_longitude_and_latitude_are_recognised(settled: Store, tmp_path: Path):
    table = residences()
    table[["longitude", "latitude"]] = table[["latitude", "longitude"]].to_numpy()

    problem = find_problem(
        refusal(settled, "residences", write_table(tmp_path / "r.csv", table)), "hors de la France métropolitaine"
    )

    assert problem.remedy == "La longitude et la latitude sont inversées : échangez-les.".replace(" :", "\u202f:")


def test_metres_in_place_of_degrees_are_recognised(settled: Store, tmp_path: Path):
    problem = find_problem(
        refusal(settled, "residences", write_table(tmp_path / "r.csv", moved(1, 958000, 6555000))),
        "958000 est plus grand que 180",
    )

    assert (problem.line, problem.column) == (3, "longitude")
    assert "Lambert-93" in problem.remedy


def test_geojson_in_lambert93_without_saying_so_is_recognised(settled: Store, tmp_path: Path):
    path = write_layer(tmp_path / "r.geojson", residences_on_map())
    content = json.loads(path.read_text())
    content.pop("crs", None)
    path.write_text(json.dumps(content))

    problem = find_problem(refusal(settled, "residences", path), "hors de la France métropolitaine")

    assert "sont en Lambert-93" in problem.remedy


@pytest.mark.filterwarnings("ignore:.*CRS:UserWarning", "ignore:.*crs:UserWarning")
def test_layer_without_coordinate_system_is_refused(settled: Store, tmp_path: Path):
    path = write_layer(tmp_path / "c.gpkg", communes().set_crs(None, allow_override=True))

    problem = find_problem(refusal(settled, "communes", path), "ne dit pas dans quel système de coordonnées")

    assert "EPSG:2154" in problem.remedy


@pytest.mark.filterwarnings("ignore:.*10 characters:UserWarning", "ignore:.*laundered:RuntimeWarning")
def test_shapefile_alone_is_refused_naming_what_it_lacks(settled: Store, tmp_path: Path):
    write_layer(tmp_path / "c.shp", communes())
    (tmp_path / "c.dbf").unlink()

    problem = find_problem(refusal(settled, "communes", tmp_path / "c.shp"), "Il manque « .dbf » à côté du Shapefile")

    assert "dans un ZIP" in problem.remedy


def test_archive_of_two_layers_is_refused(settled: Store, tmp_path: Path):
    layer = write_layer(tmp_path / "c.gpkg", communes())
    path = tmp_path / "c.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(layer, "a.gpkg")
        archive.write(layer, "b.gpkg")

    find_problem(refusal(settled, "communes", path), "plusieurs fichiers géographiques : « a.gpkg », « b.gpkg »")


def test_several_layers_without_the_name_of_the_kind_are_refused(settled: Store, tmp_path: Path):
    path = write_layer(tmp_path / "c.gpkg", communes(), layer="a")
    write_layer(path, communes(), layer="b", mode="a")

    problem = find_problem(refusal(settled, "communes", path), "plusieurs couches : « a », « b »")

    assert "nommez « communes »" in plain(problem.remedy)


def test_truncated_geojson_is_refused(settled: Store, tmp_path: Path):
    path = write_layer(tmp_path / "c.geojson", communes().to_crs(4326))
    path.write_text(path.read_text()[:-40])

    find_problem(refusal(settled, "communes", path), "ne peut pas être lu")


def test_table_in_place_of_outlines_is_refused(settled: Store, tmp_path: Path):
    path = write_table(tmp_path / "c.csv", communes().drop(columns="geometry"))

    problem = find_problem(refusal(settled, "communes", path), "Un tableau ne peut pas donner les contours")

    assert "GeoPackage" in problem.remedy


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        (LineString([(WEST, SOUTH), (BORDER, SOUTH)]), "n’est pas un polygone (LineString)"),
        (Polygon(), "n’a pas de géométrie"),
        (
            Polygon([(WEST, SOUTH), (BORDER, SOUTH + SIDE), (BORDER, SOUTH), (WEST, SOUTH + SIDE)]),
            "se croise lui-même (vers ",
        ),
        (box(0, 0, 10, 10), "hors de la France métropolitaine"),
    ],
)
def test_outline_that_is_no_outline_is_refused(settled: Store, tmp_path: Path, shape, message: str):
    layer = communes()
    layer.loc[0, "geometry"] = shape

    problem = find_problem(refusal(settled, "communes", write_layer(tmp_path / "c.gpkg", layer)), message)

    assert problem.line == 1


def test_residence_drawn_as_a_line_is_refused(settled: Store, tmp_path: Path):
    layer = residences_on_map()
    layer.loc[2, "geometry"] = LineString([(BORDER + 10, SOUTH + 10), (BORDER + 20, SOUTH + 10)])

    problem = find_problem(refusal(settled, "residences", write_layer(tmp_path / "r.gpkg", layer)), "LineString")

    assert problem.line == 3


def test_secteur_out_of_its_commune_is_refused_with_the_share(settled: Store, tmp_path: Path):
    layer = secteurs()
    layer.loc[1, "geometry"] = translate(layer.geometry.iloc[1], xoff=1000)

    problem = find_problem(
        refusal(settled, "secteurs", write_layer(tmp_path / "s.gpkg", layer)),
        "20 % du secteur est hors de sa commune, Bonneville (74042)",
    )

    assert (problem.line, problem.value) == (2, "74042")


def test_secteurs_over_one_another_are_refused(settled: Store, tmp_path: Path):
    layer = secteurs()
    layer.loc[1, "geometry"] = translate(layer.geometry.iloc[1], xoff=-1000)

    problem = find_problem(
        refusal(settled, "secteurs", write_layer(tmp_path / "s.gpkg", layer)),
        "Le secteur « 74042-01 » recouvre « 74042-02 » sur 20 % du plus petit",
    )

    assert "se touchent sans se recouvrir" in problem.remedy


def test_secteur_over_part_of_a_stored_one_asks_for_both(settled: Store, tmp_path: Path):
    layer = secteurs().iloc[[1]].assign(code="74042-03")
    layer = layer.set_geometry([box(WEST + 4000, SOUTH, WEST + 5500, SOUTH + SIDE)], crs=2154)

    problem = find_problem(
        refusal(settled, "secteurs", write_layer(tmp_path / "s.gpkg", layer)), "« 74042-03 » recouvre « 74042-01 »"
    )

    assert "le nouveau contour du secteur recouvert" in problem.remedy


def test_absorbed_commune_is_refused_as_a_commune(settled: Store, tmp_path: Path):
    layer = communes()
    layer.loc[1, ["code_insee", "nom"]] = ["74110", "Entremont"]

    problem = find_problem(
        refusal(settled, "communes", write_layer(tmp_path / "c.gpkg", layer)),
        "Entremont (74110) n’est plus une commune depuis le 01/01/2019",
    )

    assert "commune d’aujourd’hui" in problem.remedy


def test_epci_with_two_names_is_refused(settled: Store, tmp_path: Path):
    layer = communes().assign(epci_nom=["Faucigny", "Glières"])

    problem = find_problem(
        refusal(settled, "communes", write_layer(tmp_path / "c.gpkg", layer)),
        "a plusieurs noms : « Faucigny », « Glières »",
    )

    assert "un seul nom" in problem.remedy


def test_generation_that_does_not_exist_is_refused(settled: Store, tmp_path: Path):
    layer = qpv().assign(generation=2007)

    problem = find_problem(
        refusal(settled, "qpv", write_layer(tmp_path / "q.gpkg", layer)), "« 2007 » ne fait pas partie"
    )

    assert "« 2015 », « 2024 »" in plain(problem.remedy)


def test_code_of_another_landlord_elsewhere_is_refused(settled: Store, tmp_path: Path):
    table = residences().iloc[[2]].assign(residence="HAL-1")

    problem = find_problem(
        refusal(settled, "residences", write_table(tmp_path / "r.csv", table)),
        "Le code « HAL-1 » est déjà celui d’une résidence de Halpades, à 12,2 km d’ici",
    )

    assert table["bailleur_siren"].tolist() == [SEMCODA]
    assert "initiales du bailleur" in problem.remedy
