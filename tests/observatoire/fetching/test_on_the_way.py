"""What becomes of a file on its way: packed, cut, sent elsewhere, without end. It comes as it is published, or not at all."""

import gzip
import hashlib
import json
from http.server import BaseHTTPRequestHandler

import pytest

from observatoire.errors import InvalidInputError, UnavailableError
from observatoire.fetching.public_files import Wanted, fetch_public_file, find_public_file
from observatoire.sources.reading.unpacking import taken_out
from tests.support.certificates import make_authority
from tests.support.sites import CCFG, communes_path, fetch

TABLE = b"DEPCOM;NOMVOIE;NBPIECE;CONSTRUCT\n" + b"74042;LAC;3;1990\n" * 400
PACKED = gzip.compress(TABLE, mtime=0)
SQUARE = [[[6.40, 46.07], [6.42, 46.07], [6.42, 46.09], [6.40, 46.07]]]
NAMED = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"nom": "Glières-Val-de-Borne"},
            "geometry": {"type": "Polygon", "coordinates": SQUARE},
        }
    ],
}
COMMUNES = json.dumps(NAMED, ensure_ascii=False)


def describe(site, address, path, kind, whole=None):
    checksum = {"type": "sha256", "value": hashlib.sha256(whole).hexdigest()} if whole else None
    resource = {"title": "RPLS", "url": f"{address}{path}", "format": kind, "checksum": checksum}
    site.answer("/api/1/datasets/rpls/", {"title": "RPLS", "resources": [resource]})


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    ("kind", "whole", "sent", "coding"),
    [
        pytest.param("csv", TABLE, PACKED, "gzip", id="a table packed for the way"),
        pytest.param("csv", TABLE, TABLE, "gzip", id="a table said to be packed, that is not"),
        pytest.param("csv", TABLE, TABLE, "identity", id="a table said not to be packed"),
        pytest.param("csv.gz", PACKED, PACKED, "", id="a packed file"),
        pytest.param(
            "csv.gz", PACKED, PACKED, "x-gzip", id="a packed file whose packing is said to be that of the way"
        ),
        pytest.param("csv.gz", PACKED, gzip.compress(PACKED), "gzip", id="a packed file packed once more"),
    ],
)
def test_a_file_comes_as_it_is_published_however_it_is_packed(
    site, web, address, tmp_path, known, kind, whole, sent, coding
):
    describe(site, address, "/rpls", kind, whole if known else None)
    site.answer("/rpls", sent, **({"Content-Encoding": coding} if coding else {}))

    path = fetch(web, tmp_path / "rpls.csv", kind="rpls")

    assert path.read_bytes() == whole
    with taken_out(path) as table:
        assert table.read_bytes() == TABLE
    assert list(tmp_path.iterdir()) == [path]


def test_outlines_and_the_catalogue_are_unpacked_and_may_begin_with_a_mark_of_utf8(site, web, address, tmp_path):
    site.answer(communes_path(), gzip.compress(b"\xef\xbb\xbf" + COMMUNES.encode()), **{"Content-Encoding": "gzip"})
    described = {"title": "RPLS", "resources": [{"title": "RPLS", "url": f"{address}/x", "format": "csv"}]}
    packed = gzip.compress(b"\xef\xbb\xbf" + json.dumps(described).encode())
    site.answer("/api/1/datasets/rpls/", packed, **{"Content-Encoding": "gzip"})

    assert "Glières" in fetch(web, tmp_path / "c.geojson", kind="communes", epci=CCFG).read_text("utf-8-sig")
    assert find_public_file(web, Wanted(kind="rpls")).address == f"{address}/x"


def test_outlines_that_are_not_in_utf8_are_refused(site, web, tmp_path):
    site.answer(communes_path(), COMMUNES.encode("latin-1"), **{"Content-Type": "application/json; charset=latin-1"})

    with pytest.raises(InvalidInputError) as refusal:
        fetch(web, tmp_path / "communes.geojson", kind="communes", epci=CCFG)
    assert "pas en UTF-8" in refusal.value.problems[0].message


@pytest.mark.parametrize(
    ("coding", "content", "said"),
    [
        pytest.param("br", TABLE, "« br »", id="with what was not asked"),
        pytest.param("gzip", PACKED[:-20], "coupé ou abîmé", id="and cut"),
        pytest.param("gzip", gzip.compress(bytes(5000)), "trop longue", id="and immense"),
    ],
)
def test_what_cannot_be_unpacked_is_said(site, web, address, tmp_path, monkeypatch, coding, content, said):
    monkeypatch.setattr("observatoire.fetching.public_files.LARGEST_OPEN_FILE", 4999)
    describe(site, address, "/rpls", "csv")
    site.answer("/rpls", content[:4000], **{"Content-Encoding": coding})

    with pytest.raises(UnavailableError, match=said):
        fetch(web, tmp_path / "rpls.csv", kind="rpls")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "announced",
    [pytest.param(len(COMMUNES.encode()) - 9, id="too short"), pytest.param(10**9, id="too long for an outline")],
)
def test_a_length_that_is_wrong_is_refused(site, web, tmp_path, announced):
    site.answer(communes_path(), COMMUNES.encode(), **{"Content-Length": str(announced)})

    with pytest.raises((InvalidInputError, UnavailableError), match=r"autre chose que le fichier|trop longue"):
        fetch(web, tmp_path / "communes.geojson", kind="communes", epci=CCFG)
    assert not list(tmp_path.iterdir())


def test_a_connection_cut_half_way_is_said_with_how_far_it_went(site, web, address, tmp_path):
    describe(site, address, "/rpls", "csv")
    site.answer("/rpls", TABLE, **{"Content-Length": str(2 * len(TABLE))})

    with pytest.raises(UnavailableError, match=f"coupée après {len(TABLE)} octets sur {2 * len(TABLE)}"):
        fetch(web, tmp_path / "rpls.csv", kind="rpls")
    assert not list(tmp_path.iterdir())


def test_a_body_without_end_is_given_up(site, web, address, tmp_path, monkeypatch):
    monkeypatch.setattr("observatoire.fetching.public_files.LARGEST_OPEN_FILE", 3 << 20)

    def never_end(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not site.closing.is_set():
            handler.wfile.write(TABLE)

    describe(site, address, "/rpls", "csv")
    site.answers["/rpls"] = never_end

    with pytest.raises(UnavailableError, match="trop longue"):
        fetch(web, tmp_path / "rpls.csv", kind="rpls")
    assert not list(tmp_path.iterdir())


def test_a_body_that_comes_a_drop_at_a_time_is_given_up(site, web, address, tmp_path, monkeypatch):
    monkeypatch.setattr("observatoire.fetching.download.SLOWEST_S", 0)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not site.closing.is_set():
            handler.wfile.write(b"7")
            site.closing.wait(0.01)

    describe(site, address, "/rpls", "csv")
    site.answers["/rpls"] = drip

    with pytest.raises(UnavailableError, match="si lentement"):
        fetch(web, tmp_path / "rpls.csv", kind="rpls")
    assert not list(tmp_path.iterdir())


def test_another_site_that_a_file_moved_to_is_followed_and_said(site, web, address, tmp_path):
    describe(site, address, "/rpls", "csv")
    elsewhere = address.replace("127.0.0.1", "localhost") + "/données 2024.csv"
    site.answer("/rpls", b"", status=302, Location=elsewhere.encode().decode("latin-1"))
    site.answer("/donn%C3%A9es%202024.csv", TABLE)

    came = fetch_public_file(find_public_file(web, Wanted(kind="rpls")), tmp_path / "rpls.csv")

    assert (tmp_path / "rpls.csv").read_bytes() == TABLE
    assert came.address.startswith(address.replace("127.0.0.1", "localhost"))


def test_an_address_with_accents_and_spaces_is_asked_as_it_is(site, web, address, tmp_path):
    describe(site, address, "/données 2024.csv", "csv")
    site.answer("/donn%C3%A9es%202024.csv", TABLE)

    assert fetch(web, tmp_path / "rpls.csv", kind="rpls").read_bytes() == TABLE


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("/rpls", "renvoie ailleurs sans fin"),
        ("ftp://127.0.0.1/rpls.csv", "n’est pas celle d’un site"),
        ("http://[::1", "mal écrite"),
        ("http://127.0.0.1:port/x", "n’est pas un site|mal écrite"),
    ],
)
def test_a_site_that_sends_nowhere_is_refused(site, web, address, tmp_path, location, said):
    describe(site, address, "/rpls", "csv")
    site.answer("/rpls", b"", status=301, Location=location)

    with pytest.raises(UnavailableError, match=said) as refusal:
        fetch(web, tmp_path / "rpls.csv", kind="rpls")
    assert f"{address}/rpls" in refusal.value.detail


def test_a_page_of_another_site_is_said_with_its_address(site, web, address, tmp_path):
    describe(site, address, "/rpls", "csv")
    portal = address.replace("127.0.0.1", "localhost") + "/connexion"
    site.answer("/rpls", b"", status=302, Location=portal)
    site.answer("/connexion", b"<html><title>Connexion</title>")

    with pytest.raises(InvalidInputError) as refusal:
        fetch(web, tmp_path / "rpls.csv", kind="rpls")
    assert refusal.value.problems[0].value == portal


def test_a_secure_site_that_sends_to_one_that_is_not_is_refused(site, web, address, tmp_path, monkeypatch):
    authority = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    site.answer(communes_path(), b"", status=302, Location=f"{address}/ouvert")
    site.answer("/ouvert", COMMUNES.encode())
    with site.open(authority.sign()) as secure:
        asked = web.model_copy(update={"outlines_url": secure})
        with pytest.raises(UnavailableError, match="n’est plus sécurisée"):
            fetch(asked, tmp_path / "communes.geojson", kind="communes", epci=CCFG)
    assert "/ouvert" not in site.asked
    assert not list(tmp_path.glob("communes*"))
