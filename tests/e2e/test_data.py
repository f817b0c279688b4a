"""The afternoon of the manager, in a real browser: a file with errors, corrected, loaded, computed, published."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DataSite
from tests.e2e.watching import Watch

HEAD = "residence;logements;loues;vacants;offerts_un_an;emmenages;avant_1975"
ROWS = [f"{code};41;39;2;41;9;20" for code in ("R1", "R2", "R3")]
GOOD = "\n".join([HEAD, *ROWS])
BAD = GOOD.replace("R2;41;39;2", "R2;41;39;-2")
PHONE_WIDTH = 390


def send(page: Page, text: str) -> None:
    page.set_input_files("#fichiers", {"name": "parc-2018.csv", "mimeType": "text/csv", "buffer": text.encode()})


def check(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []


def test_file_with_errors_is_corrected_loaded_computed_and_published(browser: Browser, data_site: DataSite):
    page = browser.new_page(locale="fr-FR")
    page.set_default_timeout(30_000)
    watch = Watch(data_site.origin)
    watch.follow(page)
    page.goto(data_site.open_as("epci"))
    send(page, BAD)
    problems = page.locator(".problems")
    expect(problems).to_contain_text("-2", timeout=30_000)
    with page.expect_download() as copy:
        problems.get_by_role("link", name="Télécharger la copie annotée (XLSX)").click()
    assert copy.value.suggested_filename == "parc-2018-annote.xlsx"
    check(page)

    page.get_by_role("button", name="← Tous les dépôts").click()
    expect(page.locator("tbody")).to_contain_text("à corriger")
    send(page, GOOD)
    load = page.get_by_role("button", name="Charger ce fichier")
    load.wait_for()
    assert "depot=" in page.url, "a closed tab loses nothing"
    page.reload()
    load.wait_for()
    check(page)
    load.press("Enter")
    expect(page.locator(".receipt")).to_contain_text("Reçu n°", timeout=30_000)

    page.get_by_text("Calculer et publier").click()
    page.get_by_label("Millésime du parc (RPLS)").fill("2018")
    page.get_by_role("button", name="Calculer").click()
    publish = page.get_by_role("button", name="Publier ce brouillon")
    publish.wait_for(timeout=60_000)
    expect(page.locator(".draft")).to_contain_text("RPLS 2018")
    expect(page.locator(".draft")).to_contain_text("rien ne s’en déduit")
    check(page)
    publish.click()
    page.get_by_role("dialog").get_by_role("button", name="Publier ce brouillon").click()
    expect(page.locator(".bar-chip")).to_contain_text("n° 2", timeout=60_000)
    page.get_by_text("Comparer les sources", exact=True).click()
    page.get_by_role("button", name="Expliquer : Logements 2016").press("Enter")
    page.get_by_label("Ce que chaque source compte").fill("La convention compte tout le territoire.")
    check(page)
    page.get_by_role("button", name="Garder cette explication").press("Enter")
    expect(page.locator(".compared-state").first).to_contain_text("tout le territoire", timeout=30_000)
    check(page)
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE_WIDTH
    assert watch.faults() == []
    page.close()
