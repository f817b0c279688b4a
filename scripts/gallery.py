"""`make gallery`: every screen and state of the demonstration as a picture, at a desk and on a phone.

The pictures go to `build/gallery`, which is not committed. What a picture cannot show is printed: what the browser writes
in its console, requests that leave the origin, pages wider than their window.
"""

import os
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

from api.app import create_app  # noqa: E402
from observatoire.access.audience import Role  # noqa: E402
from observatoire.access.perimeters import Perimeter  # noqa: E402
from observatoire.accounts.register import add_account  # noqa: E402 (the repository is not installed as a package of its own)
from observatoire.demo.commission import HALPADES  # noqa: E402
from observatoire.demo.preparing import prepare_demo  # noqa: E402
from observatoire.settings import Settings  # noqa: E402
from observatoire.store.database import open_store  # noqa: E402
from tests.e2e.watching import Watch  # noqa: E402
from tests.support.serving import serve  # noqa: E402

GALLERY = REPOSITORY / "build" / "gallery"
SHAPES = {"desk": (1440, 900), "phone": (390, 844)}
OPEN = {
    "public": "/",
    "public-commune": "/?commune=74042",
    "public-small-numbers": "/?commune=74049",
    "public-residence": "/?commune=74042&residence=HAL-0108&carte=15/46.0765/6.4065",
    "plain-words": "/simple",
    "framed": "/integrer",
    "method": "/methode",
    "accessibility": "/accessibilite",
    "api": "/docs",
    "nothing-there": "/nulle-part",
}
SIGNED_OUT = {"sign-in": "/observatoire"}
PARTNERS = {
    "map": "/observatoire",
    "map-and-table": "/observatoire?vue=tableau",
    "map-occupation": "/observatoire?indice=occupation",
    "map-margin": "/observatoire?theme=marge",
    "map-filtered": "/observatoire?signal=oui&qpv=oui",
    "map-nothing-left": "/observatoire?classes=0-60&signal=oui",
    "sheet-vigilance": "/observatoire?residence=HAL-0202",
    "sheet-secret": "/observatoire?residence=SEM-0901",
    "sheet-unknown": "/observatoire?residence=PARTIE",
    "sheet-designation": "/observatoire?residence=HAL-0202&menage=inf_40.seule.1.un",
    "territories": "/territoires",
    "territories-chosen": "/territoires?territoire=74042&contre=74164",
    "territories-sectors": "/territoires?niveau=secteur&couleur=fragilite",
    "territories-residences": "/territoires?niveau=residence",
    "territories-trails": "/territoires?trajectoires=oui",
    "territories-two-maps": "/territoires?couleur=evolution&seconde=avant",
    "territories-filtered": "/territoires?niveau=residence&plages=fragilite:100-150",
    "territories-trial": "/territoires?essai=occ1:2,part:60,fragile:115",
    "territories-evolution": "/territoires?annees=evolution&trajectoires=oui",
    "territories-change": "/territoires?couleur=evolution",
    "sheet-objectives": "/observatoire?residence=HAL-0202&attribution=communes.1.prioritaire",
    "sheet-effects-refused": "/observatoire?residence=SEM-0901&menage=inf_40.seule.1.un",
    "commission": "/commission",
    "commission-objectives": "/commission?attribution=communes.1.prioritaire",
    "commission-sealed": "/commission?seance=1",
    "follow-up": "/suivi",
    "follow-up-balance": "/suivi?vue=equilibre",
    "follow-up-relocation": "/suivi?vue=relogement",
    "follow-up-supply": "/suivi?vue=offre",
    "follow-up-demand": "/suivi?vue=demande",
    "follow-up-flows": "/suivi?vue=flux",
    "follow-up-entry": "/suivi?vue=saisie",
    "data": "/donnees",
    "account": "/compte",
    "earlier-publication": "/observatoire?publication=1",
    "unknown-publication": "/observatoire?publication=99",
}
LANDLORD = {
    "landlord-map": "/observatoire",
    "landlord-sheet": "/observatoire?residence=HAL-0201",
    "landlord-commission": "/commission",
    "landlord-data": "/donnees",
}
"""What a landlord reads of the same pages."""
WHOLE_SHEETS = ("sheet-vigilance", "sheet-secret", "sheet-designation", "sheet-objectives", "sheet-effects-refused")
"""Panels that slide inside the window: also seen whole, in a window as tall as they are."""
CLICKED = {
    "limits": ("/observatoire?residence=HAL-0202", "Ce que ce signal ne dit pas"),
    "sheet-constructions": ("/observatoire?residence=HAL-0202", "Le même indice, autrement construit"),
    "sheet-calculation": (
        "/observatoire?residence=HAL-0202",
        "Part par part : entre quoi et quoi, et ce que pèse un logement",
    ),
    "sheet-funnel": ("/observatoire?residence=HAL-0202", "Le hasard suffit-il ? L’entonnoir"),
    "decision-form": ("/observatoire?residence=HAL-0201", "Confirmer la vigilance"),
    "session-form": ("/commission", "Préparer une séance"),
    "dwelling-form": ("/commission", "Ajouter un logement libéré"),
    "repms-form": ("/commission", "Adopter une liste"),
    "data-compute": ("/donnees", "Calculer et publier"),
}
"""Forms, dialogs and folds: the address, then the button, the link or the summary that opens them."""
LANDLORD_CLICKED = {"reply-form": ("/observatoire?residence=HAL-0201", "Répondre")}
PARTS = {
    "families": ("/methode", None, "#familles"),
    "repms-lists": ("/commission", None, "section.repms"),
    "territories-adopted": ("/territoires", "Essayer une autre recette", ".workshop"),
}
"""A part of a long page: the address, the words that open it, and where it stands."""
READ_ANSWERS = re.compile(r"/api/v1/partner/(values|residences)")
"""What the pages of figures wait for."""
SIGHTS = ("deuteranopia", "protanopia", "tritanopia", "achromatopsia")
SETTLED_MS = 900
TALLEST = 16_000
"""Pixels above which the browser takes minutes to draw a page that nobody looks at whole."""


def main() -> int:
    """Take every picture; 1 when a page did something that it must never do."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    with TemporaryDirectory(prefix="observatoire-gallery-", dir="/var/tmp") as home:
        Path(home).chmod(0o755)
        settings = Settings(home=Path(home) / "home")
        key = prepare_demo(settings, lambda _: None)
        with open_store(settings) as store:
            landlord = add_account(store, "Halpades (fictif)", Role.BAILLEUR, Perimeter(bailleurs=(HALPADES,)))
            commission = add_account(store, "Commission (fictive)", Role.COMMISSION)
        with serve(create_app(settings)) as origin, sync_playwright() as playwright:
            watch = Watch(origin)
            watch.forgive("publication=99|status of 404|net::ERR_FAILED")
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            adopt_scenario(playwright, origin, key, commission)
            wide = []
            for shape, (width, height) in SHAPES.items():
                phone = shape == "phone"
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    base_url=origin,
                    locale="fr-FR",
                    is_mobile=phone,
                    has_touch=phone,
                )
                context.on("page", watch.follow)
                wide += take(context, shape, {**OPEN, **SIGNED_OUT}, key=None)
                wide += take(context, shape, PARTNERS, key=key)
                take_clicked(context, shape, CLICKED, key)
                take_parts(context, shape, key)
                take_waiting(context, shape, key)
                wide += take(context, shape, LANDLORD, key=landlord)
                take_clicked(context, shape, LANDLORD_CLICKED, landlord)
                if shape == "desk":
                    take_whole_sheets(context, key)
                    take_sights(context, key)
                    take_papers(context, key)
                context.close()
            browser.close()
    for fault in [*watch.faults(), *wide]:
        print(f"  ! {fault}")
    print(f"{len(list(GALLERY.iterdir()))} pictures in {GALLERY}")
    return 1 if watch.faults() or wide else 0


def adopt_scenario(playwright: Playwright, origin: str, *keys: str) -> None:
    """A recipe that those who hold the keys propose and adopt."""
    scenarios = f"{origin}/api/v1/partner/scenarios"
    request = playwright.request.new_context()
    entry = {"nom": "Seuils relevés", "essai": "occ1:2,fragile:125"}
    number = request.post(scenarios, data=entry, headers={"Authorization": f"Bearer {keys[0]}"}).json()["id"]
    for key in keys:
        request.post(f"{scenarios}/{number}/signatures", headers={"Authorization": f"Bearer {key}"})
    request.dispose()


def open_page(context: BrowserContext, key: str | None) -> Page:
    """A page, signed in where there is a key."""
    page = context.new_page()
    if key:
        page.goto(f"/observatoire#cle={key}", wait_until="networkidle")
    return page


def take_clicked(context: BrowserContext, shape: str, clicked: dict[str, tuple[str, str]], key: str) -> None:
    """What opens by a click."""
    page = open_page(context, key)
    for name, (address, words) in clicked.items():
        page.goto(address, wait_until="networkidle")
        page.get_by_text(words, exact=True).first.click()
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=GALLERY / f"{name}-{shape}.png")
    page.close()


def take_parts(context: BrowserContext, shape: str, key: str) -> None:
    """What stands far down a page."""
    page = open_page(context, key)
    for name, (address, words, place) in PARTS.items():
        page.goto(address, wait_until="networkidle")
        if words:
            page.get_by_text(words, exact=True).first.click()
        page.wait_for_timeout(SETTLED_MS)
        page.locator(place).first.screenshot(path=GALLERY / f"{name}-{shape}.png")
    page.close()


def take_waiting(context: BrowserContext, shape: str, key: str) -> None:
    """What is shown while an answer is awaited, then when it never comes."""
    page = open_page(context, key)
    for name, address in (("map", "/observatoire"), ("territories", "/territoires")):
        page.route(READ_ANSWERS, lambda _: None)
        page.goto(address, wait_until="domcontentloaded")
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=GALLERY / f"{name}-waiting-{shape}.png")
        page.unroute(READ_ANSWERS)
        page.route(READ_ANSWERS, lambda route: route.abort())
        page.goto(address, wait_until="networkidle")
        page.screenshot(path=GALLERY / f"{name}-failed-{shape}.png")
        page.unroute(READ_ANSWERS)
    page.close()


def take_whole_sheets(context: BrowserContext, key: str) -> None:
    """Sheets from their first line to their last."""
    page = open_page(context, key)
    for name in WHOLE_SHEETS:
        page.goto(PARTNERS[name], wait_until="networkidle")
        page.wait_for_timeout(SETTLED_MS)
        height = page.evaluate("document.querySelector('.side').scrollHeight")
        page.set_viewport_size({"width": SHAPES["desk"][0], "height": min(TALLEST, height + 100)})
        page.wait_for_timeout(SETTLED_MS)
        page.locator(".side").screenshot(path=GALLERY / f"{name}-whole.png")
        page.set_viewport_size({"width": SHAPES["desk"][0], "height": SHAPES["desk"][1]})
    page.close()


def take_sights(context: BrowserContext, key: str) -> None:
    """The map as other eyes see it, then in the colours that a reader forces."""
    page = open_page(context, key)
    page.goto("/observatoire?residence=HAL-0202", wait_until="networkidle")
    session = context.new_cdp_session(page)
    for sight in SIGHTS:
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": sight})
        page.screenshot(path=GALLERY / f"map-{sight}.png")
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    page.emulate_media(forced_colors="active")
    page.screenshot(path=GALLERY / "map-forced-colours.png")
    page.goto("/territoires", wait_until="networkidle")
    page.screenshot(path=GALLERY / "territories-forced-colours.png")
    page.close()


def take_papers(context: BrowserContext, key: str) -> None:
    """What the browser prints."""
    page = open_page(context, key)
    for name in ("sheet-vigilance", "map", "territories", "commission-sealed"):
        page.goto(PARTNERS[name], wait_until="networkidle")
        page.pdf(path=GALLERY / f"{name}-paper.pdf", prefer_css_page_size=True)
    page.close()


def take(context: BrowserContext, shape: str, addresses: dict[str, str], *, key: str | None) -> list[str]:
    """One picture an address; those whose page is wider than its window."""
    page = open_page(context, key)
    wide = []
    for name, address in addresses.items():
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=GALLERY / f"{name}-{shape}.png", full_page=scrolls(page))
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(f"{address} at {shape} is wider than its window")
    page.close()
    return wide


def scrolls(page: Page) -> bool:
    """Whether the page is a page to be read, and not a map under a panel that slides, nor the list of every address."""
    height, window = page.evaluate("[document.documentElement.scrollHeight, window.innerHeight]")
    return bool(window * 1.1 < height < TALLEST)


if __name__ == "__main__":
    sys.exit(main())
