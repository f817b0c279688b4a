"""The planners compare territories: plot, map and table say the same and follow each other."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.territories_pages import TerritoriesPage
from tests.e2e.watching import Watch

AYSE, BONNEVILLE, BRIZON, MARIGNIER = "74024", "74042", "74049", "74164"
CONTAMINE, GLIERES, VOUGY = "74087", "74212", "74312"
NUMBER = re.compile(r"\d+(,\d+)?")
INDICES = {"occupation": "Occupation", "attractivité": "Attractivité"}


def test_plot_map_and_table_say_the_same_at_every_level(page: Page, observatory: Observatory) -> None:
    for level in ("commune", "secteur", "residence"):
        territories = TerritoriesPage(page, observatory.key).open(f"?niveau={level}")
        mapped = territories.spoken(territories.shapes)
        plotted = territories.spoken(territories.bubbles)
        for index, column in INDICES.items():
            listed = territories.listed(column)
            # Residences told together have a line of the table and no place on the map.
            grouped = {code for code in listed if code.startswith("regroupement-")}
            assert {code: value[index] for code, value in mapped.items()} == {
                code: text for code, text in listed.items() if code not in grouped
            }
            assert bool(grouped) == (level == "residence")
        both_known = {code for code, value in mapped.items() if all(NUMBER.fullmatch(text) for text in value.values())}
        assert plotted == {code: mapped[code] for code in both_known}


def test_communes_stand_where_the_convention_says(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open()
    quadrants = {
        code: territories.bubble(code).get_attribute("aria-label") or ""
        for code in (AYSE, BONNEVILLE, MARIGNIER, VOUGY)
    }
    doubles = [code for code, label in quadrants.items() if label.endswith("double vigilance")]
    assert doubles == [BONNEVILLE]
    assert quadrants[MARIGNIER].endswith("attractivité en défaut")
    assert all(quadrants[code].endswith("potentiel d’accueil") for code in (AYSE, VOUGY))
    assert all(len(re.findall("entre \\d", label)) == 2 for label in quadrants.values())
    expect(page.locator(".whiskers .whisker:not(.link)")).to_have_count(2 * len(quadrants))
    # Their attractivité is withheld, so that Brizon's is not what the others leave; their occupation is seen.
    occupation = territories.listed("Occupation")
    assert all(int(occupation[code]) >= 100 for code in (CONTAMINE, GLIERES))
    assert territories.absent.get_by_role("button").all_inner_texts() == [
        "Brizon",
        "Contamine-sur-Arve",
        "Glières-Val-de-Borne",
    ]


def test_secret_commune_is_named_below_the_plot_and_has_no_number(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open()
    expect(territories.bubble(BRIZON)).to_have_count(0)
    expect(territories.absent).to_contain_text("Secret statistique")
    expect(territories.absent.get_by_role("button", name="Brizon")).to_be_visible()
    expect(territories.shape(BRIZON)).to_have_attribute("fill", "url(#motif-non-transmis)")
    cells = territories.line(BRIZON).locator("td").all_inner_texts()
    assert cells[0] == "6"
    assert set(cells[1:]) == {"secret", "non transmis", "–"}


def test_pointing_in_one_view_shows_in_the_three(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open()

    def expect_pointed(code: str) -> None:
        expect(territories.bubble(code)).to_have_class(re.compile("pointed"))
        expect(territories.line(code)).to_have_class(re.compile("pointed"))
        expect(page.locator("path.territory-pointed")).to_have_count(1)

    territories.bubble(MARIGNIER).hover()
    expect_pointed(MARIGNIER)
    territories.shape(AYSE).hover()
    expect_pointed(AYSE)
    territories.line(BONNEVILLE).hover()
    expect_pointed(BONNEVILLE)
    page.get_by_role("heading", level=1).hover()
    expect(page.locator(".pointed")).to_have_count(0)


def test_focus_points_as_the_mouse_does(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open()
    territories.bubbles.first.focus()
    page.keyboard.press("End")
    focused = page.evaluate("document.activeElement.dataset.key")
    expect(territories.line(focused)).to_have_class(re.compile("pointed"))
    territories.line(AYSE).get_by_role("button").focus()
    expect(territories.bubble(AYSE)).to_have_class(re.compile("pointed"))


def test_choosing_by_any_view_is_in_the_address_and_in_the_three(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open()
    for choose, code in [
        (lambda: territories.bubble(MARIGNIER).click(), MARIGNIER),
        (lambda: territories.line(AYSE).get_by_role("button").press("Enter"), AYSE),
        (lambda: territories.shape(BONNEVILLE).press("Enter"), BONNEVILLE),
        (lambda: territories.absent.get_by_role("button", name="Brizon").press("Enter"), BRIZON),
    ]:
        choose()
        assert territories.query() == {"territoire": [code]}
        expect(territories.line(code)).to_have_class(re.compile("selected"))
        expect(territories.shape(code)).to_have_attribute("aria-pressed", "true")
        expect(page.locator("path.territory-selected")).to_have_count(1)
    expect(territories.selection).to_contain_text("secret statistique")
    page.keyboard.press("Escape")
    assert territories.query() == {}
    expect(page.locator("tr.selected")).to_have_count(0)


def test_keyboard_alone_walks_the_plot_and_keeps_its_place(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open()
    territories.bubble(BONNEVILLE).focus()
    page.keyboard.press("ArrowLeft")
    expect(territories.bubble(MARIGNIER)).to_be_focused()
    page.keyboard.press("Enter")
    expect(territories.selection).to_contain_text("Marignier")
    expect(territories.bubble(MARIGNIER)).to_be_focused()
    assert page.locator(".bubble[tabindex='0']").count() == 1


def test_level_changes_in_place_and_keeps_the_focus(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open("?territoire=74042")
    page.get_by_role("radio", name="Communes").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("Occupation × attractivité des secteurs")
    expect(page.get_by_role("radio", name="Secteurs")).to_be_focused()
    assert territories.query() == {"niveau": ["secteur"]}
    expect(territories.shapes).to_have_count(14)
    territories.choose("Résidences")
    expect(territories.shapes).to_have_count(62)
    page.go_back()
    expect(territories.shapes).to_have_count(14)


def test_colours_follow_the_chosen_index_in_plot_and_map(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open()
    territories.choose("Attractivité")
    legend = page.get_by_role("region", name="Légende")
    expect(legend).to_contain_text("105 à 120")
    fill = territories.shape(MARIGNIER).get_attribute("fill")
    assert territories.bubble(MARIGNIER).locator("circle:not(.bubble-target)").first.get_attribute("fill") == fill
    assert territories.query() == {"couleur": ["attractivite"]}


def test_partial_value_is_hollow_and_marked_with_its_coverage(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open("?territoire=74024")
    expect(territories.bubble(AYSE).locator("circle[fill='none']")).to_have_count(1)
    expect(territories.selection).to_contain_text("couverture 52\u202f% des logements")
    assert territories.listed("Couverture")[AYSE] == "52\u202f%"
    expect(territories.line(AYSE).get_by_text("valeur partielle")).to_have_count(6)


def test_order_of_the_table_is_in_the_address(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open("?tri=-attractivite")
    numbers = [int(text) for text in territories.listed("Attractivité").values() if text.isdigit()]
    assert numbers == sorted(numbers, reverse=True)
    page.get_by_role("columnheader", name="Vacance").get_by_role("button").press("Enter")
    assert territories.query() == {"tri": ["att2"]}


def test_names_in_the_plot_cover_neither_each_other_nor_a_bubble(page: Page, observatory: Observatory) -> None:
    for level in ("commune", "secteur", "residence"):
        TerritoriesPage(page, observatory.key).open(f"?niveau={level}")
        boxes = page.locator(".bubble-names text").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().toJSON())"
        )
        for position, one in enumerate(boxes):
            for other in boxes[position + 1 :]:
                apart = (
                    one["right"] <= other["left"] + 1
                    or other["right"] <= one["left"] + 1
                    or one["bottom"] <= other["top"] + 4
                    or other["bottom"] <= one["top"] + 4
                )
                assert apart, (level, one, other)


def test_shared_link_restores_what_was_seen(page: Page, open_context: OpenContext, observatory: Observatory) -> None:
    query = "?niveau=secteur&couleur=fragilite&territoire=74042-01&tri=-occ1&publication=1&carte=13/46.0765/6.4065"
    territories = TerritoriesPage(page, observatory.key).open(query)
    assert page.url.endswith(query)
    expect(territories.selection).to_contain_text("Les Îles")
    expect(page.get_by_label("Publication")).to_have_value("1")
    other = TerritoriesPage(open_context().new_page(), observatory.key).open(query)
    assert other.spoken(other.bubbles) == territories.spoken(territories.bubbles)
    assert other.page.locator("path.territory-selected").get_attribute("d") == page.locator(
        "path.territory-selected"
    ).get_attribute("d")


def test_old_link_to_a_territory_that_is_gone_says_so(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open("?territoire=99999&inconnu=1")
    expect(territories.selection).to_contain_text("ne figure pas à ce niveau")
    assert territories.query() == {"territoire": ["99999"]}


def test_phone_shows_the_three_without_sideways_scroll(open_context: OpenContext, observatory: Observatory) -> None:
    for width in (390, 320):
        page = open_context(phone=True, width=width).new_page()
        territories = TerritoriesPage(page, observatory.key).open("?territoire=74164")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect(territories.bubble(MARIGNIER)).to_be_visible()
        expect(territories.shape(MARIGNIER)).to_be_visible()
        expect(territories.line(MARIGNIER)).to_be_visible()


def test_unreachable_server_says_so_and_the_page_recovers(page: Page, observatory: Observatory, watch: Watch) -> None:
    watch.forgive("Failed to load resource")
    territories = TerritoriesPage(page, observatory.key).open()
    page.route("**/api/v1/partner/values**", lambda route: route.abort())
    territories.choose("Secteurs")
    expect(page.get_by_role("alert")).to_contain_text("L’observatoire ne répond pas")
    page.unroute("**/api/v1/partner/values**")
    page.get_by_role("button", name="Réessayer").click()
    expect(territories.shapes).to_have_count(14)


def test_paper_keeps_plot_map_table_and_stamp(page: Page, observatory: Observatory) -> None:
    territories = TerritoriesPage(page, observatory.key).open()
    page.emulate_media(media="print")
    expect(territories.bubble(BONNEVILLE)).to_be_visible()
    expect(territories.shape(BONNEVILLE)).to_be_visible()
    expect(territories.line(BONNEVILLE)).to_be_visible()
    expect(page.get_by_text("Données fictives")).to_be_visible()
    expect(page.get_by_role("radio", name="Secteurs")).to_be_hidden()
    # Chromium leaves a button out of the heads that it repeats on the next pages.
    expect(page.locator("thead .sort").first).to_have_css("display", "contents")
