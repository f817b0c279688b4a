"""Tables on a phone: a line is named in full words, what is touched is large enough, and the page itself does not slide."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory

NAMED_IN, SMALLEST, WIDTH = 144, 24, 390
TABLES = ("/suivi", "/suivi?vue=equilibre", "/suivi?vue=relogement", "/suivi?vue=offre", "/territoires", "/commission")
MEASURE = """all => all.map(each => {
  const label = each.matches("[type=checkbox], [type=radio]") ? each.closest("label") : null;
  const { width, height } = (label ?? each).getBoundingClientRect();
  return [Math.round(Math.min(width, height)), (each.innerText || each.name || each.className).slice(0, 40)];
})"""


@pytest.mark.parametrize("address", TABLES)
def test_tables_are_read_and_touched_on_a_phone(phone: Page, observatory: Observatory, address: str) -> None:
    phone.goto(f"{address}#cle={observatory.key}", wait_until="domcontentloaded")
    expect(phone.locator("main.ready")).to_be_visible()
    phone.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")

    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH
    names = phone.locator(".data-table tbody tr > :first-child:not([colspan]):visible")
    assert [width for width in names.evaluate_all("all => all.map(each => each.offsetWidth)") if width < NAMED_IN] == []
    touched = phone.locator(
        "button:visible, select:visible, summary:visible, input:visible, .bar-name a:visible, "
        ".repms-files a:visible, .dwelling-links a:visible"
    ).evaluate_all(MEASURE)
    assert [each for each in touched if each[0] < SMALLEST] == []
