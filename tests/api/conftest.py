"""A running application on a small published territory, and the keys that open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.service import Service
from observatoire.accounts.register import list_accounts, revoke_account
from observatoire.cluster import Cluster
from observatoire.settings import Settings
from observatoire.store.database import Store, open_store
from observatoire.store.queries.public import read_edition
from observatoire.store.tiers import Tier
from tests.conftest import lend_database
from tests.support.editions import load_territory, open_accounts, publish_edition
from tests.support.every_output import PAGES
from tests.support.processes import wait_until

MARK = "canari-7f3a"
"""Planted in what partners read and the public may not."""


@dataclass(frozen=True)
class World:
    """A published territory, its API, and one key for each role (`revoked` opens nothing any more)."""

    store: Store
    settings: Settings
    app: FastAPI
    client: TestClient
    keys: dict[str, str]

    @property
    def service(self) -> Service:
        """What the application holds."""
        held = self.app.state.service
        assert isinstance(held, Service)
        return held

    def hear_the_line(self) -> None:
        """Wait until the line has told what is online, which it does a moment after: public answers follow it."""
        online = read_edition(self.store.engine(Tier.PUBLIC))
        wait_until(lambda: self.service.follower.known_edition() == online)

    def get(self, address: str, role: str | None = None, **headers: str):
        """Ask for an address as a role, or as nobody."""
        if role is not None:
            headers["authorization"] = f"Bearer {self.keys[role]}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(address, headers=named)

    def read(self, address: str, role: str | None = None) -> Any:
        """The JSON of an answer that must be one."""
        response = self.get(address, role)
        assert response.status_code == 200, response.text
        return response.json()


@dataclass(frozen=True)
class Published:
    """A database where the fake territory is published once for all tests, which copy it."""

    database: str
    keys: dict[str, str]


@pytest.fixture(scope="session")
def published(memory_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    with lend_database(memory_cluster, tmp_path_factory.mktemp("published")) as settings:
        with open_store(settings) as store:
            database = str(store.urls[Tier.OWNER].database)
            load_territory(store, mark=MARK)
            publish_edition(store, settings, note=MARK)
            keys = open_accounts(store)
            keys["revoked"] = open_accounts(store)["epci"]
            revoke_account(store, next(card.id for card in reversed(list_accounts(store)) if card.role == "epci"))
        yield Published(database, keys)


@contextmanager
def open_world(cluster: Cluster, published: Published, folder: Path) -> Iterator[World]:
    """A copy of the published territory, and its API."""
    build_pages(folder / "dist")
    with lend_database(cluster, folder / "home", template=published.database) as lent:
        settings = lent.model_copy(update={"web_dist": folder / "dist"})
        app = create_app(settings)
        with open_store(settings) as store, TestClient(app, follow_redirects=False) as client:
            yield World(store, settings, app, client, published.keys)


@pytest.fixture(scope="session")
def shared(memory_cluster: Cluster, published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The published territory, for every test that only reads."""
    with open_world(memory_cluster, published, tmp_path_factory.mktemp("shared")) as opened:
        yield opened


@pytest.fixture
def world(memory_cluster: Cluster, published: Published, tmp_path: Path) -> Iterator[World]:
    """The published territory, for a test that changes something."""
    with open_world(memory_cluster, published, tmp_path) as opened:
        yield opened


def build_pages(dist: Path) -> None:
    """A front end as the build leaves it, in small."""
    (dist / "assets").mkdir(parents=True)
    for page in ("index", *(address.removeprefix("/") for address in PAGES if address not in {"/", "/simple"})):
        text = f"<!doctype html><html lang='fr'><title>{page}</title><p>{'page ' * 400}</p></html>"
        (dist / f"{page}.html").write_text(text, encoding="utf-8")
    (dist / "assets" / "page-abc123.js").write_text(f"export const words = '{'mot ' * 400}';", encoding="utf-8")
    (dist / "icone.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
