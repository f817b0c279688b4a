"""axe on every state of the partners' map, at a desk and on a phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.pages import PartnersMap

RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def open_sheet(page: Page, key: str) -> None:
    """A sheet, whole."""
    partners = PartnersMap(page, key).open("?residence=HAL-0108&carte=15/46.0765/6.4065")
    expect(partners.sheet.get_by_role("heading", name="Le parc")).to_be_visible()


def open_withheld_sheet(page: Page, key: str) -> None:
    """The sheet of a residence under secrecy."""
    partners = PartnersMap(page, key).open("?classes=secret&carte=15/46.0765/6.4065")
    partners.circles.first.press("Enter")
    expect(partners.sheet.get_by_role("heading", name="Le parc")).to_be_visible()


def open_dialog(page: Page, key: str) -> None:
    """What the signal does not say."""
    open_sheet(page, key)
    page.get_by_role("button", name="Ce que ce signal ne dit pas").click()


def open_decision_form(page: Page, key: str) -> None:
    """The form of a decision, on a sheet under vigilance."""
    partners = PartnersMap(page, key).open("?residence=HAL-0202&menage=inf_40.monoparentale.3_4.un")
    expect(partners.sheet.get_by_role("table", name="La résidence avant et après")).to_be_visible()
    partners.sheet.get_by_role("button", name="Confirmer la vigilance").click()


def open_decided_sheet(page: Page, key: str) -> None:
    """A sheet with its decision, its protocol and the effect of a designation."""
    open_decision_form(page, key)
    page.keyboard.press("Escape")


def open_session(page: Page, key: str) -> None:
    """A session of the commission, sealed."""
    page.goto(f"/commission?seance=1#cle={key}")
    expect(page.get_by_text("Empreinte vérifiée")).to_be_visible()


def open_suggestions(page: Page, key: str) -> None:
    """The search, with its list open."""
    partners = PartnersMap(page, key).open("?carte=15/46.0765/6.4065")
    partners.search.fill("bonneville")
    page.keyboard.press("ArrowDown")
    expect(partners.suggestions.first).to_be_visible()


def open_table(page: Page, key: str) -> None:
    """The map and the table."""
    PartnersMap(page, key).open("?vue=tableau&carte=15/46.0765/6.4065")


def open_near(page: Page, key: str) -> None:
    """The map alone, near enough for the circles to stand apart."""
    PartnersMap(page, key).open("?carte=15/46.0765/6.4065")


def open_sign_in(page: Page, key: str) -> None:  # noqa: ARG001 -- one shape for all the states
    """The panel that asks for a key."""
    page.goto("/observatoire")
    expect(page.get_by_label("Adresse électronique")).to_be_visible()


@pytest.mark.parametrize("phone", [False, True], ids=["1440", "390"])
@pytest.mark.parametrize(
    "open_state",
    [
        open_decision_form,
        open_decided_sheet,
        open_session,
        open_near,
        open_sheet,
        open_withheld_sheet,
        open_dialog,
        open_suggestions,
        open_table,
        open_sign_in,
    ],
)
def test_axe_finds_nothing(
    open_context: OpenContext, observatory: Observatory, open_state: Callable[[Page, str], None], *, phone: bool
) -> None:
    page = open_context(phone=phone).new_page()
    open_state(page, observatory.key)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
