"""Beyond what a map or a list can hold, each page says what it does not show."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Observatory
from tests.e2e.watching import Watch

PAGES = (
    ("/territoires?niveau=residence", "Résidences trop nombreuses pour la carte"),
    ("/commission?seance=2", "Les résidences sont trop nombreuses pour une liste"),
    ("/commission", "aucune liste ne peut être proposée"),
    ("/suivi?vue=equilibre&annee=2018", "le tableau seul nomme celles-ci"),
)


@pytest.mark.parametrize(("address", "said"), PAGES)
def test_residences_too_many_are_said_to_be(
    page: Page, observatory: Observatory, watch: Watch, address: str, said: str
) -> None:
    """The server is made to find the territory too full, as it does beyond 20,000 residences."""

    def answer(route: Route) -> None:
        read = route.fetch().json()
        route.fulfill(json={**read, "features": [], "too_many": True})

    def open_again(route: Route) -> None:
        """Another test may have sealed the session, which then takes no dwelling."""
        route.fulfill(json={**route.fetch().json(), "sealed": None})

    page.route("**/api/v1/partner/sessions/2", open_again)
    page.route("**/api/v1/partner/residences?*", answer)
    page.route("**/api/v1/partner/residences", answer)
    page.goto(f"{address}#cle={observatory.key}", wait_until="domcontentloaded")

    expect(page.locator("main.ready")).to_be_visible()
    expect(page.locator("main")).to_contain_text(said)
    expect(page.get_by_role("button", name="Ajouter un logement libéré")).to_have_count(0)
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    assert watch.faults() == []
