"""Coming in by a provider of identities that runs here on loopback, and every way it may go wrong."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from observatoire.access.audience import Role
from observatoire.accounts.register import list_accounts, revoke_account
from observatoire.accounts.rules import apply_rules
from observatoire.errors import AccessDeniedError
from observatoire.store.queries.entrance import open_provider_session
from tests.api.conftest import World
from tests.support.identity_provider import CLIENT, SECRET, STRANGE_KEY, FakeProvider, run_provider
from tests.support.people import invite

AGENT = "agent@ccfg.fr"


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeProvider]:
    with run_provider() as running:
        yield running


@pytest.fixture(scope="module")
def served(shared: World, provider: FakeProvider) -> Iterator[TestClient]:
    """The observatory that this provider is set in, where the agent was invited and never chose a password."""
    settings = shared.settings.model_copy(
        update={
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SecretStr(SECRET),
            "public_address": "http://testserver",
        }
    )
    apply_rules(shared.store, settings)
    invite(shared.store, AGENT, Role.COMMISSION)
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client
    apply_rules(shared.store, shared.settings)


@pytest.fixture
def client(served: TestClient, provider: FakeProvider) -> TestClient:
    served.cookies.clear()
    provider.said, provider.published_issuer = {}, None
    return served


def leave(client: TestClient, page: str = "/commission") -> str:
    """Go to the provider, and give the address it sends back to."""
    departure = client.get(f"/connexion?vers={page}")
    assert departure.status_code == 302, departure.text
    return str(httpx2.get(departure.headers["location"]).headers["location"])


def come_back(client: TestClient, address: str) -> Any:
    """Follow the address that the provider gave."""
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}", headers={"accept": "text/html"})


def test_agent_whose_verified_email_has_an_account_enters_where_they_were_going(client: TestClient):
    assert client.get("/api/v1/session/provider").json() == {"label": "le compte de votre organisme"}

    arrival = come_back(client, leave(client))

    assert (arrival.status_code, arrival.headers["location"]) == (303, "/commission")
    assert client.get("/api/v1/session").json()["role"] == "commission"
    assert client.get("/api/v1/account").json()["sessions"][0]["way"] == "fournisseur"


def test_departure_carries_state_nonce_and_the_challenge_of_a_verifier_that_stays(client: TestClient):
    departure = client.get("/connexion")
    asked = parse_qs(urlsplit(departure.headers["location"]).query)
    cookie = departure.headers["set-cookie"]

    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["scope"] == ["openid email"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert SECRET not in departure.headers["location"]


@pytest.mark.parametrize(
    "said",
    [
        {"nonce": "autre"},
        {"nonce": None},
        {"aud": "autre"},
        {"iss": "https://ailleurs.fr"},
        {"exp": 1},
        {"email_verified": False},
        {"email_verified": None},
        {"email": None},
        {"email": "inconnue@ccfg.fr"},
    ],
)
def test_identity_that_is_not_exactly_what_it_must_be_opens_nothing(
    client: TestClient, provider: FakeProvider, said: dict[str, Any]
):
    provider.said = said

    arrival = come_back(client, leave(client))

    assert arrival.status_code == 401
    assert "text/html" in arrival.headers["content-type"]
    assert client.get("/api/v1/session").status_code == 401


def test_token_signed_by_another_key_opens_nothing(client: TestClient, provider: FakeProvider):
    genuine, provider.key = provider.key, STRANGE_KEY
    arrival = come_back(client, leave(client))
    provider.key = genuine

    assert arrival.status_code == 401


def test_return_that_is_replayed_stolen_refused_or_begun_elsewhere_opens_nothing(client: TestClient):
    address = leave(client)
    stolen = TestClient(client.app, follow_redirects=False)
    assert come_back(stolen, address).status_code == 401
    assert come_back(client, address.replace("state=", "state=x")).status_code == 401
    assert come_back(client, "/connexion/retour?error=access_denied").status_code == 401
    assert come_back(client, address.replace("iss=http", "iss=https")).status_code == 401
    assert come_back(client, address).status_code == 303

    replayed = come_back(client, address)

    assert replayed.status_code == 401
    assert "a déjà servi" in replayed.text


@pytest.mark.usefixtures("client")
def test_revoked_agent_is_not_let_in(shared: World):
    email = "partie@agence.fr"
    invite(shared.store, email)
    revoke_account(shared.store, next(card.id for card in list_accounts(shared.store) if card.email == email))

    with pytest.raises(AccessDeniedError, match="aucun compte"):
        open_provider_session(shared.store, SECRET, email, device="")


@pytest.mark.usefixtures("client")
def test_without_the_secret_of_the_provider_the_database_opens_nothing(shared: World):
    for voucher in ("", "autre", CLIENT):
        with pytest.raises(AccessDeniedError):
            open_provider_session(shared.store, voucher, AGENT, device="")


def test_provider_that_says_another_name_or_does_not_answer_is_explained_in_french(
    client: TestClient, provider: FakeProvider
):
    provider.published_issuer = "https://ailleurs.fr"
    misnamed = client.get("/connexion", headers={"accept": "text/html"})
    provider.published_issuer = None
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
    state = client.app.state  # type: ignore[attr-defined]
    genuine = state.service
    state.service = replace(genuine, settings=genuine.settings.model_copy(update={"oidc_issuer": nobody}))
    silent = client.get("/connexion", headers={"accept": "text/html"})
    state.service = genuine

    assert (misnamed.status_code, silent.status_code) == (503, 503)
    assert "ne se décrit pas" in misnamed.text
    assert "ne répond pas" in silent.text


def test_page_to_open_afterwards_is_one_of_ours(client: TestClient):
    for page in ("//ailleurs.fr", "https://ailleurs.fr", "/a/b", "/%0d%0ax"):
        assert client.get(f"/connexion?vers={page}").status_code == 422
