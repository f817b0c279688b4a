"""Outlines and points of the demonstration fit in one another."""

import geopandas as gpd
import pytest
import shapely

from tests.data.demo_reader import DEMO, QPV_SECTEURS, read_residences

NAMES = {
    "74024": "Ayse",
    "74042": "Bonneville",
    "74049": "Brizon",
    "74087": "Contamine-sur-Arve",
    "74164": "Marignier",
    "74212": "Glières-Val-de-Borne",
    "74312": "Vougy",
}


@pytest.fixture(scope="module")
def communes() -> gpd.GeoDataFrame:
    return gpd.read_file(DEMO / "communes.geojson").set_index("code_insee")


@pytest.fixture(scope="module")
def secteurs() -> gpd.GeoDataFrame:
    return gpd.read_file(DEMO / "secteurs.geojson").set_index("code")


@pytest.fixture(scope="module")
def points() -> gpd.GeoDataFrame:
    table = read_residences(2018)
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table.longitude, table.latitude), crs="EPSG:4326")


def test_communes_are_those_of_the_epci_under_their_official_names(communes):
    assert communes.nom.to_dict() == NAMES
    assert set(communes.epci_siren) == {"200000172"}
    assert communes.crs.to_epsg() == 4326


def test_outlines_of_communes_are_light_valid_and_share_their_borders(communes):
    assert communes.is_valid.all()
    assert (shapely.get_num_coordinates(communes.geometry.array) <= 400).all()
    assert shapely.coverage_is_valid(communes.geometry.array)


def test_secteurs_lie_in_their_commune_apart_from_one_another(communes, secteurs):
    assert len(secteurs) == 14
    assert secteurs.is_valid.all()
    homes = communes.geometry.reindex(secteurs.code_insee).array
    assert shapely.covers(homes, secteurs.geometry.array).all()
    outlines = secteurs.geometry.array
    assert shapely.area(shapely.union_all(outlines)) == pytest.approx(shapely.area(outlines).sum())


def test_qpv_has_three_parts_inside_three_secteurs_of_bonneville(secteurs):
    qpv = gpd.read_file(DEMO / "qpv.geojson")
    assert qpv[["code_qp", "lib_qp", "generation"]].to_dict("records") == [
        {"code_qp": "QN07406I", "lib_qp": "Bois Jolivet - Les Iles - Bellerive", "generation": 2024}
    ]
    parts = qpv.explode().geometry
    homes = [secteurs.index[secteurs.covers(part)].item() for part in parts]
    assert sorted(homes) == sorted(QPV_SECTEURS)


def test_residences_lie_in_their_commune_secteur_and_qpv(communes, secteurs, points):
    declared = points.code_insee.replace({"74110": "74212"})
    assert shapely.contains(communes.geometry.reindex(declared).array, points.geometry.array).all()
    placed = points.dropna(subset="secteur")
    assert shapely.contains(secteurs.geometry.reindex(placed.secteur).array, placed.geometry.array).all()
    assert not points[points.secteur.isna()].within(secteurs.union_all()).any()
    in_qpv = points.within(gpd.read_file(DEMO / "qpv.geojson").union_all())
    assert (in_qpv == points.secteur.isin(QPV_SECTEURS)).all()


def test_residences_stand_apart_from_one_another(points):
    metric = points.to_crs(2154)
    nearest = [metric.geometry.drop(code).distance(point).min() for code, point in metric.geometry.items()]
    assert min(nearest) > 20


def test_points_do_not_move_between_the_two_files_of_residences():
    columns = ["longitude", "latitude", "secteur", "mise_en_service", "statut"]
    before = read_residences()[columns]
    assert before.equals(read_residences(2018).loc[before.index, columns])
