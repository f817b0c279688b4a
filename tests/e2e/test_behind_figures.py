"""One click behind a figure: its calculation, its funnel, its commune, the margin on the map, what the method adds."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.pages import PartnersMap
from tests.e2e.territories_pages import TerritoriesPage
from tests.e2e.test_accessibility import RULES

TILLEULS = "HSH-0402"


def test_sheet_prints_its_calculation_from_counts_to_class(page: Page, observatory: Observatory) -> None:
    sheet = PartnersMap(page, observatory.key).open(f"?residence={TILLEULS}").sheet
    section = sheet.get_by_role("region", name="Le calcul, pas à pas")
    section.locator("summary").press("Enter")
    expect(section).to_contain_text("24 (ménages sous 40")
    expect(section).to_contain_text(re.compile(r"Occupation = 31,0 \+ 29,7 \+ 19,7 \+ 37,4 = 117,8"))
    expect(section).to_contain_text(re.compile(r"111,0 est donc «\s*intermédiaire\s*»"))
    page.emulate_media(media="print")
    expect(section.get_by_role("listitem").first).to_be_visible()


def test_funnel_says_in_words_then_shows_where_the_residence_stands(page: Page, observatory: Observatory) -> None:
    sheet = PartnersMap(page, observatory.key).open(f"?residence={TILLEULS}").sheet
    section = sheet.get_by_role("region", name=re.compile("Le hasard suffit-il"))
    section.locator("summary").first.press("Enter")
    expect(section.get_by_role("row", name="Vacance")).to_contain_text("dans l’entonnoir")
    section.get_by_label("Indicateur").select_option("att1")
    expect(section.get_by_role("img", name=re.compile("Entonnoir : Mobilité"))).to_be_visible()
    section.get_by_text("Les mêmes points, en tableau").press("Enter")
    expect(section.get_by_role("row", name=re.compile("Les Tilleuls 76 12"))).to_be_visible()


def test_family_leads_to_its_most_typical_residence(page: Page, observatory: Observatory) -> None:
    sheet = PartnersMap(page, observatory.key).open("?residence=HAL-0101").sheet
    section = sheet.get_by_role("region", name="Les résidences qui lui ressemblent")
    name = section.get_by_role("link").inner_text()
    section.get_by_role("link").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_margin_colours_the_map_and_the_address_says_so(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?classes=120-150")
    page.get_by_role("radio", name="Marge d’accueil").check(force=True)
    assert partners.query() == {"theme": ["marge"]}
    entry = partners.legend_entry("2 ou 3 ménages")
    count = int(entry.locator(".legend-count").inner_text().split()[0])
    entry.click()
    expect(partners.circles).to_have_count(count)
    labels = partners.circles.evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert all(re.search(r"équilibré, marge d’accueil [23]\sménages", label) for label in labels)
    page.get_by_role("radio", name="Occupation").check(force=True)
    assert partners.query() == {"indice": ["occupation"]}


def test_commune_is_the_sum_of_its_residences(page: Page, observatory: Observatory) -> None:
    TerritoriesPage(page, observatory.key).open("?territoire=74042")
    page.get_by_text("Comment l’indice de la commune est fait").press("Enter")
    expect(page.locator(".parts table")).to_have_count(2)
    for label in ("Occupation", "Attractivité"):
        lines = page.get_by_role("region", name=label, exact=True).locator("tr td:last-child").all_inner_texts()
        *points, total = (float(line.replace(",", ".")) for line in lines)
        assert sum(points) == pytest.approx(total, abs=0.01 * len(points))


def test_method_tells_partners_the_coherence_and_the_effects_and_others_to_sign_in(
    page: Page, observatory: Observatory
) -> None:
    page.goto("/methode")
    expect(page.locator("#coherence-publiee")).to_contain_text("réservés aux partenaires")
    PartnersMap(page, observatory.key).open()
    page.goto("/methode")
    expect(page.locator("#coherence-publiee")).to_contain_text("Alpha de Cronbach 0,94")
    expect(page.locator("#effets-publies")).to_contain_text("Retour à la moyenne")


@pytest.mark.parametrize("phone", [False, True], ids=["1440", "390"])
def test_axe_finds_nothing_behind_the_figures(
    open_context: OpenContext, observatory: Observatory, *, phone: bool
) -> None:
    page = open_context(phone=phone).new_page()
    sheet = PartnersMap(page, observatory.key).open(f"?theme=marge&residence={TILLEULS}").sheet
    expect(sheet.get_by_role("heading", name="Le parc")).to_be_visible()
    sheet.locator("summary").evaluate_all("all => all.forEach(summary => { summary.parentElement.open = true; })")
    expect(sheet.locator(".funnel")).to_be_visible()
    checked = [Axe().run(page, options=RULES)]
    TerritoriesPage(page, observatory.key).open("?territoire=74042")
    page.get_by_text("Comment l’indice de la commune est fait").press("Enter")
    expect(page.locator(".parts table").first).to_be_visible()
    checked.append(Axe().run(page, options=RULES))
    page.goto("/methode")
    expect(page.locator(".correlations").first).to_be_visible()
    checked.append(Axe().run(page, options=RULES))
    for results in checked:
        assert results.violations_count == 0, results.generate_report()
