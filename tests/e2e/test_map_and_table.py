"""The table says what the map shows, and neither says what is withheld."""

import json
import re

from playwright.sync_api import Page, Response, expect

from tests.e2e.conftest import Observatory
from tests.e2e.pages import PartnersMap

INDICES = {"fragilite": "Fragilité", "occupation": "Occupation", "attractivite": "Attractivité"}


def test_table_holds_exactly_what_the_map_draws(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key)
    for index, column in INDICES.items():
        partners.open(f"?vue=tableau&indice={index}")
        assert partners.listed(column) == partners.drawn()


def test_table_follows_the_filters(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?vue=tableau&qpv=oui&classes=120-150")
    assert partners.listed("Fragilité") == partners.drawn()
    assert len(partners.drawn()) > 0


def test_values_are_those_that_were_published(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    features = page.evaluate("fetch('/api/v1/partner/residences').then(answer => answer.json())")["features"]
    published = {each["properties"]["code"]: each["properties"]["indices"]["fragilite"] for each in features}
    drawn = partners.drawn()
    assert drawn.keys() == published.keys()
    for code, index in published.items():
        if index["value"] is not None:
            assert int(drawn[code]) == int(index["value"] + 0.5)


def test_table_sorts_by_keyboard_with_missing_values_last(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?vue=tableau")
    head = page.get_by_role("columnheader", name="Attractivité")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    numbers = list(partners.listed("Attractivité").values())
    known = [int(text) for text in numbers if text.isdigit()]
    assert known == sorted(known)
    assert not any(text.isdigit() for text in numbers[len(known) :])


def test_secret_residence_carries_no_number_of_its_own(page: Page, observatory: Observatory) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if "/partner/residences" in answer.url else None)
    partners = PartnersMap(page, observatory.key).open("?classes=secret")
    codes = list(partners.drawn())
    # Seven are under eleven dwellings; the others would give one of them away.
    assert len(codes) > 7
    # A landlord that sent no occupation leaves one index of two to be secret.
    assert set(partners.drawn().values()) <= {"secret statistique", "non transmis"}
    for code in codes:
        assert partners.circle(code).get_attribute("data-withheld") == "secret"
        assert partners.circle(code).get_attribute("fill") == "#ffffff"

    partners.circle(codes[0]).press("Enter")
    expect(partners.sheet.get_by_text("Secret statistique", exact=True)).to_be_visible()
    expect(partners.sheet.get_by_role("heading", name="Le parc")).to_be_visible()
    rows = partners.sheet.locator(".contributions tbody tr:not(.group)")
    for cells in rows.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"):
        assert cells[1] in {"secret statistique", "non transmis"}
        assert cells[3] == ""

    sheet = json.loads(next(answer for answer in answers if answer.url.split("?")[0].endswith(codes[0])).text())
    for component in sheet["components"].values():
        assert {component[member] for member in ("num", "den", "rate", "ratio", "contribution")} == {None}


def test_what_was_not_transmitted_is_dashed_and_dotted(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?classes=non_transmis")
    for code in partners.drawn():
        assert partners.circle(code).get_attribute("data-withheld") == "non_transmis"
        assert partners.circle(code).get_attribute("stroke-dasharray") == "3 2.5"


def test_partial_value_names_what_it_does_without(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?vue=tableau")
    row = page.locator("tbody tr", has_text=re.compile("partiel")).first
    row.get_by_role("button").click()
    expect(partners.sheet.get_by_text(re.compile("Valeur partielle"))).to_be_visible()
