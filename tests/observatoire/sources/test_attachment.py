"""Residences and their territories: geometry decides, disagreements are said, new outlines are followed."""

from pathlib import Path

from shapely import Polygon, box, union_all
from shapely.affinity import translate

from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import (
    BORDER,
    PLACES,
    SIDE,
    SOUTH,
    WEST,
    communes,
    degrees,
    plain,
    qpv,
    residences,
    rows_of,
    secteurs,
    write_layer,
    write_table,
)

PLACED = "select code, code_insee, secteur, code_qp from source.residence order by code"


def at(row: int, x: float, y: float):
    table = residences()
    table.loc[row, ["longitude", "latitude"]] = [str(value) for value in degrees(x, y)]
    return table


def said(report) -> list[str]:
    return [plain(notice.message) for notice in report.notices]


def test_point_just_over_the_border_keeps_its_declared_commune_and_is_said(outlined: Store, tmp_path: Path):
    path = write_table(tmp_path / "r.csv", at(1, BORDER + 45, SOUTH + 5000).drop(columns="secteur"))

    report = load_file(outlined, "residences", path)

    assert rows_of(outlined, PLACED)[1] == ("HAL-2", "74042", None, None)
    assert said(report) == [
        "Commune déclarée : Bonneville (74042) ; lieu à Ayse (74024), à 45 m au plus. Gardée pour « HAL-2 »."
    ]
    assert (report.notices[0].column, report.notices[0].lines) == ("code_insee", (3,))


def test_point_on_the_border_of_its_commune_is_inside(outlined: Store, tmp_path: Path):
    layer = communes()  # exact coordinates, without a detour through degrees
    layer = layer.assign(residence=["A", "B"], bailleur="Halpades", bailleur_siren="900000002")
    layer = layer.set_geometry([box(BORDER, SOUTH, BORDER, SOUTH).centroid] * 2, crs=2154)

    report = load_file(outlined, "residences", write_layer(tmp_path / "r.gpkg", layer))

    assert rows_of(outlined, "select code, code_insee, secteur from source.residence order by code") == [
        ("A", "74042", "74042-02"),
        ("B", "74024", None),
    ]
    assert not any("Commune déclarée" in message for message in said(report))


def test_point_on_a_line_between_secteurs_goes_to_the_smallest_code(outlined: Store, tmp_path: Path):
    layer = communes().iloc[[0]].assign(residence="A", bailleur="Halpades", bailleur_siren="900000002")
    layer = layer.set_geometry([box(WEST + SIDE / 2, SOUTH + 9, WEST + SIDE / 2, SOUTH + 9).centroid], crs=2154)

    load_file(outlined, "residences", write_layer(tmp_path / "r.gpkg", layer))

    assert rows_of(outlined, PLACED) == [("A", "74042", "74042-01", None)]


def test_declared_secteur_that_is_not_the_one_found_is_said_and_geometry_decides(outlined: Store, tmp_path: Path):
    table = residences()
    table["secteur"] = ["74042-02", "", "74042-01"]

    report = load_file(outlined, "residences", write_table(tmp_path / "r.csv", table))

    assert rows_of(outlined, PLACED) == [
        ("HAL-1", "74042", "74042-01", "QN07406I"),
        ("HAL-2", "74042", "74042-02", None),
        ("SEM-1", "74024", None, None),
    ]
    assert said(report) == [
        "Secteur déclaré : « 74042-01 » ; lieu hors de tout secteur. La géométrie fait foi pour « SEM-1 ».",
        "Secteur déclaré : « 74042-02 » ; lieu dans « 74042-01 ». La géométrie fait foi pour « HAL-1 ».",
    ]


def test_commune_absorbed_since_is_mapped_and_said(outlined: Store, tmp_path: Path):
    glieres = communes().iloc[[0]].assign(code_insee="74212", nom="Glières-Val-de-Borne")
    glieres = glieres.set_geometry(glieres.translate(yoff=-SIDE))
    load_file(outlined, "communes", write_layer(tmp_path / "c.gpkg", glieres))
    table = at(0, WEST + 100, SOUTH - 100).drop(columns="secteur").iloc[[0]].assign(code_insee="74110")

    report = load_file(outlined, "residences", write_table(tmp_path / "r.csv", table))

    assert rows_of(outlined, PLACED) == [("HAL-1", "74212", None, None)]
    assert said(report) == [
        "Entremont (74110) a été absorbée le 01/01/2019 : ses lignes sont rattachées à Glières-Val-de-Borne (74212)."
    ]


def test_secteurs_and_qpv_loaded_after_the_residences_attach_them(store: Store, tmp_path: Path):
    load_file(store, "communes", write_layer(tmp_path / "c.gpkg", communes()))
    load_file(store, "residences", write_table(tmp_path / "r.csv", residences().drop(columns="secteur")))

    checked = load_file(store, "secteurs", write_layer(tmp_path / "s.gpkg", secteurs()), check=True)
    assert rows_of(store, PLACED)[0] == ("HAL-1", "74042", None, None)
    load_file(store, "secteurs", tmp_path / "s.gpkg")
    load_file(store, "qpv", write_layer(tmp_path / "q.gpkg", qpv()))

    assert "2 résidences enregistrées : secteur ou quartier prioritaire changé par les nouveaux contours." in said(
        checked
    )
    assert rows_of(store, PLACED) == [
        ("HAL-1", "74042", "74042-01", "QN07406I"),
        ("HAL-2", "74042", "74042-02", None),
        ("SEM-1", "74024", None, None),
    ]


def test_secteurs_drawn_anew_replace_those_that_they_cover(inhabited: Store, tmp_path: Path):
    whole = secteurs().iloc[[0]].assign(code="74042-10", nom="Tout Bonneville")
    whole = whole.set_geometry([union_all(secteurs().geometry)], crs=2154)

    report = load_file(inhabited, "secteurs", write_layer(tmp_path / "s.gpkg", whole))

    assert (report.inserted, report.removed) == (1, 2)
    assert rows_of(inhabited, "select code from source.secteur") == [("74042-10",)]
    assert [secteur for _, _, secteur, _ in rows_of(inhabited, PLACED)] == ["74042-10", "74042-10", None]
    assert "redessinés par lui, sont retirés : « 74042-01 », « 74042-02 »." in " ".join(said(report))


def test_new_secteur_beside_the_stored_ones_leaves_them(inhabited: Store, tmp_path: Path):
    beside = secteurs().iloc[[0]].assign(code="74024-01", code_insee="74024")
    beside = beside.set_geometry([box(BORDER, SOUTH, BORDER + SIDE, SOUTH + SIDE)], crs=2154)

    report = load_file(inhabited, "secteurs", write_layer(tmp_path / "s.gpkg", beside))

    assert (report.inserted, report.removed) == (1, 0)
    assert [secteur for _, _, secteur, _ in rows_of(inhabited, PLACED)] == ["74042-01", "74042-02", "74024-01"]


def test_residences_are_placed_in_the_latest_generation_of_qpv(inhabited: Store, tmp_path: Path):
    older = qpv().assign(code_qp="QP074006", generation=2015)
    older = older.set_geometry(older.translate(xoff=6000, yoff=3000))  # over HAL-2

    report = load_file(inhabited, "qpv", write_layer(tmp_path / "q.gpkg", older))

    assert report.inserted == 1
    assert [code_qp for *_, code_qp in rows_of(inhabited, PLACED)] == ["QN07406I", None, None]


def test_generation_left_out_is_told_by_the_code(store: Store, tmp_path: Path):
    both = qpv().iloc[[0, 0]].assign(code_qp=["QP074006", "QN07406I"])

    report = load_file(store, "qpv", write_layer(tmp_path / "q.gpkg", both))

    assert rows_of(store, "select code_qp, generation from source.qpv order by 2") == [
        ("QP074006", 2015),
        ("QN07406I", 2024),
    ]
    assert "Génération non donnée, déduite du code : « 2015 », « 2024 »." in said(report)


def test_outline_that_crosses_itself_slightly_is_mended_and_said(store: Store, tmp_path: Path):
    layer = communes()
    top = SOUTH + SIDE
    twisted = [(WEST, SOUTH), (BORDER, SOUTH), (BORDER, top), (WEST + 2, top), (WEST + 2, SOUTH), (WEST, top)]
    layer.loc[0, "geometry"] = Polygon(twisted)

    report = load_file(store, "communes", write_layer(tmp_path / "c.gpkg", layer))

    assert rows_of(store, "select bool_and(st_isvalid(geom)) from source.commune") == [(True,)]
    assert any("ils ont été réparés" in message for message in said(report))


def test_commune_redrawn_away_from_its_residences_names_them(inhabited: Store, tmp_path: Path):
    layer = communes()
    layer = layer.set_geometry([translate(shape, yoff=3000) for shape in layer.geometry], crs=2154)

    report = load_file(inhabited, "communes", write_layer(tmp_path / "c.gpkg", layer))

    assert PLACES["HAL-1"][1] < SOUTH + 3000
    assert said(report) == ["Ces résidences enregistrées sont hors du nouveau contour de leur commune : « HAL-1 »."]


def test_residence_moved_far_is_said(inhabited: Store, tmp_path: Path):
    report = load_file(inhabited, "residences", write_table(tmp_path / "r.csv", at(0, WEST + 2000, SOUTH + 4500)))

    assert "« HAL-1 » est déplacée de 2,5 km." in said(report)
    assert rows_of(inhabited, PLACED)[0] == ("HAL-1", "74042", "74042-01", None)
