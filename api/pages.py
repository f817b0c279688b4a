"""The built front end: pages at clean addresses, hashed assets kept for ever."""

import mimetypes
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Scope

from api.documents import ALWAYS_ASK, FOR_EVER, Document, answer_document, prepare_document
from observatoire.errors import NotFoundError, UnavailableError

HOME = "index"
ASSETS = "assets/"
MEDIA_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}
"""What the system's own table may not know, or names differently."""


class WebPages:
    """Reads the folder of the built front end. A file is read and compressed again only when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._documents: dict[Path, tuple[tuple[int, int], Document]] = {}
        self._lock = Lock()

    async def answer(self, scope: Scope, address: str) -> Response:
        """The file or page of an address, in the form that this request takes.

        Raises:
            UnavailableError: the front end was never built.
            NotFoundError: it has nothing at this address.
        """
        document = await run_in_threadpool(self.load, address)
        return answer_document(scope, document, FOR_EVER if address.startswith(ASSETS) else ALWAYS_ASK)

    def load(self, address: str) -> Document:
        """The file or page of an address, as it is now. Raises as `answer` does."""
        path = self._find(address)
        if path is None:
            raise self._refuse()
        status = path.stat()
        version = (status.st_mtime_ns, status.st_size)
        with self._lock:
            known = self._documents.get(path)
            if known is None or known[0] != version:
                known = (version, prepare_document(path.read_bytes(), _guess_type(path)))
                self._documents[path] = known
            return known[1]

    def _find(self, address: str) -> Path | None:
        """The file behind an address: itself, or the page of that name without its ending."""
        name = address or HOME
        if "\0" in name:
            return None
        for candidate in (name, f"{name}.html"):
            path = (self._folder / candidate).resolve()
            if path.is_relative_to(self._folder) and path.is_file():
                return path
        return None

    def _refuse(self) -> NotFoundError | UnavailableError:
        if any(self._folder.glob("*.html")):
            return NotFoundError("Il n’y a rien à cette adresse. La carte publique est à l’adresse « / ».")
        return UnavailableError(
            "Les pages n’ont pas encore été construites. Lancez « make setup » ; les données se lisent déjà par l’API, "
            "décrite à l’adresse /docs."
        )


def _guess_type(path: Path) -> str:
    return MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
