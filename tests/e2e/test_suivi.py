"""The follow-up of the convention in a real browser: a year entered by keyboard, gauges that answer, nothing that axe finds."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from observatoire.store.database import Tier, open_store, unit_of_work
from observatoire.store.queries.attributions import read_groups
from observatoire.worker.chores import Chores
from tests.e2e.conftest import Observatory, OpenContext
from tests.e2e.watching import Watch

ENTERED = 100
YEAR = 2019
"""A year of its own: the demonstration has attributions in 2017 and 2018."""


def open_follow_up(page: Page, key: str, query: str = "") -> None:
    page.goto(f"/suivi{query}#cle={key}", wait_until="domcontentloaded")
    expect(page.locator("main.ready")).to_be_visible()


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


def test_tables_of_the_convention_are_on_the_screen(page: Page, observatory: Observatory):
    open_follow_up(page, observatory.key, "?annee=2017")

    card = page.get_by_role("article", name="hors QPV")
    lines = [plain(text) for text in card.get_by_role("listitem").locator(".visually-hidden").all_inner_texts()]
    assert lines == [
        "Halpades : 6 sur 39, 15 %, pour 25 % au moins ; manque 4.",
        "Haute-Savoie Habitat : 11 sur 27, 41 %, pour 25 % au moins ; atteint.",
        "Semcoda : 7 sur 27, 26 %, pour 25 % au moins ; atteint.",
        "Scic Habitat : 1 sur 4, 25 %, pour 25 % au moins ; atteint.",
        "Ensemble : 25 sur 97, 26 %, pour 25 % au moins ; atteint.",
    ]
    summary = plain(page.get_by_role("region", name="Ce qui manque encore").inner_text())
    assert "engagements tenus sur" in summary
    assert "4 Halpades 1ᵉʳ quartile hors QPV, 6 sur 39" in summary
    gaps = plain(page.get_by_role("region", name="Ce qui ne concorde pas").inner_text())
    for said in ("102 contre 112", "71,43 % contre 80 %", "1 624 contre 1 632"):
        assert said in gaps


def test_year_of_a_hundred_attributions_is_entered_by_keyboard(page: Page, observatory: Observatory):
    open_follow_up(page, observatory.key, f"?vue=saisie&annee={YEAR}")
    page.evaluate("window.unchanged = true")
    page.get_by_label("Date", exact=True).fill(f"{YEAR}-03-05")
    page.get_by_label("Réservataire").select_option("communes")

    for rank in range(ENTERED):
        page.get_by_label("Résidence").select_option("HSH-0402" if rank % 4 else "HAL-0401")
        page.get_by_role("radio", name="1er" if rank % 4 == 0 else "2e à 4e").focus()
        page.keyboard.press("Space")
        with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            page.keyboard.press("Enter")
        assert answered.value.status == 201
        expect(page.get_by_label("Résidence")).to_be_focused()

    expect(page.get_by_role("heading", name=f"Attributions enregistrées ({ENTERED})")).to_be_visible()
    assert page.evaluate("window.unchanged") is True
    with open_store(observatory.settings) as store, unit_of_work(store.engine(Tier.ADMIN)) as session:
        groups = read_groups(session.connection(), YEAR, date(YEAR, 12, 31))
    assert sorted((str(group.quartile), group.count) for group in groups) == [("1", 25), ("2-4", 75)]
    page.get_by_role("radio", name="Objectifs").check()
    expect(page.get_by_role("article", name="hors QPV").get_by_text("25 sur 100").last).to_be_visible()


def test_entry_is_corrected_then_cancelled_and_its_history_shown(page: Page, observatory: Observatory):
    open_follow_up(page, observatory.key, "?vue=saisie&annee=2020")
    page.get_by_label("Date", exact=True).fill("2020-02-03")
    page.get_by_label("Résidence").select_option("HAL-0401")
    page.get_by_label("Réservataire").select_option("etat")
    page.get_by_role("radio", name="1er").check()
    page.get_by_role("button", name="Enregistrer").click()
    row = page.get_by_role("row", name="Le Bouchet 1")
    expect(row).to_contain_text("1er quartile")

    row.get_by_role("button", name="Corriger").click()
    page.get_by_role("radio", name="2e à 4e").check()
    page.get_by_role("button", name="Enregistrer la correction").click()
    expect(row).to_contain_text("autres quartiles")
    row.get_by_role("button", name="Annuler").click()
    page.get_by_role("button", name="Confirmer l’annulation").click()
    expect(row).to_have_count(0)

    page.get_by_label("Montrer aussi ce qui a été annulé").check()
    expect(page.get_by_role("row", name="Le Bouchet 1")).to_have_count(2)


def test_entry_outside_the_convention_is_explained_and_nothing_is_recorded(
    page: Page, observatory: Observatory, watch: Watch
):
    watch.forgive("status of 422")
    open_follow_up(page, observatory.key, "?vue=saisie&annee=2021")
    page.get_by_label("Résidence").select_option("HAL-0401")
    page.get_by_label("Réservataire").select_option("etat")
    page.get_by_role("radio", name="1er").check()
    page.get_by_label("Date", exact=True).fill("2015-02-03")
    page.keyboard.press("Enter")

    expect(page.get_by_role("form", name="Saisir une attribution")).to_contain_text("hors de la convention")
    expect(page.get_by_role("heading", name="Attributions enregistrées (0)")).to_be_visible()


def test_entry_that_lacks_something_is_not_sent(page: Page, observatory: Observatory):
    open_follow_up(page, observatory.key, "?vue=saisie&annee=2021")
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.get_by_label("Bailleur", exact=True)).to_be_focused()
    expect(page.get_by_role("heading", name="Attributions enregistrées (0)")).to_be_visible()


SUBJECTS = {
    "Équilibre": ("Tout le territoire", "Indices par périmètre"),
    "Relogement": ("Proposition dans le neuf ou le moins de cinq ans", "Bâtiments à démolir"),
    "Offre nouvelle": ("il en reste 45 à situer", "Opérations"),
    "Demande": ("Bonneville", "Demande par type"),
    "Flux": ("Action Logement", "Attributions par réservataire"),
}
"""What each view says, and the name of a table of it."""


def test_subjects_are_gone_through_by_keyboard_read_in_tables_printed_and_seen_on_a_phone(
    page: Page, observatory: Observatory
):
    open_follow_up(page, observatory.key, "?annee=2018")
    for view, (said, table) in SUBJECTS.items():
        # What is printed has no choices: it took the focus away.
        page.locator("input[name=vue]:checked").press("ArrowRight")
        shown = page.locator(".follow-subject")
        expect(page.get_by_role("radio", name=view)).to_be_checked()
        expect(shown.get_by_text(said).first).to_be_visible()
        expect(shown.get_by_role("table", name=table).first).to_be_visible()
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        assert results.violations_count == 0, results.generate_report()
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
        page.emulate_media(media="print")
        expect(page.locator(".choices")).to_be_hidden()
        expect(shown.get_by_role("table", name=table).first).to_be_visible()
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1440, "height": 900})
    assert "vue=flux" in page.url


def test_one_entry_on_the_screen_moves_the_spread(page: Page, observatory: Observatory):
    def read_spread() -> int:
        row = page.get_by_role("row", name="Tout le territoire")
        return int(row.get_by_role("cell").first.inner_text())

    worker = Chores()
    with open_store(observatory.settings) as store:
        worker.do(store, observatory.settings)
        open_follow_up(page, observatory.key, "?vue=equilibre&annee=2018")
        before = read_spread()
        page.get_by_role("radio", name="Saisir une attribution").check()
        page.get_by_label("Date", exact=True).fill("2018-09-03")
        page.get_by_label("Résidence", exact=True).select_option("HAL-0401")
        page.get_by_label("Réservataire").select_option("communes")
        page.get_by_role("radio", name="1er").check()
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator(".entry-saved")).to_be_visible()
        worker.do(store, observatory.settings)
        page.get_by_role("radio", name="Équilibre").check()
        expect(page.get_by_role("table", name="Indices par périmètre")).to_be_visible()
        assert read_spread() == before + 1
        page.get_by_role("radio", name="Saisir une attribution").check()
        row = page.get_by_role("row", name="Le Bouchet 1").filter(has_text="saisie").first
        row.get_by_role("button", name="Annuler").click()
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.get_by_role("button", name="Confirmer l’annulation").click()
        worker.do(store, observatory.settings)
        page.get_by_role("radio", name="Équilibre").check()
        expect(page.get_by_role("table", name="Indices par périmètre")).to_be_visible()
        assert read_spread() == before


@pytest.mark.parametrize("phone", [False, True], ids=["1440", "390"])
@pytest.mark.parametrize("query", ["?annee=2018", "?vue=saisie&annee=2018"], ids=["gauges", "entry"])
def test_axe_finds_nothing(open_context: OpenContext, observatory: Observatory, query: str, *, phone: bool):
    page = open_context(phone=phone).new_page()
    open_follow_up(page, observatory.key, query)

    results = Axe().run(page, options={"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_button_that_moves_the_map_covers_nothing_on_a_phone(phone: Page, observatory: Observatory):
    open_follow_up(phone, observatory.key, "?vue=offre&annee=2018")
    button = phone.get_by_role("button", name="Déplacer la carte").bounding_box()
    drawn = phone.locator(".place-map").bounding_box()
    assert button is not None
    assert drawn is not None
    assert button["y"] >= drawn["y"] + drawn["height"]
