"""The afternoon of a landlord, in a real browser: a broken file, mended in its marked copy, confirmed; then its report."""

import re
from pathlib import Path

import openpyxl
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PATIENCE_MS, DataSite
from tests.e2e.watching import Watch

HEAD = "residence;logements;loues;vacants;offerts_un_an;emmenages;avant_1975"
BROKEN = f"{HEAD}\nPETITE;7;7;0;7;1;0\nMUETTE;25;24;-1;25;2;0\nSOBRE;30;28;2;30;3;0"
LONG_MS = 40_000
PHONE_WIDTH = 390


def open_page(browser: Browser, watch: Watch) -> Page:
    page = browser.new_page(locale="fr-FR", viewport={"width": 1440, "height": 900})
    page.set_default_timeout(LONG_MS)
    watch.follow(page)
    return page


def look(page: Page) -> None:
    """Nothing for axe, and nothing beyond the width of a phone."""
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE_WIDTH
    page.set_viewport_size({"width": 1440, "height": 900})


def mend(copy: Path) -> bytes:
    """What a person does in the marked copy: one cell."""
    workbook = openpyxl.load_workbook(copy)
    for row in workbook["Fichier"].iter_rows():
        for cell in row:
            if cell.value == "-1":
                cell.value = "1"
    workbook.save(copy)
    return copy.read_bytes()


def test_landlord_mends_its_file_confirms_it_and_reads_its_report(
    browser: Browser, data_site: DataSite, tmp_path: Path
):
    watch = Watch(data_site.origin)
    page = open_page(browser, watch)
    page.goto(data_site.open_as("bailleur"))
    page.set_input_files("#fichiers", {"name": "parc-2018.csv", "mimeType": "text/csv", "buffer": BROKEN.encode()})
    problems = page.locator(".problems")
    expect(problems).to_contain_text("-1", timeout=LONG_MS)
    look(page)
    with page.expect_download() as download:
        problems.get_by_role("link", name="Télécharger la copie annotée (XLSX)").click()
    copy = tmp_path / download.value.suggested_filename
    download.value.save_as(copy)

    page.get_by_role("button", name="← Tous les dépôts").click()
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("#fichiers", {"name": "parc-2018.xlsx", "mimeType": sheet, "buffer": mend(copy)})
    confirm = page.get_by_role("button", name="Transmettre au gestionnaire")
    confirm.wait_for()
    expect(page.get_by_role("heading", name="Ce qui changerait")).to_be_visible()
    look(page)
    page.reload()
    confirm.click()
    page.get_by_role("button", name="Lire le rapport de Semcoda").click()
    report = page.locator(".part")
    expect(report).to_contain_text("en attente du gestionnaire")
    expect(report).to_contain_text("PETITE")
    expect(report).to_contain_text("ne peut pas être dite")
    look(page)
    with page.expect_download() as printed:
        page.get_by_role("link", name="Télécharger le rapport (PDF)").click()
    assert printed.value.suggested_filename.startswith("rapport-de-retour")

    page.get_by_text("Calendrier", exact=True).click()
    page.get_by_label("Année").select_option("2018")
    expect(page.locator("tbody")).to_contain_text("déposé, à charger", timeout=PATIENCE_MS)
    expect(page.locator("tbody")).not_to_contain_text("Halpades")
    look(page)

    manager = open_page(browser, watch)
    manager.goto(data_site.open_as("epci"))
    manager.get_by_role("button", name="parc-2018.xlsx").click()
    manager.get_by_role("button", name="Charger ce fichier").click()
    expect(manager.locator(".receipt")).to_contain_text("Reçu n°", timeout=LONG_MS)
    manager.get_by_role("button", name="Lire le rapport de Semcoda").first.click()
    expect(manager.locator(".part")).to_contain_text("ne sont lus que par le bailleur")
    expect(manager.locator(".part")).not_to_contain_text("PETITE")
    look(manager)
    manager.get_by_text("Calendrier", exact=True).click()
    manager.locator(".reminder-of summary").first.click()
    expect(manager.get_by_label("Rappel à Halpades", exact=True)).to_have_value(re.compile("Merci beaucoup"))
    look(manager)
    assert watch.faults() == []
    page.close()
    manager.close()
