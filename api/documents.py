"""Whole documents that change only with the code or the build: pages, style sheets, scripts, the contract.

They leave with a validator made of their content, and compressed where that helps.
"""

import gzip
import hashlib
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from api.caching import GZIP_LEVEL, SMALLEST_COMPRESSED, accepts_gzip, matches_etag

FOR_EVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "public, max-age=0, must-revalidate"
COMPRESSED_TYPES = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes ready to be sent."""

    media_type: str
    body: bytes
    compressed: bytes | None
    etag: str


def prepare_document(body: bytes, media_type: str) -> Document:
    """Compress a document once, and name its content."""
    worth_it = media_type.startswith(COMPRESSED_TYPES) and len(body) >= SMALLEST_COMPRESSED
    return Document(
        media_type=media_type,
        body=body,
        compressed=gzip.compress(body, GZIP_LEVEL, mtime=0) if worth_it else None,
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:24]}"',
    )


def answer_document(scope: Scope, document: Document, cache_control: str = ALWAYS_ASK) -> Response:
    """The document in the form that this request takes, or the news that it has not changed."""
    asked = Headers(scope=scope)
    headers = {"ETag": document.etag, "Cache-Control": cache_control, "Vary": "Accept-Encoding"}
    if matches_etag(asked.get("if-none-match"), document.etag):
        return Response(status_code=304, headers=headers)
    if document.compressed is not None and accepts_gzip(asked.get("accept-encoding")):
        packed = {**headers, "Content-Encoding": "gzip"}
        return Response(document.compressed, headers=packed, media_type=document.media_type)
    return Response(document.body, headers=headers, media_type=document.media_type)
