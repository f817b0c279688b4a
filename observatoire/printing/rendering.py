"""From a template and its values to HTML, and from HTML to PDF."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from observatoire.printing.french import FILTERS, typeset

TEMPLATES = Path(__file__).parent / "templates"
STYLE = TEMPLATES / "document.css"
_PLACE_OF_STYLE = "/* style */"
_PLACE_OF_SCRIPTS = "/* script */"


def render_html(template: str, /, *, scripts: str = "", **values: Any) -> str:
    """The document as one HTML page, its style inside, asking for nothing outside.

    Args:
        template: name of a file of `templates/`.
        scripts: what its script needs first, a library, put where it says `/* script */`.
        values: what it shows; a name that the template asks for and does not get is an error, never a blank.
    """
    page = _environment().get_template(template).render(**values, style=_PLACE_OF_STYLE)
    page = typeset(page).replace(_PLACE_OF_STYLE, STYLE.read_text(encoding="utf-8"))
    return page.replace(_PLACE_OF_SCRIPTS, scripts)


def render_pdf(template: str, /, **values: Any) -> bytes:
    """The document as a tagged PDF (PDF/UA-1), the same for the same values."""
    from weasyprint import HTML, URLFetcher  # noqa: PLC0415 (half a second that only who prints should wait for)

    class NothingOutside(URLFetcher):  # type: ignore[misc]  # the library ships no types
        """Pictures are inside the page, as data or SVG; a template that asks for a file or an address is refused."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("data:"):
                raise ValueError(f"a printed document asks for nothing outside: {url[:80]}")
            return super().fetch(url, headers)

    document = HTML(string=render_html(template, **values), url_fetcher=NothingOutside())
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= FILTERS
    return environment
