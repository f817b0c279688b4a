"""The partners' map in the hand, and on paper."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.pages import PartnersMap

FRAGILE = "HAL-0108"
FULLEST = "HAL-0202"
"""Under vigilance, with a dwelling freed: its sheet has the most to say."""
SMALLEST_TARGET = 24
FULL_PHONE = 400


def test_nothing_overflows_sideways(open_context: OpenContext, observatory: Observatory) -> None:
    for width in (720, 390, 320):  # the first is a desk at 200 %
        page = open_context(phone=width < FULL_PHONE, width=width).new_page()
        for query in ("", f"?residence={FRAGILE}", "?vue=tableau"):
            PartnersMap(page, observatory.key).open(query)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, query)


def test_sheet_leaves_the_selected_residence_in_sight(phone: Page, observatory: Observatory) -> None:
    partners = PartnersMap(phone, observatory.key).open(f"?residence={FRAGILE}&carte=15/46.0765/6.4065")
    expect(partners.sheet).to_be_visible()
    circle = partners.circle(FRAGILE).bounding_box()
    sheet = partners.sheet.bounding_box()
    assert circle is not None
    assert sheet is not None
    assert circle["y"] >= 0
    assert circle["y"] + circle["height"] <= sheet["y"]


def test_one_finger_scrolls_the_page_over_the_map(phone: Page, observatory: Observatory) -> None:
    PartnersMap(phone, observatory.key).open()
    touch = phone.context.new_cdp_session(phone)
    for kind, y in [("touchStart", 600), *[("touchMove", 600 - 20 * step) for step in range(1, 16)]]:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": 200, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_timeout(500)
    assert phone.evaluate("scrollY") > 100


def test_targets_are_large_enough_for_a_finger(phone: Page, observatory: Observatory) -> None:
    PartnersMap(phone, observatory.key).open(f"?residence={FRAGILE}")
    boxes = phone.locator("button:visible, select:visible, .radio:visible, .check:visible").evaluate_all(
        "all => all.map(each => ({ ...each.getBoundingClientRect().toJSON(), name: each.innerText }))"
    )
    small = [box["name"] for box in boxes if min(box["width"], box["height"]) < SMALLEST_TARGET]
    assert small == []


def count_pages(page: Page) -> int:
    """Pages that the browser prints."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_paper_keeps_the_sheet_and_the_stamp(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open(f"?residence={FULLEST}")
    expect(partners.sheet.get_by_text("Le parc")).to_be_visible()
    page.emulate_media(media="print")
    expect(partners.sheet).to_be_visible()
    expect(page.get_by_text("Données fictives")).to_be_visible()
    expect(partners.sheet.get_by_text(re.compile("^Sources"))).to_be_visible()
    assert count_pages(page) == 1
    expect(page.locator("#carte")).to_be_hidden()
    expect(partners.search).to_be_hidden()


def test_paper_shows_the_map_with_its_legend_when_no_sheet_is_open(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    page.emulate_media(media="print")
    expect(page.locator("#carte")).to_be_visible()
    expect(partners.legend).to_be_visible()
    expect(page.locator(".leaflet-control-scale")).to_have_text(re.compile(r"\d+ k?m"))
    expect(page.locator(".stage").get_by_text(re.compile("^Sources.+OPS 2016 et RPLS 2016"))).to_be_visible()
    assert count_pages(page) == 1
