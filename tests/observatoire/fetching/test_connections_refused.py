"""Why a site is not joined: its name, its port, its silence, its certificate, the relay. Each has its own remedy."""

import socket

import pytest

from observatoire.errors import UnavailableError
from tests.support.certificates import make_authority, sign_alone
from tests.support.sites import communes_path, fetch

CONNECTION = "Vérifiez la connexion de ce poste"
POLYGON = {"type": "Polygon", "coordinates": [[[6.4, 46.0], [6.5, 46.0], [6.5, 46.1], [6.4, 46.0]]]}
COMMUNES = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": POLYGON}]}


@pytest.fixture(autouse=True)
def without_relay(monkeypatch):
    for name in ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


def refuse(web, tmp_path, outlines_url):
    asked = web.model_copy(update={"outlines_url": outlines_url})
    with pytest.raises(UnavailableError) as refusal:
        fetch(asked, tmp_path / "communes.geojson", kind="communes", epci="200000172")
    assert not list(tmp_path.glob("communes*"))
    return refusal.value.detail


@pytest.fixture
def closed_port():
    """A port where nobody listens, kept so."""
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))
        yield kept.getsockname()[1]


def test_a_name_that_is_not_found_is_the_connection_or_the_address(web, tmp_path):
    said = refuse(web, tmp_path, "http://nulle-part.invalid")

    assert "n’est pas trouvé" in said
    assert CONNECTION in said


def test_a_port_where_nobody_listens_is_not_the_connection(web, tmp_path, closed_port):
    said = refuse(web, tmp_path, f"http://127.0.0.1:{closed_port}")

    assert "refuse la connexion" in said
    assert CONNECTION not in said


def test_a_site_that_is_silent_is_not_the_connection(site, web, address, tmp_path, monkeypatch):
    monkeypatch.setattr("observatoire.fetching.opening.PATIENCE_S", 0.2)
    site.answers[communes_path()] = lambda _: site.closing.wait()

    said = refuse(web, tmp_path, address)

    assert "reste muet trop longtemps" in said
    assert CONNECTION not in said


def test_a_site_that_cannot_be_joined_in_time_is_the_connection(web, tmp_path, monkeypatch):
    monkeypatch.setattr("observatoire.fetching.opening.PATIENCE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # nobody answers the handshake
        said = refuse(web, tmp_path, f"https://127.0.0.1:{silent.getsockname()[1]}")

    assert "ne se laisse pas joindre" in said
    assert CONNECTION in said


def test_what_is_no_site_is_said(site, web, address, tmp_path):
    site.answers[communes_path()] = lambda handler: handler.wfile.write(b"SSH-2.0-serveur\r\n")

    assert "ne parle pas HTTP" in refuse(web, tmp_path, address)


def test_a_certificate_of_a_known_authority_is_accepted(site, web, tmp_path, monkeypatch):
    authority = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    site.answer(communes_path(), COMMUNES)
    with site.open(authority.sign()) as address:
        asked = web.model_copy(update={"outlines_url": address})
        assert fetch(asked, tmp_path / "communes.geojson", kind="communes", epci="200000172").is_file()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"days": (-3, -1)}, "certificat périmé"),
        ({"days": (1, 3)}, "ne vaut pas encore"),
        ({"host": "ailleurs.example"}, "le certificat d’un autre site"),
        ({"host": "10.9.8.7"}, "le certificat d’un autre site"),
    ],
)
def test_a_certificate_that_will_not_do_is_named(site, web, tmp_path, monkeypatch, made, said):
    authority = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with site.open(authority.sign(**made)) as address:
        refusal = refuse(web, tmp_path, address)

    assert said in refusal
    assert CONNECTION not in refusal


def test_a_certificate_of_nobody_known_is_named(site, web, tmp_path):
    with site.open(make_authority(tmp_path).sign()) as address:
        assert "une autorité que ce poste ne connaît pas" in refuse(web, tmp_path, address)
    with site.open(sign_alone(tmp_path)) as address:
        assert "qu’il s’est fait lui-même" in refuse(web, tmp_path, address)


def test_a_site_without_security_at_its_port_is_said(web, address, tmp_path):
    said = refuse(web, tmp_path, address.replace("http:", "https:"))

    assert "ne parle pas HTTPS à ce port" in said


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_relay_that_is_not_joined_is_named_without_its_account(web, tmp_path, monkeypatch, closed_port, scheme):
    monkeypatch.setenv(f"{scheme}_proxy", f"http://compte:secret@127.0.0.1:{closed_port}")

    said = refuse(web, tmp_path, f"{scheme}://site.invalid")

    assert f"le relais (proxy) 127.0.0.1:{closed_port} n’est pas joignable, la connexion y est refusée" in said
    assert "https_proxy" in said
    assert "secret" not in said


@pytest.mark.parametrize(("status", "said"), [(407, "demande un compte"), (502, "le refuse, ou ne le trouve pas")])
def test_a_relay_that_refuses_is_said(site, web, address, tmp_path, monkeypatch, status, said):
    monkeypatch.setenv("https_proxy", address)
    site.answers["site.invalid:443"] = lambda handler: handler.send_error(status)

    assert said in refuse(web, tmp_path, "https://site.invalid")
