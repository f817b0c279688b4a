"""What a site says instead of giving the file: a page, nothing, a refusal. Each has its own remedy, and nothing is kept."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from observatoire.errors import InvalidInputError, NotFoundError, UnavailableError
from observatoire.fetching.statuses import describe_wait
from tests.support.sites import communes_path, fetch

PORTAL = "<!DOCTYPE html><html><head><meta charset=iso-8859-1><title>Accès au \x1b[31mréseau</title></head></html>"
ZIP_START = b"PK\x03\x04 and no end"


def catalogue(site, address, path, kind):
    described = {"title": "RPLS", "url": f"{address}{path}", "format": kind}
    site.answer("/api/1/datasets/rpls/", {"title": "RPLS", "resources": [described]})


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "zip"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            PORTAL.encode("latin-1"), "une page web, « Accès au [31mréseau »", id="a page that asks to sign in"
        ),
        pytest.param(b"\n<html><body>Maintenance</body></html>", "une page web sans titre", id="a page without title"),
        pytest.param(b"<?xml version='1.0'?><Error>AccessDenied</Error>", "un message en XML", id="a store of files"),
        pytest.param(b"", "une réponse vide", id="nothing"),
        pytest.param(b" \r\n", "une réponse blanche", id="blanks"),
        pytest.param(b'{"error": "quota"}', '« {"error": "quota"} »', id="a message"),
    ],
)
def test_what_is_no_file_is_refused_with_what_came_and_the_address(site, web, address, tmp_path, kind, content, said):
    catalogue(site, address, "/rpls", kind)
    site.answer("/rpls", content)

    with pytest.raises(InvalidInputError, match="rien n’a été gardé") as refusal:
        fetch(web, tmp_path / "rpls.csv", kind="rpls")

    (problem,) = refusal.value.problems
    assert said in problem.message
    assert problem.value == f"{address}/rpls"
    assert "Ouvrez cette adresse dans un navigateur" in problem.remedy
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("zip", ZIP_START, "une archive ZIP sans sa fin"),
        ("zip", b"DEPCOM;NOMVOIE", "autre chose qu’une archive ZIP"),
        ("csv.gz", b"DEPCOM;NOMVOIE", "autre chose qu’un fichier gzip"),
        ("csv", "DEPCOM;NOMVOIE".encode("utf-16"), "un texte en UTF-16"),
    ],
)
def test_another_kind_of_file_or_one_without_its_end_is_refused(site, web, address, tmp_path, kind, content, said):
    catalogue(site, address, "/rpls", kind)
    site.answer("/rpls", content)

    with pytest.raises(InvalidInputError) as refusal:
        fetch(web, tmp_path / "rpls", kind="rpls")

    assert said in refusal.value.problems[0].message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"<html><title>Portail</title>", b""])
def test_a_page_instead_of_the_catalogue_is_said(site, web, tmp_path, content):
    site.answer("/api/1/datasets/rpls/", content)

    with pytest.raises(InvalidInputError, match="rien n’a été gardé") as refusal:
        fetch(web, tmp_path / "rpls.csv", kind="rpls")
    assert refusal.value.problems[0].value.endswith("/api/1/datasets/rpls/")


def test_a_dataset_that_the_catalogue_does_not_know_is_a_setting_to_mend(web, tmp_path):
    with pytest.raises(NotFoundError, match="OBSERVATOIRE_RPLS_DATASET"):
        fetch(web, tmp_path / "rpls.csv", kind="rpls")


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (202, UnavailableError, "Recommencez dans quelques minutes"),
        (204, UnavailableError, "rien à donner"),
        (206, UnavailableError, "qu’un morceau"),
        (302, UnavailableError, "sans dire où"),
        (401, UnavailableError, "vous pouvez vous identifier"),
        (403, UnavailableError, "filtre du réseau"),
        (404, NotFoundError, "Vérifiez l’adresse"),
        (407, UnavailableError, "https_proxy"),
        (410, NotFoundError, "retiré ce fichier pour de bon"),
        (418, UnavailableError, "refuse la demande"),
        (429, UnavailableError, "Recommencez dans une heure"),
        (500, UnavailableError, "est en panne"),
        (503, UnavailableError, "arrêté pour un moment"),
        (504, UnavailableError, "trop lent derrière son relais"),
    ],
)
def test_each_status_has_its_own_remedy_and_none_is_the_connection(site, web, address, tmp_path, status, error, said):
    catalogue(site, address, "/rpls", "csv")
    site.answer("/rpls", b"", status=status)

    with pytest.raises(error, match=said) as refusal:
        fetch(web, tmp_path / "rpls.csv", kind="rpls")

    assert f"(code HTTP {status})" in refusal.value.detail
    assert f"{address}/rpls" in refusal.value.detail
    assert "connexion de ce poste" not in refusal.value.detail
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("90", "dans 90 secondes"),
        ("600", "dans 10 minutes"),
        ("86400", "dans 24 heures"),
        ("Thu, 01 Jan 2099 11:30:00 GMT", "après le 01/01/2099 à 12 h 30"),
        ("demain", "Recommencez"),
        ("9" * 400, "Recommencez"),
    ],
)
def test_the_time_that_a_site_asks_to_wait_is_said(site, web, tmp_path, status, asked, said):
    site.answer(communes_path(), b"", status=status, **{"Retry-After": asked})

    with pytest.raises(UnavailableError, match=said):
        fetch(web, tmp_path / "communes.geojson", kind="communes", epci="200000172")


def test_a_time_to_wait_that_is_past_is_now():
    now = datetime(2026, 11, 29, tzinfo=UTC)

    assert describe_wait(format_datetime(now - timedelta(hours=1), usegmt=True), now).startswith(
        "Recommencez maintenant"
    )
