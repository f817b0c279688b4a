"""Coming in and going out with an access key."""

from http.cookies import SimpleCookie

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.body_limit import LARGEST_BODY
from observatoire.accounts.register import list_accounts, revoke_account
from tests.api.conftest import World


@pytest.fixture(autouse=True)
def _forget_cookies(shared: World):
    shared.client.cookies.clear()
    yield
    shared.client.cookies.clear()


def test_session_opened_with_a_key_is_a_cookie_that_scripts_cannot_read(shared: World):
    response = shared.client.post("/api/v1/session", json={"key": shared.keys["commission"]})
    cookie = SimpleCookie(response.headers["set-cookie"])["observatoire"]

    assert response.status_code == 204
    assert cookie["httponly"]
    assert cookie["samesite"] == "strict"
    assert cookie["path"] == "/"
    assert not cookie["secure"]


def test_session_once_open_says_whose_it_is(shared: World):
    shared.client.post("/api/v1/session", json={"key": shared.keys["commission"]})

    assert shared.read("/api/v1/session") == {"organisation": "Organisation commission", "role": "commission"}


def test_session_once_closed_opens_nothing(shared: World):
    shared.client.post("/api/v1/session", json={"key": shared.keys["commission"]})
    shared.client.delete("/api/v1/session")

    assert shared.get("/api/v1/session").status_code == 401
    assert shared.get("/api/v1/partner/residences").status_code == 401


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b'{"key": "inconnue"}', 401),
        (b'{"key": ""}', 422),
        (b'{"key": "' + b"a" * 300 + b'"}', 422),
        (b'{"key": 12}', 422),
        (b'{"key": "a", "role": "epci"}', 422),
        (b"{", 422),
        (b"", 422),
        (b'{"key": "' + b"a" * LARGEST_BODY + b'"}', 413),
    ],
)
def test_session_with_a_wrong_body_is_refused_without_a_cookie(shared: World, content: bytes, status: int):
    response = shared.client.post("/api/v1/session", content=content, headers={"content-type": "application/json"})

    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in response.headers


ELSEWHERE = (
    {"origin": "https://exemple.fr"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
)


@pytest.mark.parametrize("headers", ELSEWHERE)
@pytest.mark.parametrize("verb", ["POST", "DELETE", "PUT", "PATCH"])
def test_write_sent_by_the_page_of_another_site_is_refused_whatever_the_cookie(
    shared: World, verb: str, headers: dict[str, str]
):
    cookie = {"cookie": f"observatoire={shared.keys['epci']}"}

    response = shared.client.request(verb, "/api/v1/session", headers={**headers, **cookie}, json={"key": "x"})

    assert response.status_code == 403
    assert response.json()["type"] == "/problemes/origine-refusee"
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("headers", [{}, {"origin": "http://testserver"}, {"sec-fetch-site": "same-origin"}])
def test_write_sent_by_our_pages_or_by_a_program_is_heard(shared: World, headers: dict[str, str]):
    body = {"key": shared.keys["commission"]}

    assert shared.client.post("/api/v1/session", json=body, headers=headers).status_code == 204


def test_behind_https_the_cookie_belongs_to_this_host_alone_and_browsers_stay_on_https(shared: World):
    settings = shared.settings.model_copy(update={"cookie_secure": True})
    with TestClient(create_app(settings), base_url="https://testserver") as client:
        response = client.post("/api/v1/session", json={"key": shared.keys["commission"]})
        cookie = SimpleCookie(response.headers["set-cookie"])["__Host-observatoire"]

        assert cookie["secure"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert response.headers["strict-transport-security"].startswith("max-age=31536000")
        assert client.get("/api/v1/session").status_code == 200
        plain = {"cookie": f"observatoire={shared.keys['commission']}"}
        client.cookies.clear()
        assert client.get("/api/v1/session", headers=plain).status_code == 401


def test_session_with_an_endless_body_is_refused(shared: World):
    def endless():
        for _ in range(100):
            yield b" " * 1024

    response = shared.client.post("/api/v1/session", content=endless(), headers={"content-type": "application/json"})

    assert response.status_code == 413
    assert response.json()["type"] == "/problemes/requete-trop-longue"


def test_refusal_never_sends_the_key_back(shared: World):
    key = "a" * 250

    response = shared.client.post("/api/v1/session", json={"key": key})

    assert key[:50] not in response.text


def test_wrong_bearer_beside_a_valid_cookie_opens_nothing(shared: World):
    headers = {"authorization": "Bearer fausse", "cookie": f"observatoire={shared.keys['epci']}"}

    assert shared.client.get("/api/v1/session", headers=headers).status_code == 401


@pytest.mark.parametrize("authorization", ["Bearer", "Basic abc", "", "Bearer  ", "Bearer " + "a" * 5000])
def test_authorization_that_is_not_a_key_opens_nothing(shared: World, authorization: str):
    response = shared.client.get("/api/v1/partner/residences", headers={"authorization": authorization})

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


def test_account_revoked_while_its_pages_are_open_reads_nothing_more(world: World):
    """The answer is in the cache, and its validator is known: the key is looked up all the same."""
    first = world.get("/api/v1/partner/residences", "commission")
    account = next(each for each in list_accounts(world.store) if each.role == "commission")

    revoke_account(world.store, account.id)

    assert world.get("/api/v1/partner/residences", "commission").status_code == 401
    assert world.get("/api/v1/partner/residences", "commission", if_none_match=first.headers["etag"]).status_code == 401
