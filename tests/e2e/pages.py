"""The pages as a person uses them: what can be done and read, without selectors in the tests."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

VALUE = re.compile(r"(?:fragilité|occupation|attractivité) ([^,]+(?:,\d+)?)")


class PartnersMap:
    """The map of the partners, `/observatoire`."""

    def __init__(self, page: Page, key: str) -> None:
        self.page = page
        self._key = key

    def open(self, query: str = "") -> "PartnersMap":
        """Enter by the link that carries the key, and wait for the residences."""
        self.page.goto(f"/observatoire{query}#cle={self._key}", wait_until="domcontentloaded")
        expect(self.page.locator("main.ready")).to_be_visible()
        return self

    @property
    def circles(self) -> Locator:
        """The residences drawn on the map."""
        return self.page.locator(".residences:not(.aside) > [data-code]")

    @property
    def sheet(self) -> Locator:
        """The sheet of the residence that is open."""
        return self.page.get_by_role("article", name="Fiche de la résidence")

    @property
    def legend(self) -> Locator:
        """The legend."""
        return self.page.get_by_role("region", name="Légende")

    @property
    def search(self) -> Locator:
        """The search field."""
        return self.page.get_by_role("combobox", name=re.compile("Chercher"))

    @property
    def suggestions(self) -> Locator:
        """What the search proposes."""
        return self.page.get_by_role("listbox").get_by_role("option")

    def circle(self, code: str) -> Locator:
        """The circle of a residence."""
        return self.page.locator(f'.residences:not(.aside) > [data-code="{code}"]')

    def query(self) -> dict[str, list[str]]:
        """What the address says."""
        return parse_qs(urlsplit(self.page.url).query)

    def drawn(self) -> dict[str, str]:
        """Code and value, or status, of each residence on the map."""
        labels = self.circles.evaluate_all(
            "marks => marks.map(mark => [mark.dataset.code, mark.getAttribute('aria-label')])"
        )
        return {code: found.group(1) for code, label in labels if (found := VALUE.search(label))}

    def listed(self, column: str) -> dict[str, str]:
        """Code and value, or status, of each residence in the table."""
        table = self.page.get_by_role("table", name="Résidences affichées sur la carte")
        heads = table.locator("thead th").all_inner_texts()
        position = next(index for index, head in enumerate(heads) if head.startswith(column))
        rows = table.locator("tbody tr[data-key]").evaluate_all(
            "(rows, position) => rows.map(row => [row.dataset.key, row.children[position].innerText.trim()])", position
        )
        return {code: text.removeprefix("partiel").strip() for code, text in rows}

    def show_table(self) -> None:
        """Put the table beside the map."""
        self.page.get_by_text("Carte et tableau", exact=True).click()

    def legend_entry(self, label: str) -> Locator:
        """A class of the legend."""
        return self.legend.get_by_role("button", name=re.compile(re.escape(label)))

    @contextmanager
    def announcing(self, sentence: str | re.Pattern[str]) -> Iterator[None]:
        """Expect the live region to say something after what is done in the block."""
        yield
        expect(self.page.locator("body > [role=status]")).to_have_text(sentence)
