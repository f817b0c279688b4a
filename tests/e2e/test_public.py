"""The public map: light, plain, in the hand; the stock, and never a judgement."""

import gzip
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect

from observatoire.exports.public_map import export_public_map
from observatoire.store.database import open_store
from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.territories_pages import PublicMap
from tests.e2e.test_accessibility import RULES
from tests.e2e.watching import Watch

AYSE, BONNEVILLE, BRIZON, MARIGNIER = "74024", "74042", "74049", "74164"
HEAVIEST = 75_000
"""Scripts and styles of the page, compressed."""
SMALLEST_TARGET = 24
FRAMING = (
    '<!doctype html><html lang="fr"><title>Commune</title><iframe src="/integrer" width="700" height="900"></iframe>'
)


def test_territory_is_told_before_any_choice(page: Page) -> None:
    public = PublicMap(page).open()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Où demander un logement social"))
    expect(public.card).to_contain_text(re.compile(r"1\s632\slogements sociaux, dont \d+ mis en service depuis 2011"))
    expect(public.card).to_contain_text("5,90\u202f€/m²")
    expect(public.card).to_contain_text("7\u00a0sur\u00a0100")
    expect(page.get_by_text("Données fictives")).to_be_visible()
    expect(page.get_by_text("Publication n° 2")).to_be_visible()


def test_commune_is_chosen_on_the_map_in_the_list_and_in_the_table(page: Page) -> None:
    public = PublicMap(page).open()
    for choose, code, name in [
        (lambda: public.commune(MARIGNIER).click(), MARIGNIER, "Marignier"),
        (lambda: public.commune(BONNEVILLE).press("Enter"), BONNEVILLE, "Bonneville"),
        (lambda: page.get_by_label("Votre commune").select_option(AYSE), AYSE, "Ayse"),
        (
            lambda: page.get_by_role("row", name=re.compile("Brizon")).get_by_role("button").press("Enter"),
            BRIZON,
            "Brizon",
        ),
    ]:
        choose()
        expect(public.card.get_by_role("heading", level=2)).to_have_text(name)
        expect(page.get_by_label("Votre commune")).to_have_value(code)
        expect(public.commune(code)).to_have_attribute("aria-pressed", "true")
        assert public.query() == {"commune": [code]}
    page.go_back()
    expect(public.card.get_by_role("heading", level=2)).to_have_text("Ayse")


def test_small_numbers_are_not_shown_as_zero(page: Page) -> None:
    public = PublicMap(page).open(f"?commune={BRIZON}")
    expect(public.card).to_contain_text("non publié (petit nombre)")
    expect(page.get_by_role("row", name=re.compile("Brizon"))).to_contain_text("non publié")


def test_list_holds_every_residence_of_the_commune(page: Page) -> None:
    public = PublicMap(page).open(f"?commune={BONNEVILLE}")
    expect(public.residences).to_have_count(6)
    page.get_by_role("button", name=re.compile("Afficher toutes les résidences")).press("Enter")
    expect(public.residences).to_have_count(36)
    expect(public.residences.nth(6).get_by_role("button")).to_be_focused()
    expect(public.card).to_contain_text(
        re.compile(r"Avenue des Îles, bâtiment H.*27\slogements · 1967 · Halpades", re.DOTALL)
    )


def test_residences_come_on_the_map_once_it_is_near(page: Page) -> None:
    public = PublicMap(page).open(f"?commune={MARIGNIER}")
    expect(public.dots).to_have_count(0)
    page.get_by_role("button", name="Voir ses résidences sur la carte").click()
    expect(public.dots).to_have_count(62)
    public.commune(MARIGNIER).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#carte path')") is None
    public.residences.first.get_by_role("button").click()
    expect(page.locator("path.dot-chosen")).to_have_count(1)
    expect(public.residences.first).to_have_class(re.compile("marked"))
    assert public.query().keys() == {"commune", "residence", "carte"}
    page.get_by_role("button", name="Tout le territoire", exact=True).click()
    assert public.query() == {"commune": [MARIGNIER]}
    expect(public.dots).to_have_count(0)


def test_nothing_read_by_the_page_judges_a_residence(page: Page) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if "/api/" in answer.url else None)
    public = PublicMap(page).open(f"?commune={BONNEVILLE}")
    page.get_by_role("button", name=re.compile("Afficher toutes les résidences")).click()
    for word in ("fragile", "vigilance", "signal", "indice"):
        assert word not in public.residences.all_inner_texts().__str__().lower()
    assert all("/api/v1/public/" in answer.url for answer in answers)
    residences = next(answer for answer in answers if answer.url.endswith("/residences")).text()
    assert not re.search(r"occ\d|att\d|vacants|indices|signal", residences)


def test_public_shares_are_behind_a_click_and_lead_to_their_limits(page: Page) -> None:
    public = PublicMap(page).open(f"?commune={BONNEVILLE}")
    shares = public.card.get_by_role("group").filter(has_text="Indicateurs publics")
    expect(shares.get_by_text("Majeurs au chômage")).to_be_hidden()
    shares.get_by_text("Indicateurs publics de la commune").click()
    expect(shares).to_contain_text("15\u202f% (partiel)")
    shares.get_by_role("link", name="Ce que ces chiffres ne disent pas").click()
    expect(page.get_by_role("heading", name="Ce qu’un signal ne dit pas")).to_be_in_viewport()


def test_page_is_light(page: Page, watch: Watch) -> None:
    files: list[Response] = []
    page.on("response", lambda answer: files.append(answer) if "/assets/" in answer.url else None)
    PublicMap(page).open()
    weights = {
        file.url.rpartition("/")[2]: len(gzip.compress(file.body(), 9))
        for file in files
        if file.url.endswith((".js", ".css"))
    }
    assert 0 < sum(weights.values()) <= HEAVIEST, weights
    assert watch.faults() == []


def test_one_finger_scrolls_the_page_past_the_map(phone: Page) -> None:
    PublicMap(phone).open()
    box = phone.locator("#carte").bounding_box()
    assert box is not None
    start = box["y"] + box["height"] - 60
    touch = phone.context.new_cdp_session(phone)
    for kind, y in [("touchStart", start), *[("touchMove", start - 20 * step) for step in range(1, 16)]]:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": 200, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_function("scrollY > 100")


def test_phone_reads_without_sideways_scroll_and_with_large_targets(open_context: OpenContext) -> None:
    for width in (390, 320):
        page = open_context(phone=True, width=width).new_page()
        PublicMap(page).open(f"?commune={BONNEVILLE}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        boxes = page.locator("button:visible, select:visible, summary:visible, .foot a").evaluate_all(
            "all => all.map(each => ({ ...each.getBoundingClientRect().toJSON(), name: each.innerText }))"
        )
        assert [box["name"] for box in boxes if min(box["width"], box["height"]) < SMALLEST_TARGET] == []


def test_phone_sees_the_whole_territory_in_its_map(phone: Page) -> None:
    PublicMap(phone).open()
    frame = phone.locator("#carte").bounding_box()
    assert frame is not None
    for box in phone.locator("path.commune").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().toJSON())"
    ):
        assert box["left"] >= frame["x"]
        assert box["right"] <= frame["x"] + frame["width"]
        assert box["top"] >= frame["y"]
        assert box["bottom"] <= frame["y"] + frame["height"]


def test_unreachable_server_is_said_and_the_page_recovers(page: Page, watch: Watch) -> None:
    watch.forgive("Failed to load resource")
    page.route("**/api/v1/public/**", lambda route: route.abort())
    page.goto("/")
    expect(page.get_by_role("alert")).to_contain_text("L’observatoire ne répond pas")
    expect(page.get_by_role("heading", name="Ce que cette carte ne montre pas")).to_be_visible()
    page.unroute("**/api/v1/public/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("path.commune").first).to_be_attached()


def test_nothing_published_yet_is_said_in_words(page: Page, watch: Watch) -> None:
    watch.forgive("status of 404")
    problem = {"title": "Rien à montrer", "status": 404, "detail": "Rien n’a encore été publié."}
    page.route("**/api/v1/public/**", lambda route: route.fulfill(status=404, json=problem))
    page.goto("/")
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a encore été publié.")


def test_page_without_script_holds_the_figures(page: Page, observatory: Observatory) -> None:
    """Read as text: a browser driven with its scripts off still parses `noscript` as if they were on."""
    html = page.request.get(f"{observatory.origin}/").text()
    notice = html.partition("<noscript>")[2].partition("</noscript>")[0]
    assert re.search(r"Bonneville</th>\s*<td[^>]*>1\u202f153</td>", notice)
    assert re.search(r"Brizon</th>(?:\s*<td[^>]*>[^<]*</td>){2}\s*<td[^>]*>non publié</td>", notice)
    assert 'href="/simple"' in notice
    assert "Ce que cette carte ne montre pas" in html


def test_plain_words_tell_how_to_apply_and_fit_on_one_sheet(page: Page) -> None:
    page.goto("/simple")
    expect(page.get_by_role("heading", level=1)).to_have_text("Demander un logement social, en mots simples")
    expect(page.get_by_text("Maison de l’habitat (fictive)")).to_be_visible()
    assert count_pages(page) == 1


def test_chosen_commune_is_printed_on_one_sheet(page: Page) -> None:
    PublicMap(page).open(f"?commune={MARIGNIER}")
    assert count_pages(page) == 1


def test_search_widens_to_the_nearest_communes(page: Page) -> None:
    public = PublicMap(page).open(f"?commune={MARIGNIER}")
    nearest = public.card.get_by_role("button", name="Vougy")
    expect(public.card).to_contain_text("à 2\u00a0km · 64\u00a0logements")
    nearest.click()
    expect(public.card.get_by_role("heading", level=2)).to_have_text("Vougy")
    expect(public.card.get_by_role("heading", level=2)).to_be_focused()


def test_counters_of_the_commune_come_first(page: Page) -> None:
    PublicMap(page).open(f"?commune={MARIGNIER}")
    counters = page.locator("#guichets li")
    expect(counters).to_have_count(4)
    expect(counters.first).to_contain_text("Mairie de Marignier")


def test_map_works_in_the_frame_of_another_site(page: Page) -> None:
    page.route("**/commune.html", lambda route: route.fulfill(content_type="text/html", body=FRAMING))
    page.goto("/commune.html")
    framed = page.frame_locator("iframe")
    framed.get_by_label("Votre commune").select_option(AYSE)
    expect(framed.locator("#fiche h2")).to_have_text("Ayse")
    expect(framed.get_by_role("link", name="Ouvrir la carte complète")).to_have_attribute("target", "_top")


def test_map_in_one_file_works_from_a_disk(page: Page, observatory: Observatory, tmp_path: Path) -> None:
    with open_store(observatory.settings) as store:
        export_public_map(store, tmp_path / "carte.html")
    page.context.set_offline(offline=True)
    page.goto(f"file://{tmp_path / 'carte.html'}")
    expect(page.locator("path.leaflet-interactive")).to_have_count(7 + 62)
    page.locator("path.leaflet-interactive").last.click()
    expect(page.locator(".leaflet-popup")).to_contain_text("logements")
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def count_pages(page: Page) -> int:
    """Sheets of A4 that the browser would print."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_old_link_to_an_unknown_commune_shows_the_territory_and_says_so(page: Page) -> None:
    public = PublicMap(page).open("?commune=99999")
    expect(page.get_by_text("Cette commune ne figure pas dans la carte")).to_be_visible()
    expect(public.card.get_by_role("heading", level=2)).to_have_text("CC Faucigny-Glières")
