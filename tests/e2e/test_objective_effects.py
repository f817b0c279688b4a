"""Before a designation: what it would change for the objectives of the convention, on the sheet and in the session."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from observatoire.store.database import open_store
from observatoire.store.queries import sessions
from observatoire.store.queries.writing import write_as_visitor
from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.pages import PartnersMap
from tests.e2e.watching import Watch

TITLE = "Ce que cette désignation changerait pour les objectifs"
OUTSIDE_QPV = "HAL-0401"
EFFECT = "**/objectives/effect?*"


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


def read_rows(section: Locator) -> dict[str, tuple[str, str]]:
    """Each objective with what the table says of it, before and after."""
    expect(section.get_by_role("table")).to_be_visible()
    cells = [
        [plain(cell) for cell in row.locator("th, td").all_inner_texts()] for row in section.locator("tbody tr").all()
    ]
    return {label: (before, after) for label, before, after in cells}


def growth(before: str, after: str) -> tuple[int, int]:
    """How much « 12 sur 40 » gains on each side of its « sur »."""
    (held, of), (held_after, of_after) = (re.findall(r"(\d+) sur (\d+)", side)[0] for side in (before, after))
    return int(held_after) - int(held), int(of_after) - int(of)


def test_sheet_tells_each_objective_before_and_after_by_keyboard(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open(f"?residence={OUTSIDE_QPV}")
    section = partners.sheet.get_by_role("region", name=TITLE)
    expect(section).to_contain_text("Choisissez le contingent et le quartile")

    section.get_by_label("Contingent").select_option("communes")
    expect(section.get_by_role("table")).to_have_count(0)
    with partners.announcing(re.compile("Halpades, 1ᵉʳ quartile hors QPV.*Communes, Prioritaires")):
        section.get_by_role("radio", name="1er").focus()
        page.keyboard.press("Space")
    rows = read_rows(section)
    # Other tests enter attributions of their own, so the counts are read before they are compared.
    before, after = rows["1ᵉʳ quartile hors QPV Halpades"]
    assert growth(before, after) == (1, 1)
    assert after.endswith(("rapproche", "conforte"))
    before, after = rows["Prioritaires Communes"]
    assert growth(before, after) == (0, 1)
    assert after.endswith("éloigne" if "manque" in after else "tenu reste tenu")

    with partners.announcing(re.compile("Communes, DALO")):
        section.get_by_role("checkbox", name="DALO").press("Space")
    expect(section.get_by_role("row", name="Prioritaires Communes")).to_contain_text(re.compile("rapproche|conforte"))
    assert partners.query()["attribution"] == ["communes.1.dalo"]
    page.reload()
    expect(section.get_by_role("checkbox", name="DALO")).to_be_checked()
    section.get_by_role("button", name="Effacer").press("Enter")
    expect(section.get_by_role("table")).to_have_count(0)
    assert "attribution" not in partners.query()


def test_failure_is_said_and_may_be_tried_again(page: Page, observatory: Observatory, watch: Watch) -> None:
    watch.forgive("ERR_FAILED")
    page.route(EFFECT, lambda route: route.abort())
    sheet = PartnersMap(page, observatory.key).open(f"?residence={OUTSIDE_QPV}&attribution=etat.2-4").sheet
    section = sheet.get_by_role("region", name=TITLE)
    expect(section.get_by_role("alert")).to_contain_text("ne répond pas")

    page.unroute(EFFECT)
    section.get_by_role("button", name="Réessayer").press("Enter")
    expect(section.get_by_role("table")).to_be_visible()


def test_who_reads_none_of_these_attributions_is_told_so(page: Page, observatory: Observatory) -> None:
    page.route(EFFECT, answer_with(lambda body: body | {"readable": False, "effects": []}))
    sheet = PartnersMap(page, observatory.key).open(f"?residence={OUTSIDE_QPV}&attribution=etat.1").sheet
    expect(sheet.get_by_role("region", name=TITLE)).to_contain_text("ne lit pas les attributions de ce bailleur")


@pytest.fixture
def sitting(observatory: Observatory) -> int:
    """A session of its own: another test may have sealed that of the demonstration."""
    with open_store(observatory.settings) as store, write_as_visitor(store, observatory.key) as session:
        number = sessions.open_session(session, {"held_on": date(2026, 12, 11)})
        for residence, contingent in (("HAL-0202", "etat"), ("HAL-0105", "action_logement")):
            item = {"session": number, "residence": residence, "typologie": "t3", "contingent": contingent}
            sessions.add_item(session, item)
        return number


def test_session_knows_the_reservation_right_and_follows_the_dwelling(
    page: Page, observatory: Observatory, sitting: int
) -> None:
    page.goto(f"/commission?seance={sitting}&attribution=.1#cle={observatory.key}")
    section = page.get_by_role("region", name=TITLE)
    first = read_rows(section)
    assert any(label.startswith("Prioritaires ") and "ensemble" not in label for label in first)
    expect(section.get_by_label("Contingent")).to_be_hidden()

    section.get_by_role("checkbox", name="Mutation").press("Space")
    expect(section.get_by_role("row", name=re.compile("^Mutations"))).to_contain_text("rapproche")
    expect(section.get_by_role("checkbox", name="Mutation")).to_be_focused()
    page.locator("#logement-titre").press("ArrowDown")
    expect(page.locator(".agenda-line").nth(1)).to_have_attribute("aria-current", "true")
    expect(section.get_by_role("checkbox", name="Mutation")).to_be_checked()
    page.goto("/commission?seance=1&attribution=.1")
    expect(page.get_by_text("Empreinte vérifiée")).to_be_visible()
    expect(section).to_have_count(0)


def test_axe_finds_nothing_in_the_session_on_a_phone(
    open_context: OpenContext, observatory: Observatory, sitting: int
) -> None:
    page = open_context(phone=True).new_page()
    page.goto(f"/commission?seance={sitting}&attribution=.1.dalo#cle={observatory.key}")
    expect(page.get_by_role("region", name=TITLE).get_by_role("table")).to_be_visible()

    results = Axe().run(page, options={"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def answer_with(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Route], None]:
    """Let the server answer, then change its answer on the way."""

    def fulfil(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=change(answer.json()))

    return fulfil
