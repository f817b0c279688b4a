"""The planners' page and the public map as a person uses them."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

INDEX = re.compile(r"(occupation|attractivité) (\d+(?:,\d+)?|secret|non transmis|sans objet)")


class TerritoriesPage:
    """The comparison of territories, `/territoires`."""

    def __init__(self, page: Page, key: str) -> None:
        self.page = page
        self._key = key

    def open(self, query: str = "") -> "TerritoriesPage":
        """Enter by the link that carries the key, and wait for the three views."""
        self.page.goto(f"/territoires{query}#cle={self._key}", wait_until="domcontentloaded")
        expect(self.page.locator("main.ready")).to_be_visible()
        return self

    @property
    def bubbles(self) -> Locator:
        """The territories placed in the plot."""
        return self.page.locator(".bubble")

    @property
    def shapes(self) -> Locator:
        """The territories drawn on the map."""
        return self.page.locator("path.territory")

    @property
    def selection(self) -> Locator:
        """The line of the chosen territory."""
        return self.page.locator(".selection")

    @property
    def absent(self) -> Locator:
        """The list of the territories without a place in the plot."""
        return self.page.locator(".absent")

    def bubble(self, code: str) -> Locator:
        """The bubble of a territory."""
        return self.page.locator(f'.bubble[data-key="{code}"]')

    def shape(self, code: str) -> Locator:
        """The outline of a territory."""
        return self.page.locator(f'path.territory[data-key="{code}"]')

    def line(self, code: str) -> Locator:
        """The row of a territory in the table."""
        return self.page.locator(f'tr[data-key="{code}"]')

    def choose(self, label: str) -> None:
        """Press one of the buttons above the plot."""
        self.page.get_by_role("radio", name=label, exact=True).check(force=True)

    def query(self) -> dict[str, list[str]]:
        """What the address says."""
        return parse_qs(urlsplit(self.page.url).query)

    def spoken(self, marks: Locator) -> dict[str, dict[str, str]]:
        """Code, and both indices in words, of each mark of the plot or of the map."""
        labels = marks.evaluate_all("all => all.map(mark => [mark.dataset.key, mark.getAttribute('aria-label')])")
        return {code: dict(INDEX.findall(label)) for code, label in labels}

    def listed(self, column: str) -> dict[str, str]:
        """Code and text of a column of the table, in the order of the rows."""
        heads = self.page.locator(".table-place thead th").all_inner_texts()
        position = next(index for index, head in enumerate(heads) if head.startswith(column))
        rows = self.page.locator(".table-place tbody tr[data-key]").evaluate_all(
            "(rows, position) => rows.map(row => [row.dataset.key, row.children[position].innerText.trim()])", position
        )
        return {code: re.sub(r"\s*°.*", "", text, flags=re.DOTALL) for code, text in rows}


class PublicMap:
    """The public map, `/`."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, query: str = "") -> "PublicMap":
        """Open the page, and wait for the communes."""
        self.page.goto(f"/{query}", wait_until="domcontentloaded")
        expect(self.page.locator("path.commune").first).to_be_attached()
        return self

    @property
    def card(self) -> Locator:
        """The card of the commune, or of the whole territory."""
        return self.page.locator("#fiche")

    @property
    def residences(self) -> Locator:
        """The residences that the card lists."""
        return self.card.locator(".residence-list li")

    @property
    def dots(self) -> Locator:
        """The residences on the map."""
        return self.page.locator("path.dot")

    def commune(self, code: str) -> Locator:
        """The outline of a commune."""
        return self.page.locator(f'path[data-commune="{code}"]')

    def query(self) -> dict[str, list[str]]:
        """What the address says."""
        return parse_qs(urlsplit(self.page.url).query)
