"""The partners' map: choosing a residence, filtering, sharing what is seen."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.pages import PartnersMap

FRAGILE, ITS_NAME = "HAL-0108", "Les Îles - bâtiment H"
OTHER = "HSH-0403"


def test_click_on_a_residence_opens_its_sheet(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?carte=16/46.0765/6.4065")
    partners.circle(FRAGILE).click()
    expect(partners.sheet.get_by_role("heading", name=ITS_NAME)).to_be_focused()
    assert partners.query()["residence"] == [FRAGILE]
    for section in ("Ce qui fait l’indice", "Au fil des publications", "Le parc"):
        expect(partners.sheet.get_by_role("heading", name=section)).to_be_visible()


def test_click_beside_a_small_circle_still_means_it(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?carte=16/46.0765/6.4065")
    box = partners.circle(FRAGILE).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] - 6, box["y"] + box["height"] / 2)
    expect(partners.sheet.get_by_role("heading", name=ITS_NAME)).to_be_visible()


def test_search_by_keyboard_opens_the_sheet_and_brings_the_residence_into_view(
    page: Page, observatory: Observatory
) -> None:
    partners = PartnersMap(page, observatory.key).open()
    partners.search.press_sequentially("iles batiment h")
    expect(partners.suggestions.first).to_contain_text(ITS_NAME)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(partners.sheet.get_by_role("heading", name=ITS_NAME)).to_be_focused()
    expect(partners.circle(FRAGILE)).to_be_in_viewport()


def test_search_for_a_landlord_filters(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    partners.search.fill("semcoda")
    partners.suggestions.filter(has_text="bailleur").first.click()
    expect(page.get_by_label("Bailleur", exact=True)).not_to_have_value("")
    assert set(partners.drawn().values()) <= {"non transmis", "secret statistique"}


def test_index_choice_changes_every_value(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open(f"?residence={FRAGILE}")
    before = partners.drawn()[FRAGILE]
    page.get_by_role("radio", name="Occupation").check(force=True)
    expect(partners.circle(FRAGILE)).to_have_attribute("aria-label", re.compile("occupation 138"))
    assert partners.drawn()[FRAGILE] != before
    expect(partners.sheet.get_by_text("138", exact=True).first).to_be_visible()


def test_legend_keeps_the_chosen_class_and_says_how_many(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    entry = partners.legend_entry("150 et plus")
    count = int(entry.locator(".legend-count").inner_text().split()[0])
    with partners.announcing(re.compile(rf"^{count}\sr.sidences? affich.es? sur 62$")):
        entry.click()
    assert len(partners.drawn()) == count
    assert all(int(value) >= 150 for value in partners.drawn().values())
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.click()
    expect(partners.circles).to_have_count(62)


def test_filters_add_up_and_clear_at_once(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    filters = page.get_by_role("region", name="Filtrer")
    filters.get_by_label("En QPV").check()
    in_qpv = partners.circles.count()
    for name in ("À examiner", "En vigilance renforcée", "Bailleur", "Commune"):
        expect(filters.get_by_label(name)).to_be_in_viewport(ratio=1)
    filters.get_by_label("À examiner").check()
    assert 0 < partners.circles.count() < in_qpv
    page.get_by_role("button", name="Effacer les filtres").click()
    expect(partners.circles).to_have_count(62)
    assert partners.query() == {}


def test_no_residence_left_is_said(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open("?commune=74049&signal=oui")
    expect(page.get_by_text("Aucune résidence ne passe tous les filtres.")).to_be_visible()


def test_signal_is_one_click_from_what_it_does_not_say(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open(f"?residence={FRAGILE}")
    opener = partners.sheet.get_by_role("button", name="Ce que ce signal ne dit pas")
    opener.click()
    dialog = page.get_by_role("dialog", name="Ce que ce signal ne dit pas")
    expect(dialog).to_contain_text("Il ne décide rien")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()
    expect(partners.sheet).to_be_visible()


def test_shared_link_restores_what_was_seen(page: Page, open_context: OpenContext, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?carte=15/46.0765/6.4065")
    page.get_by_role("radio", name="Occupation").check(force=True)
    partners.legend_entry("120 à 150").click()
    page.get_by_text("Carte et tableau", exact=True).click()
    partners.circle(FRAGILE).press("Enter")
    expect(partners.sheet).to_be_visible()
    query = page.url.partition("?")[2]

    other = PartnersMap(open_context().new_page(), observatory.key).open(f"?{query}")
    expect(other.sheet.get_by_role("heading", name=ITS_NAME)).to_be_visible()
    assert other.page.url == page.url
    assert other.drawn() == partners.drawn()
    expect(other.page.get_by_role("table", name=re.compile("Résidences affichées"))).to_be_visible()


def test_back_and_forward_follow_the_choices(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open("?carte=15/46.0765/6.4065")
    partners.circle(FRAGILE).click()
    expect(partners.sheet).to_be_visible()
    page.get_by_role("radio", name="Attractivité").check(force=True)
    page.go_back()
    expect(page.get_by_role("radio", name="Fragilité")).to_be_checked()
    expect(partners.sheet).to_be_visible()
    page.go_back()
    expect(partners.sheet).to_have_count(0)
    page.go_forward()
    expect(partners.sheet).to_be_visible()


def test_moving_the_map_is_in_the_address_without_filling_the_history(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    length = page.evaluate("history.length")
    page.get_by_role("button", name="Zoomer", exact=True).click()
    page.wait_for_url(re.compile("carte="))
    assert page.evaluate("history.length") == length
    page.get_by_role("button", name="Tout le territoire").click()
    assert partners.query() == {}


def test_earlier_publication_is_read_whole_and_stays_in_the_address(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open()
    page.get_by_label("Publication").select_option("1")
    expect(page.get_by_label("Publication")).to_have_value("1")
    expect(page.locator(".side").get_by_text(re.compile("OPS 2014 et RPLS 2014"))).to_be_visible()
    assert partners.query() == {"publication": ["1"]}
    expect(partners.circles).to_have_count(59)


def test_old_link_to_a_residence_that_is_gone_says_so(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open("?residence=DISPARUE&inconnu=1")
    expect(page.get_by_text("ne figure pas dans la publication affichée")).to_be_visible()
    assert page.url.endswith("?residence=DISPARUE")


def test_sheets_follow_one_another_without_mixing(page: Page, observatory: Observatory) -> None:
    partners = PartnersMap(page, observatory.key).open(f"?residence={FRAGILE}&vue=tableau")
    page.locator(f'tr[data-key="{OTHER}"] button').click()
    expect(partners.sheet.get_by_role("heading", name="Les Érables")).to_be_visible()
    expect(partners.sheet).not_to_contain_text(ITS_NAME)
    expect(partners.sheet.get_by_text("Le parc")).to_be_visible()


def test_residences_too_many_for_a_map_come_as_one_zooms(page: Page, observatory: Observatory) -> None:
    """The server is made to find a frame wider than a commune too full, as it does beyond 20,000 residences."""

    def answer(route: Route) -> None:
        asked = parse_qs(urlsplit(route.request.url).query).get("bbox", ["0,0,9,9"])[0]
        west, _, east, _ = (float(each) for each in asked.split(","))
        read = route.fetch().json()
        route.fulfill(json={**read, "features": [], "too_many": True} if east - west > 0.2 else read)

    page.route("**/api/v1/partner/residences?*", answer)
    page.route("**/api/v1/partner/residences", answer)
    partners = PartnersMap(page, observatory.key).open()
    notice = page.locator(".map-notice")
    expect(notice).to_contain_text("Zoomez pour voir les résidences")
    expect(partners.circles).to_have_count(0)
    partners.search.fill("Marignier")
    partners.suggestions.first.click()
    expect(partners.circles.first).to_be_visible()
    assert 0 < partners.circles.count() < 62
    expect(notice).to_be_hidden()
    page.get_by_role("button", name="Tout le territoire").click()
    expect(partners.circles).to_have_count(0)
