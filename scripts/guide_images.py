"""Remakes the pictures of the manager's guide: the demonstration, driven by a browser, as a manager and a landlord would.

    .venv/bin/python scripts/guide_images.py

The screens must be built first (`scripts/build-web`). Nothing remains of the observatory that it makes.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.official_files import ESTATES, dwellings_of, write_declaration  # noqa: E402

IMAGES = ROOT / "docs" / "guide" / "images"
OBSERVATOIRE = str(Path(sys.executable).with_name("observatoire"))
DEMO = ROOT / "data" / "demo"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTH, TALLEST, SHOWN_WIDTH = 1180, 1250, 900
PATIENCE_MS = 240_000
HALPADES = "90000000200011"
EXPLAINED = "La table par bailleur de la convention compte 8 logements de plus que son total ; source à retrouver."
SURVEY_HEAD = "Programme;Nom;Taux de plafond (%);Type de famille;Nb de majeurs;Demandeurs d'emploi;Bénéficiaire APL\n"


@contextmanager
def serve_demo(home: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The demonstration on a port of its own, and a key for each role."""
    command = [OBSERVATOIRE, "--home", str(home), "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as demo:
        said = ""
        while "rôle « admin »" not in said:
            line = demo.stdout.readline() if demo.stdout else ""
            if not line:
                raise SystemExit(f"the demonstration has stopped:\n{said}")
            said += line
        keys = dict(re.findall(r"rôle « (\w+) » : (\S+)", said))
        origin, keys["epci"] = re.findall(r"(http\S+)/observatoire#cle=(\S+)", said)[0]
        try:
            yield origin, keys
        finally:
            demo.terminate()
            demo.wait()
            subprocess.run([OBSERVATOIRE, "--home", str(home), "db", "stop"], cwd=ROOT, check=True)


def open_page(browser: Browser, address: str) -> Page:
    """A page of data on a desk, as whoever has this key."""
    page = browser.new_page(locale="fr-FR", viewport={"width": WIDTH, "height": 800})
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    return page


def keep(page: Page, name: str) -> None:
    """The page as a small picture."""
    page.wait_for_timeout(600)
    with Image.open(BytesIO(page.screenshot(full_page=True))) as taken:
        shown = taken.crop((0, 0, taken.width, min(taken.height, TALLEST)))
        shown = shown.resize((SHOWN_WIDTH, shown.height * SHOWN_WIDTH // shown.width), Image.Resampling.LANCZOS)
        shown.save(IMAGES / f"{name}.webp", quality=72, method=6)


def send(page: Page, name: str, content: bytes) -> None:
    """A file dropped on the page of deposits."""
    page.locator("label.segment").first.click()
    back = page.get_by_role("button", name="Tous les dépôts")
    page.locator(".drop-zone").or_(back).first.wait_for()
    if back.is_visible():
        back.click()
    page.locator("#fichiers").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def load(page: Page, name: str) -> None:
    """A file of the demonstration, loaded by the manager."""
    send(page, name, (DEMO / name).read_bytes())
    page.get_by_role("button", name="Charger ce fichier").click()
    page.locator(".receipt").wait_for()


def follow_landlord(page: Page, folder: Path) -> None:
    """A file with errors, a declaration, a survey, and the report."""
    rows = (DEMO / "parc-2018.csv").read_text(encoding="utf-8-sig").splitlines()
    known = {line.split(";")[0] for line in (DEMO / "residences.csv").read_text(encoding="latin-1").splitlines()}
    own = [rows[0], *(row for row in rows[1:] if row.startswith("HAL") and row.split("\t")[0] in known)]
    broken = [*own]
    broken[2] = broken[2].replace("\t", "\t-", 1)
    send(page, "parc-2018.csv", "\n".join(broken).encode())
    page.locator(".problems").wait_for()
    keep(page, "problemes")
    declared = write_declaration(folder / "rpls.txt", dwellings_of(ESTATES, 2017), year=2017, siret=HALPADES)
    send(page, "rpls-2017.txt", declared.read_bytes())
    page.get_by_role("button", name="Approuver ces résidences").wait_for()
    keep(page, "residences")
    survey = SURVEY_HEAD + "HAL-0101;MARTIN;15;Personne seule;1;0;oui\n" * 30
    send(page, "enquete-2018.csv", survey.encode())
    page.get_by_role("button", name="Confirmer ces colonnes").wait_for()
    keep(page, "colonnes")
    send(page, "parc-2018.csv", "\n".join(own).encode())
    page.get_by_role("button", name="Transmettre au gestionnaire").click()
    page.get_by_role("button", name="Lire le rapport de Halpades").click()
    page.get_by_role("heading", name="Votre parc et votre position").wait_for()
    keep(page, "retour")


def follow_manager(page: Page) -> None:
    """The calendar, the loads of a year, the comparison of sources, the draft, the publication."""
    page.get_by_text("Calendrier", exact=True).click()
    page.get_by_label("Année").select_option("2018")
    page.locator(".reminder-of summary").first.click()
    keep(page, "calendrier")
    send(page, "residences-2018.xlsx", (DEMO / "residences-2018.xlsx").read_bytes())
    page.get_by_role("button", name="Charger ce fichier").wait_for()
    keep(page, "changements")
    page.get_by_role("button", name="Charger ce fichier").click()
    page.locator(".receipt").wait_for()
    keep(page, "recu")
    load(page, "parc-2018.csv")
    load(page, "occupation-2018.xlsx")
    page.get_by_text("Comparer les sources", exact=True).click()
    page.get_by_role("button", name="Expliquer : Logements 2016").click()
    page.get_by_label("Ce que chaque source compte").fill(EXPLAINED)
    page.get_by_role("button", name="Garder cette explication").click()
    page.get_by_role("button", name="Compléter : Logements 2016").wait_for()
    keep(page, "comparer")
    page.get_by_text("Calculer et publier").click()
    page.get_by_label("Millésime de l’enquête d’occupation (OPS)").fill("2018")
    page.get_by_label("Millésime du parc (RPLS)").fill("2018")
    page.get_by_role("button", name="Calculer").click()
    page.get_by_role("button", name="Publier ce brouillon").wait_for()
    keep(page, "brouillon")
    page.get_by_role("heading", name="Certificat de secret du brouillon").scroll_into_view_if_needed()
    with Image.open(BytesIO(page.screenshot())) as taken:
        taken.resize((SHOWN_WIDTH, taken.height * SHOWN_WIDTH // taken.width), Image.Resampling.LANCZOS).save(
            IMAGES / "certificat.webp", quality=72, method=6
        )


def main() -> None:
    """Make them all."""
    IMAGES.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="observatoire-guide-"))
    folder.chmod(0o755)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    try:
        with serve_demo(folder / "home") as (origin, keys), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            follow_landlord(open_page(browser, f"{origin}/donnees#cle={keys['bailleur']}"), folder)
            follow_manager(open_page(browser, f"{origin}/donnees#cle={keys['epci']}"))
            browser.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
