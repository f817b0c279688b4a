"""How a map with every residence follows the hand: gaps between frames while it is dragged, zoomed and filtered."""

from dataclasses import dataclass, field
from statistics import median, quantiles

from playwright.sync_api import CDPSession, Page

from benchmarks.measuring import Line

PERFECT_MS = 1000 / 60
TWENTIETHS = 20
MOVES, STRIDE = 60, 5
RECORDER = """
(() => {
  let on = false, last = 0, gaps = [];
  window.benchRecord = () => {
    on = true; last = 0; gaps = [];
    requestAnimationFrame(function tick(now) {
      if (!on) return;
      if (last) gaps.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    });
  };
  window.benchStop = () => { on = false; return gaps; };
  window.benchFilter = async () => {
    const start = performance.now();
    document.querySelector(".legend button[aria-pressed]").click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  };
})();
"""
"""Notes the gap between frames, and the time from a filter to what it paints."""


@dataclass
class Gesture:
    """What one gesture gave, turn after turn."""

    p95_ms: list[float] = field(default_factory=list)
    worst_ms: list[float] = field(default_factory=list)
    work_s: list[float] = field(default_factory=list)

    def add(self, gaps: list[float], work_s: float) -> None:
        """One turn: its gaps in milliseconds, and the seconds that the page worked."""
        self.p95_ms.append(quantiles(gaps, n=TWENTIETHS)[-1])
        self.worst_ms.append(max(gaps))
        self.work_s.append(work_s)

    def say(self, name: str, bound: str) -> Line:
        """A line of the report."""
        spread = f"worst frame {median(self.worst_ms):.0f} ms"
        return Line(name, f"p95 {median(self.p95_ms):.0f} ms", spread, f"{median(self.work_s):.2f} s", bound)


class Hand:
    """Does the same gestures on a page each turn, and notes how it follows."""

    def __init__(self) -> None:
        self.drag = Gesture()
        self.zoom = Gesture()
        self.filter_ms: list[float] = []

    def play(self, page: Page, session: CDPSession, *, by_finger: bool) -> None:
        """A drag of 300 pixels in 60 moves, two zooms and their way back, a class of the legend."""
        session.send("Performance.enable")
        box = page.locator("#carte").bounding_box()
        if box is None:
            raise LookupError("no map to move")
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if by_finger:
            page.locator(".map-touch").click()
        start = _begin(page, session)
        drag = _drag_by_finger if by_finger else _drag_by_mouse
        drag(page, session, x, y)
        self.drag.add(*_end(page, session, start))
        start = _begin(page, session)
        for name in ("in", "in", "out", "out"):
            page.locator(f".leaflet-control-zoom-{name}").click()
            page.wait_for_timeout(450)
        self.zoom.add(*_end(page, session, start))
        self.filter_ms.append(page.evaluate("window.benchFilter()"))

    def say(self, name: str) -> list[Line]:
        """The lines of the report."""
        return [
            self.drag.say(f"{name}: drag", "wanted: p95 ≤ 34 ms, worst ≤ 300 ms"),
            self.zoom.say(f"{name}: two zooms and back", "wanted: p95 ≤ 120 ms, worst ≤ 300 ms"),
            Line(f"{name}: filter to painted", f"{median(self.filter_ms):.0f} ms", beside="wanted: ≤ 200 ms"),
        ]


def _drag_by_mouse(page: Page, _: CDPSession, x: float, y: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(MOVES):
        page.mouse.move(x - STRIDE * step, y)
    page.mouse.up()


def _drag_by_finger(_: Page, session: CDPSession, x: float, y: float) -> None:
    """Down, then up: a phone is not 300 pixels wide on each side of its middle."""

    def touch(kind: str, points: list[dict[str, float]]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", [{"x": x, "y": y}])
    for step in range(MOVES):
        away = STRIDE * min(step, MOVES - step)
        touch("touchMove", [{"x": x, "y": y + away}])
    touch("touchEnd", [])


def _begin(page: Page, session: CDPSession) -> float:
    page.evaluate("window.benchRecord()")
    return _read_work(session)


def _end(page: Page, session: CDPSession, start: float) -> tuple[list[float], float]:
    gaps = page.evaluate("window.benchStop()")
    return gaps or [PERFECT_MS, PERFECT_MS], _read_work(session) - start


def _read_work(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))
