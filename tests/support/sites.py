"""Sites on the loopback, that answer as the official ones do, and as they do on a bad day."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext
from threading import Event, Thread
from typing import Any, TypeAlias

from observatoire.fetching.public_files import Wanted, fetch_public_file, find_public_file
from observatoire.settings import Settings

CCFG = "200000172"
Answer: TypeAlias = Callable[[BaseHTTPRequestHandler], None]


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A visitor who refuses the certificate hangs up: that is what is tested."""


class Site:
    """A web server on the loopback, with the answers that a test gives it."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.closing = Event()
        """set when the site closes: an answer that lasts ends then"""

    def answer(self, path: str, content: object, status: int = 200, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()

        def give(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = give

    @contextmanager
    def open(self, security: SSLContext | None = None) -> Iterator[str]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                answer = site.answers.get(self.path)
                if answer is None:
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                with suppress(ConnectionError):  # who asked may have gone away
                    answer(self)

            do_CONNECT = do_GET  # as the relay of a network  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        server = _Server(("127.0.0.1", 0), Handler)
        if security is not None:
            server.socket = security.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http{'s' if security else ''}://127.0.0.1:{server.server_port}"
        finally:
            self.closing.set()
            server.shutdown()
            thread.join()
            server.server_close()


def fetch(web: Settings, path: Path, **wanted: Any) -> Path:
    """Find what is wanted, and bring it."""
    fetch_public_file(find_public_file(web, Wanted(**wanted)), path)
    return path


def communes_path(siren: str = CCFG) -> str:
    """Where the communes of an EPCI are."""
    return f"/epcis/{siren}/communes?fields=code,nom,codeEpci&format=geojson&geometry=contour"
