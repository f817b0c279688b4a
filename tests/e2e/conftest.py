"""A real browser on the demonstration, served by the real application; nothing may leave the origin or fail unseen."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from api.app import create_app
from observatoire.cluster import Cluster
from observatoire.demo.preparing import prepare_demo
from observatoire.settings import Settings
from observatoire.store.database import Store
from observatoire.store.tiers import Tier, private_urls
from observatoire.worker.running import run_worker
from tests.conftest import clone_template
from tests.e2e.watching import Watch
from tests.support.editions import load_territory, open_accounts, publish_edition
from tests.support.serving import serve

DEMO = "demo"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 30_000


@dataclass(frozen=True)
class Observatory:
    """The demonstration on the network, and the key of its partners."""

    settings: Settings
    origin: str
    key: str


@pytest.fixture(scope="session")
def demo(memory_cluster: Cluster) -> tuple[Settings, str]:
    """The demonstration, published once for all workers, and the access key of its partners."""
    home = Path(os.environ["OBSERVATOIRE_TEST_HOME"])
    url = private_urls(memory_cluster.socket_dir, DEMO)[Tier.OWNER].render_as_string(hide_password=False)
    settings = Settings.model_validate({"home": home / DEMO, "DATABASE_URL": url})
    with (home / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not settings.home.exists():
            clone_template(memory_cluster, DEMO)
        key = prepare_demo(settings, lambda _: None)
    return settings, key


@pytest.fixture(scope="session")
def observatory(demo: tuple[Settings, str]) -> Iterator[Observatory]:
    """The demonstration, served with the screens as they are built."""
    settings, key = demo
    if not (settings.web_dist / "observatoire.html").is_file():
        pytest.fail(f"the screens are not built in {settings.web_dist}: run scripts/build-web")
    with serve(create_app(settings)) as origin:
        yield Observatory(settings, origin, key)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the system."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def watch(observatory: Observatory) -> Iterator[Watch]:
    """Fails the test for what its pages did wrong on the way."""
    watching = Watch(observatory.origin)
    yield watching
    assert watching.faults() == []


class OpenContext(Protocol):
    """Opens a French context of its own cookies; it is closed after the test."""

    def __call__(self, *, phone: bool = False, width: int | None = None) -> BrowserContext:
        """On a desk or on a phone, as wide as told."""


@pytest.fixture
def open_context(browser: Browser, observatory: Observatory, watch: Watch) -> Iterator[OpenContext]:
    """Opens the contexts of a test."""
    contexts: list[BrowserContext] = []

    def open_one(*, phone: bool = False, width: int | None = None) -> BrowserContext:
        shape = PHONE if phone else DESK
        context = browser.new_context(
            viewport={"width": width or shape["width"], "height": shape["height"]},
            locale="fr-FR",
            base_url=observatory.origin,
            is_mobile=phone,
            has_touch=phone,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", watch.follow)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A page on a desk, where nobody is signed in."""
    return open_context().new_page()


@pytest.fixture
def phone(open_context: OpenContext) -> Page:
    """A page on a phone, where nobody is signed in."""
    return open_context(phone=True).new_page()


@dataclass(frozen=True)
class DataSite:
    """A small published territory, served with a worker beside."""

    origin: str
    keys: dict[str, str]

    def open_as(self, role: str) -> str:
        """The address that opens its page of data as a role."""
        return f"{self.origin}/donnees#cle={self.keys[role]}"


@pytest.fixture
def data_site(store: Store, settings: Settings) -> Iterator[DataSite]:
    """The small territory of the API tests, of one's own, that takes files."""
    load_territory(store)
    publish_edition(store, settings)
    keys = open_accounts(store)
    stopping = Event()
    worker = Thread(target=run_worker, args=(settings,), kwargs={"stopping": stopping}, name="worker")
    worker.start()
    try:
        with serve(create_app(settings)) as origin:
            yield DataSite(origin, keys)
    finally:
        stopping.set()
        worker.join()
