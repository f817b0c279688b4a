"""The front end at clean addresses, and what is said when it is not built."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from observatoire.settings import Settings
from tests.api.conftest import World


@pytest.mark.parametrize(
    ("address", "page"),
    [("/", "index"), ("/observatoire", "observatoire"), ("/territoires", "territoires"), ("/methode", "methode")],
)
def test_page_at_its_clean_address_is_served(shared: World, address: str, page: str):
    response = shared.get(address)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert f"<title>{page}</title>" in response.text


def test_page_already_held_is_not_sent_again(shared: World):
    etag = shared.get("/").headers["etag"]

    response = shared.get("/", if_none_match=etag)

    assert response.status_code == 304
    assert response.content == b""


def test_hashed_asset_is_kept_for_ever_and_compressed(shared: World):
    response = shared.get("/assets/page-abc123.js", accept_encoding="gzip")

    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.text.startswith("export const words")


def test_page_built_again_is_the_new_one(world: World):
    before = world.get("/methode")
    (world.settings.web_dist / "methode.html").write_text("<!doctype html><title>nouvelle</title>", encoding="utf-8")

    after = world.get("/methode", if_none_match=before.headers["etag"])

    assert after.status_code == 200
    assert "nouvelle" in after.text


def test_head_of_a_page_has_no_body(shared: World):
    response = shared.client.head("/observatoire")

    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize(
    "address",
    [
        "/../settings.py",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets",
        "/assets/",
        "/%00",
        "/.html",
        "//etc/passwd",
        "/index/",
    ],
)
def test_address_outside_of_the_front_end_is_not_found(shared: World, address: str):
    assert shared.get(address).status_code == 404


def test_pages_not_built_say_what_to_do_and_the_data_still_answer(settings: Settings, tmp_path: Path):
    unbuilt = settings.model_copy(update={"web_dist": tmp_path / "absent"})
    with TestClient(create_app(unbuilt)) as client:
        page = client.get("/", headers={"accept": "text/html"})

        assert page.status_code == 503
        assert "make setup" in page.text
        assert str(tmp_path) not in page.text
        assert client.get("/docs").status_code == 200
        assert client.get("/api/v1/health").status_code == 200


@pytest.mark.parametrize("address", ["/docs", "/openapi.json", "/docs/style.css", "/problemes/introuvable"])
def test_document_of_the_service_has_a_validator(shared: World, address: str):
    first = shared.get(address)

    again = shared.get(address, if_none_match=first.headers["etag"])

    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert again.status_code == 304
