"""The built front end: pages at clean addresses, hashed assets kept for ever, everything compressed once."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from api.caching import GZIP_LEVEL, SMALLEST_COMPRESSED, accepts_gzip, matches_etag
from observatoire.errors import NotFoundError, UnavailableError

HOME = "index"
ASSETS = "assets/"
FOR_EVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "public, max-age=0, must-revalidate"
MEDIA_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}
COMPRESSED_TYPES = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file of the front end as it is sent."""

    media_type: str
    body: bytes
    compressed: bytes | None
    etag: str


class WebPages:
    """Reads the folder of the built front end. A file is read and compressed again only when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._files: dict[Path, tuple[tuple[int, int], WebFile]] = {}
        self._lock = Lock()

    async def answer(self, scope: Scope, address: str) -> Response:
        """The file or page of an address, in the form that this request takes.

        Raises:
            UnavailableError: the front end was never built.
            NotFoundError: it has nothing at this address.
        """
        file = await run_in_threadpool(self._load, address)
        headers = Headers(scope=scope)
        kept = {
            "ETag": file.etag,
            "Cache-Control": FOR_EVER if address.startswith(ASSETS) else ALWAYS_ASK,
            "Vary": "Accept-Encoding",
        }
        if matches_etag(headers.get("if-none-match"), file.etag):
            return Response(status_code=304, headers=kept)
        if file.compressed is not None and accepts_gzip(headers.get("accept-encoding")):
            kept["Content-Encoding"] = "gzip"
            return Response(file.compressed, headers=kept, media_type=file.media_type)
        return Response(file.body, headers=kept, media_type=file.media_type)

    def _load(self, address: str) -> WebFile:
        path = self._find(address)
        if path is None:
            raise self._refuse()
        return self._read(path)

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

    def _read(self, path: Path) -> WebFile:
        status = path.stat()
        version = (status.st_mtime_ns, status.st_size)
        with self._lock:
            known = self._files.get(path)
            if known is None or known[0] != version:
                known = (version, _prepare_file(path))
                self._files[path] = known
            return known[1]


def _prepare_file(path: Path) -> WebFile:
    body = path.read_bytes()
    media_type = MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    worth_it = media_type.startswith(COMPRESSED_TYPES) and len(body) >= SMALLEST_COMPRESSED
    return WebFile(
        media_type=media_type,
        body=body,
        compressed=gzip.compress(body, GZIP_LEVEL, mtime=0) if worth_it else None,
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:24]}"',
    )
