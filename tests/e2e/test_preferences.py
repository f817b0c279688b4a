"""What a reader asks of the browser is respected: larger, still, in chosen colours."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory, OpenContext

PAGES = (
    "/",
    "/observatoire?residence=HAL-0202",
    "/territoires",
    "/commission",
    "/suivi",
    "/donnees",
    "/methode",
    "/compte",
)
DESK_AT_200_PERCENT = 720
MOVES = """
[...document.querySelectorAll("*")].filter((each) => {
  const { animationName, transitionDuration, transitionProperty } = getComputedStyle(each);
  const lasts = transitionDuration.split(",").some((time) => parseFloat(time) > 0);
  return animationName !== "none" || (lasts && transitionProperty !== "none");
}).length
"""
FILLS = "shapes => new Set(shapes.map(shape => getComputedStyle(shape).fill)).size"


def enter(page: Page, observatory: Observatory) -> None:
    """Signed in, on the map."""
    page.goto(f"/observatoire#cle={observatory.key}", wait_until="networkidle")


def test_pages_twice_as_large_are_read_without_sideways_scroll(
    open_context: OpenContext, observatory: Observatory
) -> None:
    page = open_context(width=DESK_AT_200_PERCENT).new_page()
    enter(page, observatory)
    for address in PAGES:
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= DESK_AT_200_PERCENT, address


def test_nothing_moves_by_itself_for_who_asks(page: Page, observatory: Observatory) -> None:
    page.emulate_media(reduced_motion="reduce")
    enter(page, observatory)
    assert page.evaluate(MOVES) == 0
    page.locator("#carte").focus()
    before = page.locator(".leaflet-map-pane").get_attribute("style")
    page.keyboard.press("ArrowRight")
    assert page.locator(".leaflet-map-pane").get_attribute("style") != before, "the map is there at once"


@pytest.mark.parametrize("address", ["/observatoire?residence=HAL-0202", "/territoires"])
def test_chosen_colours_leave_classes_and_what_is_chosen_apart(
    page: Page, observatory: Observatory, address: str
) -> None:
    page.emulate_media(forced_colors="active")
    enter(page, observatory)
    page.goto(address, wait_until="networkidle")
    assert page.locator("#carte path").evaluate_all(FILLS) > 3
    chosen = page.locator('.bar-pages a[aria-current="page"]')
    expect(chosen).to_have_css("outline-style", "solid")
    # The contrast is the reader's own; axe compares it with colours that are not painted.
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
    results = Axe().run(page, options=options)
    assert results.violations_count == 0, results.generate_report()
