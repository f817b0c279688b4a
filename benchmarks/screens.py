"""The screens: what each page weighs, and how long one waits for a map that means something."""

import gzip
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request, sync_playwright

from benchmarks.api_server import run_api
from benchmarks.gestures import RECORDER, Hand
from benchmarks.load import Question
from benchmarks.measuring import Line, Timings, say_timing
from benchmarks.vitals import OBSERVER, Vitals
from benchmarks.workshop import Workshop
from observatoire.access.audience import Role
from observatoire.accounts.register import add_account
from observatoire.store.database import open_store

VISITS = 5
PATIENCE_S = 60.0
PAGES = ("/", "/observatoire", "/territoires", "/commission", "/suivi", "/methode")
COMMUNES, RESIDENCES = "path.commune", "path.residence"
CODE = {"script", "stylesheet"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WATCH = """
(() => {
  const look = () => {
    if (document.querySelectorAll("%(shape)s").length < %(enough)d) { requestAnimationFrame(look); return; }
    requestAnimationFrame(() => setTimeout(() => { window.benchDrawnAt = performance.now(); }));
  };
  look();
})();
"""
"""Notes the moment after the frame that follows the last expected shape: it is painted by then."""


@dataclass(frozen=True)
class Device:
    """A screen, its processor and its network."""

    width: int
    height: int
    is_phone: bool = False
    cpu_slowdown: int = 1
    bits_per_s: int = 0
    latency_ms: int = 0


DESK = Device(1440, 900)
PHONE = Device(390, 844, is_phone=True, cpu_slowdown=4, bits_per_s=1_600_000, latency_ms=150)


@dataclass(frozen=True)
class Screen:
    """A page on a device, and the shapes that its map has once it means something."""

    name: str
    address: str
    shape: str
    enough: int
    device: Device


def measure_screens(workshop: Workshop) -> list[Line]:
    """Wait for the maps in turn, then weigh the pages as they are requested."""
    settings = workshop.published
    with open_store(settings) as store, run_api(settings) as api, sync_playwright() as playwright:
        key = add_account(store, "Mesures", Role.EPCI)
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        screens = _list_screens(api.origin, key)
        movable = [screen for screen in screens if screen.shape == RESIDENCES]
        hands = {screen.name: Hand() for screen in movable}
        vitals = Vitals()
        timings, received = Timings(tuple), dict.fromkeys((screen.name for screen in screens), 0)
        for _ in range(VISITS):
            for screen in screens:
                received[screen.name] = _visit(browser, screen, timings, vitals)
            for screen in movable:
                _move(browser, screen, hands[screen.name])
        weights = {page: _weigh_page(browser, f"{api.origin}{page}#cle={key}") for page in PAGES}
        browser.close()
    return [
        *(_say_screen(screen, timings, received[screen.name]) for screen in screens),
        *vitals.say("/ on the phone"),
        *(line for name, hand in hands.items() for line in hand.say(name)),
        *(
            Line(f"{page}: scripts and styles", f"{weight / 1_000:.1f} kB", beside="gzip -9")
            for page, weight in weights.items()
        ),
    ]


def _list_screens(origin: str, key: str) -> list[Screen]:
    headers = {"Authorization": f"Bearer {key}"}

    def count(path: str) -> int:
        return len(json.loads(Question(origin, path, headers).ask_alone()[1])["features"])

    communes = count("/api/v1/public/territories?level=commune")
    residences = count("/api/v1/partner/residences")
    partners = f"{origin}/observatoire#cle={key}"
    return [
        Screen(f"/ on the phone, {communes} communes", f"{origin}/", COMMUNES, communes, PHONE),
        Screen(f"/ on the desk, {communes} communes", f"{origin}/", COMMUNES, communes, DESK),
        Screen(f"/observatoire on the desk, {residences} residences", partners, RESIDENCES, residences, DESK),
        Screen(f"/observatoire on the phone, {residences} residences", partners, RESIDENCES, residences, PHONE),
    ]


def _visit(browser: Browser, screen: Screen, timings: Timings, vitals: Vitals) -> int:
    """Open a page with nothing in the cache, time its map, and count the bytes received until then."""
    context = _open_context(browser, screen.device)
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[int] = []
    _slow_down(session, screen.device, received.append)
    page.add_init_script(WATCH % {"shape": screen.shape, "enough": screen.enough})
    page.add_init_script(OBSERVER)
    page.goto(screen.address, wait_until="commit")
    timings[screen.name].seconds.append(_wait_for_map(page))
    if screen.shape == COMMUNES and screen.device is PHONE:
        vitals.read(page)
    context.close()
    return sum(received)


def _move(browser: Browser, screen: Screen, hand: Hand) -> None:
    """Drag, zoom and filter the map once it is whole."""
    context = _open_context(browser, screen.device)
    page = context.new_page()
    page.add_init_script(RECORDER)
    page.add_init_script(WATCH % {"shape": screen.shape, "enough": screen.enough})
    page.goto(screen.address, wait_until="commit")
    _wait_for_map(page)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": screen.device.cpu_slowdown})
    hand.play(page, session, by_finger=screen.device.is_phone)
    context.close()


def _open_context(browser: Browser, device: Device) -> BrowserContext:
    return browser.new_context(
        viewport={"width": device.width, "height": device.height},
        is_mobile=device.is_phone,
        has_touch=device.is_phone,
        locale="fr-FR",
    )


def _slow_down(session: CDPSession, device: Device, receive: Callable[[int], None]) -> None:
    session.on("Network.loadingFinished", lambda event: receive(int(event["encodedDataLength"])))
    session.send("Network.enable")
    if device.bits_per_s:
        bytes_per_s = device.bits_per_s // 8
        network = {"downloadThroughput": bytes_per_s, "uploadThroughput": bytes_per_s, "latency": device.latency_ms}
        session.send("Network.emulateNetworkConditions", {"offline": False, **network})
    session.send("Emulation.setCPUThrottlingRate", {"rate": device.cpu_slowdown})


def _wait_for_map(page: Page) -> float:
    """Ask from outside: the content policy of the pages lets no expression be evaluated inside."""
    deadline = monotonic() + PATIENCE_S
    while monotonic() < deadline:
        drawn_at = page.evaluate("window.benchDrawnAt ?? null")
        if drawn_at is not None:
            return float(drawn_at) / 1_000
        sleep(0.1)
    raise TimeoutError(f"{page.url}: no map after {PATIENCE_S:.0f} s")


def _weigh_page(browser: Browser, address: str) -> int:
    """The scripts and styles that a page asks for, each as gzip leaves it."""
    context = _open_context(browser, DESK)
    page = context.new_page()
    files: dict[str, int] = {}
    page.on("requestfinished", lambda request: files.update(_weigh(request)))
    page.goto(address, wait_until="networkidle")
    context.close()
    return sum(files.values())


def _weigh(request: Request) -> dict[str, int]:
    answer = request.response()
    if answer is None or request.resource_type not in CODE:
        return {}
    return {request.url: len(gzip.compress(answer.body(), 9))}


def _say_screen(screen: Screen, timings: Timings, received: int) -> Line:
    beside = f"{received / 1_000:.0f} kB received"
    if screen.device.bits_per_s:
        beside += f", {received * 8 / screen.device.bits_per_s:.2f} s at the rate of its network"
    return say_timing(screen.name, timings[screen.name], beside)
