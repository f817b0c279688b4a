"""Time and size limits on a connection, before the application is even asked.

Uvicorn waits for ever for the end of the headers, and for a reader who never reads. A few hundred such connections, which
cost nothing to whoever opens them, would hold all of ours. The time of a body is the application's: `api.body_limit`.
"""

import json
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from asyncio import TimerHandle

LARGEST_HEAD = 32 * 1024
"""Bytes of an address and its headers: an access key and a few cookies take less than two thousand."""


class ImpatientProtocol(HttpToolsProtocol):
    """HTTP of uvicorn, which hangs up on who sends headers, or reads an answer, too slowly."""

    head_seconds = 10.0
    """for the headers of a request to come whole"""
    reading_seconds = 60.0
    """for an answer that waits to be read to make room again"""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._head: TimerHandle | None = None
        self._head_bytes = 0
        self._reading: TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Expect headers at once."""
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing any more."""
        self._stop_head()
        self._stop_reading()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Pass on what comes; a kept connection that speaks again is given the same time for its headers."""
        busy = (
            getattr(self.cycle, "response_complete", True) is False
        )  # uvicorn declares a cycle that it does not have yet
        if self._head is None and not busy:
            self._expect_head()
        self._head_bytes += len(data)
        super().data_received(data)
        if self._head is not None and self._head_bytes > LARGEST_HEAD:
            self._refuse(431, "En-têtes trop longs", "L’adresse et les en-têtes dépassent la taille permise.")

    def on_headers_complete(self) -> None:
        """The headers are there; a head that came in few pieces is measured too."""
        self._stop_head()
        head = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if head > LARGEST_HEAD:
            self._refuse(431, "En-têtes trop longs", "L’adresse et les en-têtes dépassent la taille permise.")
            return
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """The body of a request that was refused has no use."""
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The end of a request that was refused neither."""
        if not self.transport.is_closing():
            super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """What is not HTTP is refused in French; `msg` is for the log, where it already is."""
        del msg
        self._refuse(400, "Requête invalide", "Ceci n’est pas une requête HTTP valide.")

    def pause_writing(self) -> None:
        """The reader lets our answer wait."""
        super().pause_writing()
        self._stop_reading()
        self._reading = self.loop.call_later(self.reading_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader has made room."""
        self._stop_reading()
        super().resume_writing()

    def _expect_head(self) -> None:
        self._head_bytes = 0
        self._head = self.loop.call_later(
            self.head_seconds, self._refuse, 408, "Requête trop lente", "Les en-têtes ne sont pas arrivés à temps."
        )

    def _stop_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _refuse(self, status: int, title: str, detail: str) -> None:
        """Answer that this is refused, and hang up: the application was not asked."""
        self._stop_head()
        if self.transport.is_closing():
            return
        problem = {"type": "/problemes/requete-refusee", "title": title, "status": status, "detail": detail}
        body = json.dumps(problem, ensure_ascii=False).encode()
        head = f"HTTP/1.1 {status} Refused\r\ncontent-type: application/problem+json\r\ncontent-length: {len(body)}\r\n"
        self.transport.write(f"{head}cache-control: no-store\r\nconnection: close\r\n\r\n".encode() + body)
        self.transport.close()
