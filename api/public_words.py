"""The public page for whoever reads without script: key figures inside «/», and a page in plain words at «/simple».

Both are made from what the public login reads, once a publication.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Scope

from api.documents import Document, answer_document, prepare_document
from api.pages import HOME, WebPages
from api.plain_pages import render_page
from api.service import Service, service_of
from observatoire.errors import ObservatoireError
from observatoire.printing.french import FILTERS, typeset
from observatoire.store.database import Tier
from observatoire.store.queries.public import PublicWords, read_edition, read_words

if TYPE_CHECKING:
    from observatoire.store.queries.reading import Edition

SIMPLE = "simple"
SIMPLE_TITLE = "Demander un logement social, en mots simples"
PLACE_OF_FIGURES = b'<div id="sans-script"></div>'
"""Where the built page waits for the figures, inside its `noscript`."""

Make = Callable[[PublicWords], Document]


class PublicWordsPages:
    """Makes the two pages, and keeps each until the publication or the built page changes."""

    def __init__(self, pages: WebPages) -> None:
        self._pages = pages
        self._kept: dict[str, tuple[Edition, str, Document]] = {}
        self._lock = Lock()

    def has(self, address: str) -> bool:
        """Whether this address is one of the two."""
        return address in {"", SIMPLE}

    async def answer(self, scope: Scope, address: str) -> Response:
        """The page of this address.

        Raises:
            NotFoundError: the plain words are asked for before the first publication.
            UnavailableError: the front end was never built, or the database does not answer the plain words.
        """
        make = self._make_simple if address == SIMPLE else self._make_home
        return answer_document(scope, await run_in_threadpool(make, service_of(scope)))

    def _make_home(self, service: Service) -> Document:
        """The public map with its key figures; without them when nothing is published, or nothing answers."""
        built = self._pages.load(HOME)
        try:
            return self._keep(service, HOME, built.etag, partial(_fill_home, built.body))
        except ObservatoireError:
            return built

    def _make_simple(self, service: Service) -> Document:
        return self._keep(service, SIMPLE, "", _fill_simple)

    def _keep(self, service: Service, name: str, version: str, make: Make) -> Document:
        engine = service.store.engine(Tier.PUBLIC)
        edition = service.follower.known_edition() or read_edition(engine)
        with self._lock:
            kept = self._kept.get(name)
            if kept is None or kept[:2] != (edition, version):
                kept = (edition, version, make(read_words(engine)))
                self._kept[name] = kept
            return kept[2]


def _fill_home(built: bytes, words: PublicWords) -> Document:
    figures = _TEMPLATES.get_template("communes.html").render(words=words)
    return prepare_document(built.replace(PLACE_OF_FIGURES, typeset(figures).encode()), "text/html")


def _fill_simple(words: PublicWords) -> Document:
    content = _TEMPLATES.get_template("simple.html").render(words=words)
    return prepare_document(render_page(SIMPLE_TITLE, typeset(content)).encode(), "text/html")


def _open_templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= FILTERS
    return templates


_TEMPLATES = _open_templates()
