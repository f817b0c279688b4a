"""A running application on a small published territory, and the keys that open it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from observatoire.accounts import list_accounts, revoke_account
from observatoire.settings import Settings
from observatoire.store.database import Store
from tests.support.editions import load_territory, open_accounts, publish_edition


@dataclass(frozen=True)
class World:
    """A published territory, its API, and one key for each role (`revoked` opens nothing any more)."""

    store: Store
    settings: Settings
    client: TestClient
    keys: dict[str, str]

    def get(self, address: str, role: str | None = None, **headers: str):
        """Ask for an address as a role, or as nobody."""
        if role is not None:
            headers["authorization"] = f"Bearer {self.keys[role]}"
        return self.client.get(address, headers=headers)

    def read(self, address: str, role: str | None = None):
        """The JSON of an answer that must be one."""
        response = self.get(address, role)
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture
def world(store: Store, settings: Settings) -> Iterator[World]:
    """A fresh published territory for one test."""
    load_territory(store)
    publish_edition(store, settings)
    keys = open_accounts(store)
    keys["revoked"] = open_accounts(store)["epci"]
    revoke_account(store, list_accounts(store)[-1].id)
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield World(store=store, settings=settings, client=client, keys=keys)
