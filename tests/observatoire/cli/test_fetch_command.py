"""`observatoire fetch` as a person types it: where the file goes, what is said next, and the exit code of each refusal."""

import pytest

from tests.support.sites import CCFG, Site, communes_path

SQUARE = [[[6.40, 46.07], [6.42, 46.07], [6.42, 46.09], [6.40, 46.07]]]
BONNEVILLE = {
    "type": "Feature",
    "properties": {"code": "74042", "nom": "Bonneville", "codeEpci": CCFG},
    "geometry": {"type": "Polygon", "coordinates": SQUARE},
}


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def address(site, monkeypatch, tmp_path):
    with site.open() as address:
        monkeypatch.setenv("OBSERVATOIRE_OUTLINES_URL", address)
        monkeypatch.setenv("OBSERVATOIRE_CATALOGUE_URL", f"{address}/api")
        monkeypatch.setenv("OBSERVATOIRE_RPLS_DATASET", "rpls")
        monkeypatch.chdir(tmp_path)
        yield address


@pytest.mark.usefixtures("address")
def test_a_file_goes_in_the_folder_that_is_named(bare, site, tmp_path):
    site.answer(communes_path(), BONNEVILLE)

    outcome = bare("fetch", "communes", "--epci", CCFG, "-o", ".")

    assert outcome.code == 0
    assert (tmp_path / f"communes-{CCFG}.geojson").is_file()
    assert f"observatoire load communes communes-{CCFG}.geojson" in outcome.output


def test_the_year_of_the_open_file_is_asked_before_it_is_brought_to_be_loaded(bare, site, address, tmp_path):
    resources = [{"title": "RPLS 2025", "url": f"{address}/rpls.csv", "format": "csv"}]
    site.answer("/api/datasets/rpls/", {"title": "RPLS", "resources": resources})
    site.answer("/rpls.csv", b"DEPCOM;NOMVOIE;NBPIECE;CONSTRUCT\n")

    untold = bare("fetch", "rpls", "--charger")
    assert (untold.code, site.asked) == (2, [])
    assert "--millesime 2025" in untold.errors
    assert not list(tmp_path.glob("rpls*"))

    assert "observatoire load rpls-ouvert rpls.csv --millesime AAAA" in bare("fetch", "rpls").output


@pytest.mark.usefixtures("address")
@pytest.mark.parametrize(
    ("content", "status", "code", "title"),
    [
        (b"<html><title>Portail</title>", 200, 2, "Données refusées"),
        (b"", 404, 2, "Introuvable"),
        (b"", 410, 2, "Introuvable"),
        (b"", 429, 3, "Service indisponible"),
        (b"", 503, 3, "Service indisponible"),
    ],
)
def test_each_refusal_has_its_exit_code(bare, site, tmp_path, content, status, code, title):
    site.answer(communes_path(), content, status=status)

    outcome = bare("fetch", "communes", "--epci", CCFG)

    assert outcome.code == code
    assert outcome.errors.startswith(f"{title} : ")
    assert "Traceback" not in outcome.errors
    assert not list(tmp_path.glob("communes*"))
