"""Public files from a local server that answers as the official ones do, and as they do on a bad day."""

import hashlib
import json

import pytest

from observatoire.errors import InvalidInputError, NotFoundError, UnavailableError
from observatoire.fetching.public_files import Wanted, find_public_file
from observatoire.sources.loading import load_file
from tests.support.sites import CCFG, communes_path, fetch

SQUARE = [[[6.40, 46.07], [6.42, 46.07], [6.42, 46.09], [6.40, 46.09], [6.40, 46.07]]]
BONNEVILLE = {
    "type": "Feature",
    "properties": {"code": "74042", "nom": "Bonneville", "codeEpci": CCFG},
    "geometry": {"type": "Polygon", "coordinates": SQUARE},
}
FAUCIGNY_GLIERES = {
    "type": "Feature",
    "properties": {"code": CCFG, "nom": "CC Faucigny - Glières"},
    "geometry": {"type": "MultiPolygon", "coordinates": [SQUARE]},
}
LES_ILES = {
    "type": "Feature",
    "properties": {"code_qp": "QN07421M", "lib_qp": "Les Îles - Le Bois Jolivet"},
    "geometry": {"type": "Polygon", "coordinates": SQUARE},
}
QPV = json.dumps({"type": "FeatureCollection", "features": [LES_ILES]}).encode()


def describe(title, path, kind, content=b""):
    checksum = {"type": "sha1", "value": hashlib.sha1(content, usedforsecurity=False).hexdigest()} if content else None
    return {"title": title, "url": path, "format": kind, "checksum": checksum, "filetype": "file"}


def test_outlines_are_fetched_and_loaded(site, web, store, tmp_path):
    site.answer(f"/epcis/{CCFG}?fields=code,nom&format=geojson&geometry=contour", FAUCIGNY_GLIERES)
    site.answer(communes_path(), {"type": "FeatureCollection", "features": [BONNEVILLE]})

    communes = fetch(web, tmp_path / "communes.geojson", kind="communes", epci=CCFG)
    epci = fetch(web, tmp_path / "epci.geojson", kind="epci", epci=CCFG)

    report = load_file(store, "communes", communes)
    assert (report.inserted, report.rows) == (1, 1)
    assert load_file(store, "epci", epci).rows == 1


def test_the_right_file_of_the_catalogue_is_fetched_checked_and_loaded(site, web, store, address, tmp_path):
    site.answer("/files/qp2024.geojson", QPV)
    site.answer(communes_path(), {"type": "FeatureCollection", "features": [BONNEVILLE]})
    site.answer(
        "/api/1/datasets/qpv/",
        {
            "title": "Quartiers prioritaires",
            "resources": [
                describe("QP 2015 métropole", f"{address}/files/qp2015.geojson", "geojson"),
                describe("QP 2024 correspondances", f"{address}/files/liste.xlsx", "xlsx"),
                describe("QP 2024 Shapefile", f"{address}/files/qp2024.zip", "shp"),
                describe("QP 2024 GeoJSON", f"{address}/files/qp2024.geojson", "geojson", QPV),
            ],
        },
    )
    load_file(store, "communes", fetch(web, tmp_path / "communes.geojson", kind="communes", epci=CCFG))

    path = fetch(web, tmp_path / "qpv.geojson", kind="qpv", year=2024)

    assert path.read_bytes() == QPV
    assert load_file(store, "qpv", path).inserted == 1


def test_the_year_of_the_open_file_names_the_file(site, web, address):
    resources = [describe(f"RPLS {year}", f"{address}/files/rpls{year}.csv", "csv") for year in (2023, 2024)]
    site.answer("/api/1/datasets/rpls/", {"title": "RPLS", "resources": resources})

    found = find_public_file(web, Wanted(kind="rpls", year=2024))

    assert found.name == "rpls-2024.csv"
    assert found.address.endswith("rpls2024.csv")


def test_the_day_on_which_a_file_was_put_online_is_not_its_year(site, web, address):
    resources = [
        describe("Données au logement, 2023", f"{address}/20240213-101010/rpls-2023.csv", "csv"),
        describe("Données au logement", f"{address}/20250110-101010/rpls%202024.csv", "csv"),
        describe("Données au logement 20240213", f"{address}/2024/rpls.csv", "csv"),
    ]
    site.answer("/api/1/datasets/rpls/", {"title": "RPLS", "resources": resources})

    assert find_public_file(web, Wanted(kind="rpls", year=2024)).address.endswith("rpls%202024.csv")
    with pytest.raises(NotFoundError, match=r"\(2025\)"):
        find_public_file(web, Wanted(kind="rpls", year=2025))


def test_several_files_that_would_do_are_listed(site, web, address):
    resources = [describe(f"RPLS 2024 {part}", f"{address}/{part}.csv", "csv") for part in ("nord", "sud")]
    site.answer("/api/1/datasets/rpls/", {"title": "RPLS", "resources": resources})

    with pytest.raises(InvalidInputError) as refusal:
        find_public_file(web, Wanted(kind="rpls", year=2024))
    assert [problem.message for problem in refusal.value.problems] == ["« RPLS 2024 nord »", "« RPLS 2024 sud »"]

    assert find_public_file(web, Wanted(kind="rpls", year=2024, words=("SUD",))).address.endswith("sud.csv")


def test_a_file_that_is_not_in_the_catalogue_is_said_with_what_is_there(site, web, address):
    site.answer("/api/1/datasets/rpls/", {"title": "RPLS", "resources": [describe("RPLS 2023", f"{address}/x", "csv")]})

    with pytest.raises(NotFoundError, match="« RPLS 2023 »"):
        find_public_file(web, Wanted(kind="rpls", year=2024))


@pytest.mark.parametrize(
    ("prepare", "error", "said"),
    [
        pytest.param(lambda _: None, NotFoundError, "Vérifiez son SIREN", id="EPCI unknown"),
        pytest.param(
            lambda site: site.answer(communes_path(), b"<html>Connectez-vous</html>"),
            InvalidInputError,
            "autre chose que le fichier",
            id="a page that asks to sign in",
        ),
        pytest.param(
            lambda site: site.answer(communes_path(), {"type": "FeatureCollection", "features": []}),
            InvalidInputError,
            "n’est pas celle que l’on attend",
            id="nothing in it",
        ),
        pytest.param(
            lambda site: site.answer(communes_path(), b"{}", status=503),
            UnavailableError,
            "arrêté pour un moment .* \\(code HTTP 503\\)",
            id="out of order",
        ),
        pytest.param(
            lambda site: site.answer(communes_path(), b"", status=302, Location=communes_path()),
            UnavailableError,
            "renvoie ailleurs sans fin",
            id="in a circle",
        ),
        pytest.param(
            lambda site: site.answer(communes_path(), b"", status=302, Location="file:///etc/passwd"),
            UnavailableError,
            "n’est pas celle d’un site",
            id="to a file of the machine",
        ),
        pytest.param(
            lambda site: site.answer(communes_path(), b"{}", **{"Content-Length": "beaucoup"}),
            InvalidInputError,
            "n’est pas celle que l’on attend",
            id="a length that is no number",
        ),
        pytest.param(
            lambda site: site.answer(communes_path(), b"1388\r\n{}", **{"Transfer-Encoding": "chunked"}),
            UnavailableError,
            "coupée",
            id="cut short in a block",
        ),
        pytest.param(
            lambda site: site.answer(communes_path(), b"{}", **{"Content-Length": "999"}),
            UnavailableError,
            "coupée",
            id="cut short",
        ),
    ],
)
def test_a_bad_answer_is_explained_and_leaves_what_was_there(site, web, tmp_path, prepare, error, said):
    prepare(site)
    path = tmp_path / "communes.geojson"
    path.write_text("l’an dernier", encoding="utf-8")

    with pytest.raises(error, match=said):
        fetch(web, path, kind="communes", epci=CCFG)

    assert path.read_text(encoding="utf-8") == "l’an dernier"
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_that_are_not_those_of_the_catalogue_are_refused(site, web, address, tmp_path):
    site.answer("/qp.geojson", QPV + b" ")
    site.answer(
        "/api/1/datasets/qpv/", {"title": "QPV", "resources": [describe("QP", f"{address}/qp.geojson", "geojson", QPV)]}
    )

    with pytest.raises(InvalidInputError, match="son catalogue annonce"):
        fetch(web, tmp_path / "qpv.geojson", kind="qpv")
    assert not list(tmp_path.iterdir())


def test_a_catalogue_that_answers_something_else_is_said(site, web):
    site.answer("/api/1/datasets/qpv/", ["rien"])

    with pytest.raises(UnavailableError, match="ne décrit pas"):
        find_public_file(web, Wanted(kind="qpv"))


def test_an_answer_without_end_is_given_up_and_nothing_is_kept(site, web, tmp_path, monkeypatch):
    monkeypatch.setattr("observatoire.fetching.public_files.LARGEST_ANSWER", 1000)
    site.answer(communes_path(), b" " * 1001)

    with pytest.raises(UnavailableError, match="trop longue"):
        fetch(web, tmp_path / "communes.geojson", kind="communes", epci=CCFG)
    assert not list(tmp_path.iterdir())


def test_offline_is_said_with_what_to_do(web, tmp_path):
    offline = web.model_copy(update={"outlines_url": "http://127.0.0.1:9"})

    with pytest.raises(UnavailableError, match="refuse la connexion") as refusal:
        fetch(offline, tmp_path / "communes.geojson", kind="communes", epci=CCFG)
    assert communes_path() in refusal.value.detail


@pytest.mark.parametrize("siren", [None, "", "74042", "20000017A", "²00000172"])
def test_a_siren_is_needed(web, siren):
    with pytest.raises(InvalidInputError) as refusal:
        find_public_file(web, Wanted(kind="communes", epci=siren))
    assert "SIREN" in refusal.value.problems[0].message


def test_an_address_that_is_no_site_is_refused(web, tmp_path):
    local = web.model_copy(update={"outlines_url": "file:///etc"})

    with pytest.raises(InvalidInputError):
        fetch(local, tmp_path / "communes.geojson", kind="communes", epci=CCFG)
    assert not list(tmp_path.iterdir())
