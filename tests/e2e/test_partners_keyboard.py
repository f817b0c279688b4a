"""The partners' map without a mouse."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory
from tests.e2e.pages import PartnersMap

MOST_TABS = 80


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something is reached."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {MOST_TABS} tabs")


def test_skip_link_comes_first_and_leads_to_the_content(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "recherche"


def test_map_is_one_stop_then_arrows_then_enter_then_escape(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    tab_to(page, "[data-code]")
    first = page.evaluate("document.activeElement.dataset.code")
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.dataset.code")
    assert last != first
    page.keyboard.press("ArrowLeft")
    reached = page.evaluate("document.activeElement.dataset.code")
    expect(partners.circle(reached)).to_be_in_viewport()

    page.keyboard.press("Enter")
    expect(partners.sheet.locator("h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(partners.sheet).to_have_count(0)
    expect(partners.circle(reached)).to_be_focused()

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.code") is None


def test_arrows_on_a_residence_do_not_move_the_map(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    tab_to(page, "[data-code]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert partners.query() == {}


def test_arrows_on_the_map_itself_move_it(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open()
    tab_to(page, "#carte")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("carte="))


def test_legend_filters_and_keeps_the_focus(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    tab_to(page, ".legend button")
    page.keyboard.press("Space")
    expect(partners.legend.get_by_role("button", pressed=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(partners.circles).to_have_count(62)


def test_everything_is_reached_and_nothing_traps(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open("?residence=HAL-0108")
    wanted = {"a", "input", "button", "select", "path", "div", "h2"}
    seen = set()
    page.locator("body").evaluate("body => body.focus()")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.tagName.toLowerCase()"))
        if page.evaluate("document.activeElement === document.body"):
            break
    else:
        raise AssertionError("the focus never comes back to the start")
    assert wanted - seen == {"h2"}
    assert seen.isdisjoint({"g", "svg"}), "a drawing is a stop without a name"


def test_focus_is_visible_on_a_residence(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open()
    tab_to(page, "[data-code]")
    assert page.evaluate("getComputedStyle(document.activeElement).strokeWidth") == "4px"
