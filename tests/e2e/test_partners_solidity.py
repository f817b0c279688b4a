"""The sheet says how solid its index is, in a sentence, and the rest by keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory
from tests.e2e.pages import PartnersMap

ESTABLISHED, TO_CONFIRM, SECRET = "HAL-0202", "HAL-0108", "SEM-0401"


def test_sheet_says_how_solid_the_index_is_and_what_room_is_left(page: Page, observatory: Observatory) -> None:
    sheet = PartnersMap(page, observatory.key).open(f"?residence={ESTABLISHED}").sheet
    section = sheet.get_by_role("region", name="À quel point c’est solide")
    expect(section).to_contain_text("avéré")
    recipes = section.get_by_text("recettes raisonnables donnent la même classe")
    expect(recipes).to_be_hidden()
    section.locator("summary").first.press("Enter")
    expect(recipes).to_be_visible()
    expect(sheet.get_by_role("region", name="Marge d’accueil")).to_be_visible()
    summary = section.locator("summary").last
    summary.focus()
    page.keyboard.press("Enter")
    expect(section.get_by_role("row", name="Vacance")).to_contain_text("à")
    section.get_by_text("Le même indice, autrement construit", exact=True).press("Enter")
    expect(section.get_by_role("row", name="Publiée : moyenne des rapports")).to_be_visible()
    expect(section.get_by_role("row", name="Rapport des sommes")).to_contain_text(re.compile("occupation|vacance"))
    years = sheet.get_by_role("region", name="Au fil des publications")
    expect(years).to_contain_text("Position : chaque année")
    expect(years.get_by_role("table", name="Évolution, base 2014")).to_contain_text("année de base")


def test_signal_that_its_small_counts_leave_open_is_shown_to_be_confirmed(page: Page, observatory: Observatory) -> None:
    sheet = PartnersMap(page, observatory.key).open(f"?residence={TO_CONFIRM}").sheet
    expect(sheet.get_by_text("À examiner · à confirmer")).to_be_visible()


def test_residence_without_value_says_nothing_of_its_solidity(page: Page, observatory: Observatory) -> None:
    sheet = PartnersMap(page, observatory.key).open(f"?residence={SECRET}").sheet
    expect(sheet.get_by_role("heading", name="Le parc")).to_be_visible()
    expect(sheet.get_by_role("region", name="À quel point c’est solide")).to_have_count(0)
