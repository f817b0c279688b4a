"""The method, as an elected official reads it: the recipe of the publication, and its limits."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory
from tests.e2e.watching import Watch


def test_recipe_is_the_one_of_the_publication(page: Page, observatory: Observatory) -> None:
    page.goto("/methode")
    answer = page.request.get(f"{observatory.origin}/api/v1/public/method").json()
    expect(page.get_by_text(re.compile(rf"Méthode {answer['method']['version']}"))).to_be_visible()
    for recipe in answer["method"]["indicateurs"].values():
        expect(page.locator("#recette").get_by_role("rowheader", name=recipe["libelle"], exact=True)).to_be_visible()
    weights = page.locator("#recette td.weight").all_inner_texts()
    assert weights == ["25\u202f%"] * 4 + ["1/3"] * 3
    expect(page.locator("#echelle")).to_contain_text("de 105 à moins de 120")
    expect(page.locator("#signal")).to_contain_text("au moins 11 logements")
    expect(page.get_by_text("Données fictives")).to_be_visible()


def test_limits_have_an_address_of_their_own(page: Page) -> None:
    page.goto("/methode#limites")
    expect(page.locator("#recette table")).to_have_count(2)
    expect(page.get_by_role("heading", name="Ce qu’un signal ne dit pas")).to_be_in_viewport()


def test_contents_lead_to_every_section(page: Page) -> None:
    page.goto("/methode")
    links = page.get_by_role("navigation", name="Sommaire").get_by_role("link")
    targets = links.evaluate_all("all => all.map(link => link.getAttribute('href'))")
    sections = page.locator("article > section").evaluate_all("all => all.map(each => '#' + each.id)")
    assert targets == sections


def test_text_stays_when_the_recipe_cannot_be_read(page: Page, watch: Watch) -> None:
    watch.forgive("Failed to load resource")
    page.route("**/api/v1/public/method", lambda route: route.abort())
    page.goto("/methode")
    expect(page.get_by_role("alert")).to_contain_text("L’observatoire ne répond pas")
    expect(page.get_by_role("heading", name="Ce qu’un signal ne dit pas")).to_be_visible()
    page.unroute("**/api/v1/public/method")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("#recette table")).to_have_count(2)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_phone_reads_without_sideways_scroll(phone: Page) -> None:
    phone.goto("/methode")
    expect(phone.locator("#recette table")).to_have_count(2)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_keeps_the_text_and_drops_the_navigation(page: Page) -> None:
    page.goto("/methode")
    expect(page.locator("#recette table")).to_have_count(2)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Ce qu’un signal ne dit pas")).to_be_visible()
    expect(page.get_by_role("navigation", name="Sommaire")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    expect(page.get_by_text("Données fictives")).to_be_visible()
