"""Communes, EPCI and neighbourhoods under the names of their official files; communes merged since."""

import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from observatoire.sources.loading import load_file
from observatoire.sources.recognition import recognise
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
    rows_of,
    secteurs,
    write_layer,
    write_table,
)

DATA = Path("/work/shared/data")
with_real_data = pytest.mark.skipif(not DATA.is_dir(), reason="the reference files are not on this machine")


@pytest.mark.parametrize(("ending", "crs"), [("gpkg", 2154), ("geojson", 4326), ("fgb", 3857), ("shp", 3945)])
def test_communes_and_epci_under_official_names_in_any_format_and_system(
    store: Store, tmp_path: Path, ending: str, crs: int
):
    layer = communes()[["code_insee", "nom", "geometry"]].rename(columns={"code_insee": "code"}).to_crs(crs)
    around = gpd.GeoDataFrame(
        {"siren_epci": ["200000172", "200011773"], "nom": ["CC Faucigny-Glières", "Annemasse Agglo"]},
        geometry=[box(WEST, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE), box(0, 6_000_000, 100, 6_000_100)],
        crs=2154,
    )
    path = write_layer(tmp_path / f"communes.{ending}", layer)

    report = load_file(store, "communes", path)
    attached = load_file(store, "epci", write_layer(tmp_path / "epci.gpkg", around))

    assert "La colonne « code » est lue comme « code_insee »." in [plain(each.message) for each in report.notices]
    assert attached.inserted == 1
    assert rows_of(store, "select code_insee, nom, epci_siren from source.commune order by 1") == [
        ("74024", "Ayse", "200000172"),
        ("74042", "Bonneville", "200000172"),
    ]
    assert rows_of(store, "select round(st_area(geom) / 1e6) from source.commune where code_insee = '74042'") == [
        (SIDE * SIDE / 1e6,)
    ]


@pytest.mark.parametrize(("ending", "crs"), [("geojson", 27572), ("fgb", 4326)])
def test_same_outlines_in_another_projection_change_nothing(outlined: Store, tmp_path: Path, ending: str, crs: int):
    outline = [box(WEST + 1000, SOUTH + 1000, WEST + 3000, SOUTH + 3000)]
    layers = {
        "communes": communes(),
        "secteurs": secteurs(),
        "qpv": gpd.GeoDataFrame({"code_qp": ["QN07406I"], "lib_qp": ["Bois Jolivet"]}, geometry=outline, crs=2154),
    }
    for kind, layer in layers.items():
        load_file(outlined, kind, write_layer(tmp_path / f"{kind}.gpkg", layer))
        again = load_file(outlined, kind, write_layer(tmp_path / f"{kind}-2.{ending}", layer.to_crs(crs)))
        assert (again.inserted, again.updated, again.unchanged) == (0, 0, len(layer)), kind

    moved = layers["qpv"].translate(0.2)
    path = write_layer(tmp_path / "moved.gpkg", layers["qpv"].set_geometry(moved))
    assert load_file(outlined, "qpv", path).updated == 1


def test_neighbourhoods_of_both_generations_under_their_official_names(outlined: Store, tmp_path: Path):
    outline = [box(WEST + 1000, SOUTH + 1000, WEST + 3000, SOUTH + 3000)]
    old = gpd.GeoDataFrame({"CODE_QP": ["QP074005"], "NOM_QP": ["Les Îles"]}, geometry=outline, crs=2154)
    new = gpd.GeoDataFrame({"code_qp": ["QN07406I"], "lib_qp": ["Bois Jolivet"]}, geometry=outline, crs=2154)

    for name, layer in (("2015", old), ("2024", new)):
        load_file(outlined, "auto", write_layer(tmp_path / f"{name}.geojson", layer.to_crs(4326)))

    assert rows_of(outlined, "select code_qp, generation, lib_qp from source.qpv order by generation") == [
        ("QP074005", 2015, "Les Îles"),
        ("QN07406I", 2024, "Bois Jolivet"),
    ]


def test_list_of_mergers_completes_what_is_known_and_a_living_commune_cannot_be_absorbed(
    outlined: Store, tmp_path: Path
):
    good = pd.DataFrame({"depcom_hist": ["74110", "74042", "74999"], "depcom": ["74212", "74042", "74024"]})
    bad = pd.DataFrame({"depcom_hist": ["74024"], "depcom": ["74042"]})

    load_file(outlined, "auto", write_table(tmp_path / "passage.csv", good))
    error = refusal(outlined, "passage", write_table(tmp_path / "bad.csv", bad))

    assert "ne peut pas avoir été absorbée" in plain(find_problem(error, "est enregistrée").message)
    assert rows_of(outlined, "select ancien_code, ancien_nom, code_insee, date_effet::text from source.commune_passage order by 1") == [
        ("74110", "Entremont", "74212", "2019-01-01"),
        ("74999", "L’ancienne commune 74999", "74024", None),
    ]  # fmt: skip


def test_communes_of_before_a_merger_are_joined_to_the_one_that_absorbed_them(store: Store, tmp_path: Path):
    old = (
        communes()
        .iloc[[0, 1, 1]]
        .assign(code_insee=["74042", "74212", "74110"], nom=["Bonneville", "Petit-Bornand", "Entremont"])
    )
    parts = [box(BORDER, SOUTH, BORDER + SIDE, SOUTH + 4000), box(BORDER, SOUTH + 4000, BORDER + SIDE, SOUTH + SIDE)]
    old = old.set_geometry([old.geometry.iloc[0], *parts], crs=2154)

    report = load_file(store, "communes", write_layer(tmp_path / "2018.gpkg", old))
    load_file(store, "communes", write_layer(tmp_path / "n.gpkg", old.iloc[[1]].assign(nom="Glières-Val-de-Borne")))
    again = load_file(store, "communes", write_layer(tmp_path / "2018.gpkg", old))

    assert report.inserted == 2
    assert "Entremont (74110) » : le contour a été réuni à celui de Petit-Bornand (74212)" in plain(
        report.notices[0].message
    )
    assert rows_of(store, "select code_insee, nom, round(st_area(geom) / 1e6) from source.commune order by 1") == [
        ("74042", "Bonneville", 100),
        ("74212", "Glières-Val-de-Borne", 100),
    ]
    assert again.updated == 1


@with_real_data
def test_real_outlines_of_before_the_mergers_are_read(store: Store):
    load_file(store, "passage", DATA / "communes-passage-historique-74.csv")

    report = load_file(store, "communes", DATA / "communes-74-2018.geojson")

    assert report.inserted == rows_of(store, "select count(*) from source.commune")[0][0]
    assert rows_of(store, "select code_insee from source.commune where code_insee in ('74110', '74212')") == [
        ("74212",)
    ]


@with_real_data
def test_real_communes_epci_and_mergers_of_haute_savoie_go_together(store: Store):
    load_file(store, "communes", DATA / "communes-ccfg-annemasse-agglo.geojson")
    load_file(store, "epci", DATA / "epci-74-2025.geojson")
    load_file(store, "passage", DATA / "communes-passage-historique-74.csv")

    assert rows_of(store, "select epci_siren, count(*) from source.commune group by 1 order by 1") == [
        ("200000172", 7),
        ("200011773", 12),
    ]
    assert rows_of(store, "select count(*) from source.commune_passage") == [(36,)]
    assert recognise(DATA / "communes-74-2018.geojson").kind == "communes"


def test_national_outlines_are_loaded_without_what_is_overseas(outlined: Store, tmp_path: Path):
    here = box(WEST + 1000, SOUTH + 1000, WEST + 3000, SOUTH + 3000)
    local = gpd.GeoSeries([here], crs=2154).to_crs(4326).iloc[0]
    places = [local, box(55.40, -20.90, 55.45, -20.85), box(-61.6, 16.2, -61.5, 16.3)]
    codes = ["QN07406I", "QN97401A", "QN97101A"]
    national = gpd.GeoDataFrame(
        {"code_qp": codes, "lib_qp": ["Bois Jolivet", "Le Butor", "Lauricisque"]}, geometry=places, crs=4326
    )

    report = load_file(outlined, "qpv", write_layer(tmp_path / "qpv.gpkg", national))

    assert rows_of(outlined, "select code_qp from source.qpv") == [("QN07406I",)]
    assert "2 contours outre-mer, laissés de côté" in " ".join(plain(notice.message) for notice in report.notices)
    far = write_layer(tmp_path / "far.gpkg", national.iloc[1:])
    assert find_problem(refusal(outlined, "qpv", far), "Tous les contours du fichier sont outre-mer").remedy
    at_sea = write_layer(tmp_path / "sea.gpkg", national.set_geometry([*places[:2], box(0, 0, 1, 1)]))
    assert find_problem(refusal(outlined, "qpv", at_sea), "hors de la France métropolitaine").line == 3


def test_a_shapefile_whose_encoding_is_not_the_one_announced_and_topojson_say_what_to_do(
    settled: Store, tmp_path: Path
):
    layer = gpd.GeoDataFrame(
        {"code_qp": ["QN07406I"], "lib_qp": ["Les Îles"]}, geometry=[box(WEST, SOUTH, WEST + 9, SOUTH + 9)], crs=2154
    )
    write_layer(tmp_path / "qpv.shp", layer, encoding="cp1252")
    (tmp_path / "qpv.cpg").write_text("UTF-8")
    with zipfile.ZipFile(tmp_path / "qpv.zip", "w") as archive:
        for ending in ("shp", "shx", "dbf", "prj", "cpg"):
            archive.write(tmp_path / f"qpv.{ending}", f"dossier/qpv.{ending}")
    topology = tmp_path / "qpv.json"
    topology.write_text('{"type": "Topology", "arcs": [], "objects": {}}')

    assert "Retirez le fichier .cpg" in find_problem(refusal(settled, "qpv", tmp_path / "qpv.zip"), "l’encodage").remedy
    assert find_problem(refusal(settled, "qpv", topology), "TopoJSON").remedy
