"""The partners' map when something does not answer."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from api.app import create_app
from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.pages import PartnersMap
from tests.e2e.watching import Watch
from tests.support.serving import serve

FRAGILE = "HAL-0108"
TILES = "http://tuiles.test/{z}/{x}/{y}.png"


def test_sheet_that_cannot_be_read_says_so_and_tries_again(page: Page, observatory: Observatory, watch: Watch) -> None:
    watch.forgive("Failed to load resource")
    partners = PartnersMap(page, observatory.key).open()
    page.route("**/partner/residences/*", lambda route: route.abort())
    partners.circle(FRAGILE).press("Enter")
    expect(partners.sheet.get_by_role("alert")).to_contain_text("L’observatoire ne répond pas")
    expect(partners.sheet.get_by_text("Fragile", exact=True)).to_be_visible()
    page.unroute_all()
    partners.sheet.get_by_role("button", name="Réessayer").click()
    expect(partners.sheet.get_by_role("heading", name="Le parc")).to_be_visible()


def test_publication_that_cannot_be_read_says_so_and_tries_again(
    page: Page, observatory: Observatory, watch: Watch
) -> None:
    watch.forgive("Failed to load resource")
    page.route("**/partner/territories*", lambda route: route.abort())
    page.goto(f"/observatoire#cle={observatory.key}")
    expect(page.get_by_role("alert")).to_contain_text("L’observatoire ne répond pas")
    page.unroute_all()
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("main.ready")).to_be_visible()


def test_publication_that_never_existed_is_refused_in_words(page: Page, observatory: Observatory, watch: Watch) -> None:
    watch.forgive("status of 404")
    page.goto(f"/observatoire?publication=99#cle={observatory.key}")
    expect(page.get_by_role("alert")).to_contain_text("Cette publication n’existe pas")
    page.get_by_role("button", name="Voir la publication en ligne").click()
    expect(page).not_to_have_url(re.compile("publication=99"))
    expect(page.get_by_role("alert")).to_have_count(0)


def test_session_that_ends_asks_for_a_key_again(page: Page, observatory: Observatory, watch: Watch) -> None:
    watch.forgive("status of 401")
    partners = PartnersMap(page, observatory.key).open()
    page.context.clear_cookies()
    partners.circle(FRAGILE).press("Enter")
    expect(page.get_by_label("Adresse électronique")).to_be_visible()


@pytest.fixture(scope="module")
def mapped_origin(observatory: Observatory) -> Iterator[str]:
    """The same observatory, with a base map in its settings."""
    settings = observatory.settings.model_copy(update={"base_map_url": TILES, "base_map_attribution": "Tuiles d’essai"})
    with serve(create_app(settings)) as origin:
        yield origin


def refuse(route: Route) -> None:
    """A host that cannot be reached."""
    route.abort("namenotresolved")


def lack(route: Route) -> None:
    """A host that has no such tile."""
    route.fulfill(status=404)


def wait_for_ever(_: Route) -> None:
    """A host that never answers."""


@pytest.mark.parametrize("host", [refuse, lack, wait_for_ever])
def test_map_is_whole_without_its_base_map(
    open_context: OpenContext, observatory: Observatory, mapped_origin: str, watch: Watch, host: Callable[[Route], None]
) -> None:
    watch.forgive("outside request|Failed to load resource")
    page = open_context().new_page()
    page.route("http://tuiles.test/**", host)
    page.goto(f"{mapped_origin}/observatoire#cle={observatory.key}", wait_until="domcontentloaded")
    expect(PartnersMap(page, observatory.key).circles).to_have_count(62)
    expect(page.get_by_text("Fond de plan indisponible")).to_be_visible(timeout=6_000)
