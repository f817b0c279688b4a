"""The way in of the partners: a link, a key, and the way out."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Observatory
from tests.e2e.pages import PartnersMap
from tests.e2e.watching import Watch


def test_key_link_opens_the_map_and_leaves_the_address(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open("?indice=occupation")
    assert page.url == f"{observatory.origin}/observatoire?indice=occupation"
    assert observatory.key not in page.content()


def test_session_outlives_a_reload_without_the_key(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open()
    page.reload(wait_until="domcontentloaded")
    expect(page.locator("main.ready")).to_be_visible()


def test_without_session_the_panel_asks_who_it_is_under_the_stamp(page: Page) -> None:
    page.goto("/observatoire")
    expect(page.get_by_label("Adresse électronique")).to_be_focused()
    expect(page.get_by_text("Données fictives")).to_be_visible()


def test_wrong_key_is_refused_in_words_and_the_right_one_enters(
    page: Page, observatory: Observatory, watch: Watch
) -> None:
    watch.forgive("status of 401")
    page.goto("/observatoire")
    page.get_by_text("Entrer avec une clé d’accès").click()
    page.get_by_label("Clé d’accès").fill("pas-la-bonne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("n’est pas reconnue")
    page.get_by_label("Clé d’accès").fill(f"  {observatory.key} ")
    page.keyboard.press("Enter")
    expect(page.locator("main.ready")).to_be_focused()


def test_a_revoked_link_says_so_and_asks_for_another_key(page: Page, watch: Watch) -> None:
    watch.forgive("status of 401")
    page.goto("/observatoire#cle=ancienne")
    expect(page.get_by_role("alert")).to_contain_text("révoquée")
    assert "ancienne" not in page.url


def test_signing_out_closes_the_map(page: Page, observatory: Observatory) -> None:
    PartnersMap(page, observatory.key).open()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_label("Adresse électronique")).to_be_visible()
    assert page.context.cookies() == []
