"""What the public page makes a phone wait for: its largest paint, the time that the processor is held, what moves by itself."""

from dataclasses import dataclass, field
from statistics import median

from playwright.sync_api import Page

from benchmarks.measuring import Line

OBSERVER = """
(() => {
  const seen = { largest: 0, held: 0, moved: 0 };
  window.benchVitals = seen;
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { seen.largest = entry.startTime; });
  watch("longtask", (entry) => { seen.held += Math.max(0, entry.duration - 50); });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.moved += entry.value; });
})();
"""
SETTLED_MS = 1_500


@dataclass
class Vitals:
    """What each visit gave."""

    largest_s: list[float] = field(default_factory=list)
    held_ms: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)

    def read(self, page: Page) -> None:
        """Once the page has come to rest."""
        page.wait_for_timeout(SETTLED_MS)
        seen = page.evaluate("window.benchVitals")
        self.largest_s.append(seen["largest"] / 1_000)
        self.held_ms.append(seen["held"])
        self.moved.append(seen["moved"])

    def say(self, name: str) -> list[Line]:
        """The lines of the report, beside the bounds of the acceptance checks."""
        return [
            Line(f"{name}: largest paint", f"{median(self.largest_s):.2f} s", beside="wanted: ≤ 2.5 s"),
            Line(f"{name}: processor held", f"{median(self.held_ms):.0f} ms", beside="wanted: ≤ 200 ms"),
            Line(f"{name}: layout shift", f"{median(self.moved):.3f}", beside="wanted: ≤ 0.05"),
        ]
