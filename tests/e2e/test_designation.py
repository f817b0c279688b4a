"""Before a designation: a type of household is tried by keyboard, and the sheet follows without reloading."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory
from tests.e2e.pages import PartnersMap

FRAGILE, SECRET = "HAL-0202", "SEM-0401"


def test_effect_of_a_designation_follows_the_type_and_opens_where_it_does_better(
    page: Page, observatory: Observatory
) -> None:
    partners = PartnersMap(page, observatory.key).open(f"?residence={FRAGILE}")
    section = partners.sheet.get_by_role("region", name="Avant une désignation")
    section.get_by_label("Ressources").focus()
    page.keyboard.press("ArrowDown")
    section.get_by_label("Composition").select_option("monoparentale")
    section.get_by_label("Taille").select_option("3_4")
    expect(section).to_contain_text("Complétez les quatre traits")
    section.get_by_label("Emploi").select_option("un")

    effect = section.get_by_role("table", name="La résidence avant et après")
    expect(effect.get_by_role("row", name="Fragilité")).to_contain_text("fragile")
    expect(effect.get_by_role("row", name="Monoparentales")).to_contain_text("/")
    assert partners.query()["menage"] == ["inf_40.monoparentale.3_4.un"]

    better = section.get_by_role("listitem").first
    name = better.locator("strong").inner_text()
    better.get_by_role("button").press("Enter")
    expect(partners.sheet.get_by_role("heading", name=name)).to_be_focused()
    expect(section.get_by_label("Composition")).to_have_value("monoparentale")


def test_residence_under_secrecy_says_that_its_effect_cannot_be_read(page: Page, observatory: Observatory) -> None:
    sheet = PartnersMap(page, observatory.key).open(f"?residence={SECRET}&menage=sup_60.couple.2.aucun").sheet
    expect(sheet.get_by_role("region", name="Avant une désignation")).to_contain_text("ne se lisent pas")


def test_neighbours_that_could_welcome_are_listed(page: Page, observatory: Observatory) -> None:
    sheet = PartnersMap(page, observatory.key).open(f"?residence={FRAGILE}").sheet
    section = sheet.get_by_role("region", name="Résidences voisines qui pourraient accueillir")
    expect(section.get_by_role("listitem").first).to_contain_text("marge d’accueil")
