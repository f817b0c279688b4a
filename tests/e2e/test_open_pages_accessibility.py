"""axe on the states of the planners' page, the public map and the method, at a desk and on a phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.territories_pages import PublicMap, TerritoriesPage
from tests.e2e.test_accessibility import RULES


def open_communes(page: Page, key: str) -> None:
    """The communes, one of them chosen."""
    TerritoriesPage(page, key).open("?territoire=74042")


def open_sectors(page: Page, key: str) -> None:
    """The sectors, in the colours of an index."""
    TerritoriesPage(page, key).open("?niveau=secteur&couleur=fragilite")


def open_residences(page: Page, key: str) -> None:
    """The residences, with the names of those that the plot cannot place."""
    TerritoriesPage(page, key).open("?niveau=residence")
    page.locator(".absent summary").click()


def open_territory(page: Page, key: str) -> None:  # noqa: ARG001 -- one shape for all the states
    """The public map before any choice."""
    PublicMap(page).open()


def open_commune(page: Page, key: str) -> None:  # noqa: ARG001 -- one shape for all the states
    """A commune with all its residences, one of them shown on the map."""
    PublicMap(page).open("?commune=74042&residence=HAL-0108&carte=15/46.0765/6.4065")
    page.get_by_text("Indicateurs publics de la commune").click()


def open_failure(page: Page, key: str) -> None:  # noqa: ARG001 -- one shape for all the states
    """The public map when its data cannot be read."""
    problem = {"title": "Rien à montrer", "status": 200, "detail": "Rien n’a encore été publié."}
    page.route("**/api/v1/public/**", lambda route: route.fulfill(status=200, json=problem))
    page.goto("/")
    expect(page.get_by_role("alert")).to_be_visible()


def open_method(page: Page, key: str) -> None:  # noqa: ARG001 -- one shape for all the states
    """The method."""
    page.goto("/methode")
    expect(page.locator("#recette table")).to_have_count(2)


def open_plain_words(page: Page, key: str) -> None:  # noqa: ARG001 -- one shape for all the states
    """How to apply, in plain words."""
    page.goto("/simple")


def open_statement(page: Page, key: str) -> None:  # noqa: ARG001 -- one shape for all the states
    """The accessibility statement, under the bar."""
    page.goto("/accessibilite")
    expect(page.locator(".bar-stamp")).to_be_visible()


def open_framed(page: Page, key: str) -> None:  # noqa: ARG001 -- one shape for all the states
    """The map for other sites."""
    page.goto("/integrer")
    expect(page.locator("path.commune").first).to_be_attached()


@pytest.mark.parametrize("phone", [False, True], ids=["1440", "390"])
@pytest.mark.parametrize(
    "open_state",
    [
        *(open_communes, open_sectors, open_residences, open_territory, open_commune, open_failure, open_method),
        *(open_plain_words, open_framed, open_statement),
    ],
)
def test_axe_finds_nothing_on_open_pages(
    open_context: OpenContext, observatory: Observatory, open_state: Callable[[Page, str], None], *, phone: bool
) -> None:
    page = open_context(phone=phone).new_page()
    open_state(page, observatory.key)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
