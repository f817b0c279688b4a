"""The web server: the application is named by string, never imported here."""

import errno
import os
import socket
from collections.abc import Callable
from contextlib import closing

from uvicorn import Config, Server

from observatoire.accounts.rules import apply_rules, purge_access
from observatoire.cli.attachment import interrupt_on_stop
from observatoire.cli.served_address import kept_address
from observatoire.cli.slow_clients import ImpatientProtocol
from observatoire.errors import UnavailableError
from observatoire.settings import Settings
from observatoire.store.database import open_store

APPLICATION = "api.app:create_app"
WAITING_CONNECTIONS = 2048
_REASONS = {
    errno.EADDRINUSE: "un autre programme s’en sert déjà",
    errno.EACCES: "ce port est réservé à l’administrateur de la machine",
    errno.EADDRNOTAVAIL: "cette machine n’a pas cette adresse",
}


class _AnnouncedServer(Server):
    """A server that tells when it answers."""

    def __init__(self, config: Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as usual, then tell."""
        await super().startup(sockets)
        if self.started:
            self._announce()


def run_server(settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        settings: of the store to serve; its home is handed over through the environment, where the application reads.
        host: address to listen on.
        port: port to listen on, or 0 for a free one.
        announce: told the address, once the server answers there.

    Raises:
        UnavailableError: the store is not ready, the port is taken, or the application does not start.
    """
    os.environ["OBSERVATOIRE_HOME"] = str(settings.home)
    interrupt_on_stop()
    with open_store(settings) as store, closing(listen(host, port)) as listener:
        apply_rules(store, settings)
        purge_access(store)
        address = _write_address(host, listener.getsockname()[1])
        server = build_server("warning", lambda: announce(address))
        try:
            with kept_address(settings.home, address):
                server.run(sockets=[listener])
        except SystemExit as refusal:  # uvicorn's way to say that the application did not start
            raise UnavailableError("Le service n’a pas pu démarrer ; la raison est écrite au-dessus.") from refusal


def build_server(log_level: str, announce: Callable[[], None]) -> Server:
    """The server of the application: says nothing of itself, waits for nobody too long, tells when it answers."""
    config = Config(
        APPLICATION,
        factory=True,
        log_level=log_level,
        access_log=False,
        server_header=False,
        http=ImpatientProtocol,
        ws="none",
    )
    return _AnnouncedServer(config, announce)


def listen(host: str, port: int) -> socket.socket:
    """A socket that accepts connections. Raises `UnavailableError` when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=WAITING_CONNECTIONS)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"le système répond « {os.strerror(error.errno or 0)} »")
        raise UnavailableError(
            f"Impossible d’écouter sur {host}, port {port} : {reason}. Choisissez un autre port avec --port."
        ) from error


def _write_address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
