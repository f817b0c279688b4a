"""Who uses the private cluster of a home, hence when it starts and stops.

Every process that uses the cluster holds a shared lock on `cluster.lock`; the kernel drops it even after a `kill -9`.
Whoever starts, joins or leaves holds `cluster.gate` meanwhile, so two processes never decide at the same time. The last
one out stops the server, unless `db start` left the marker `cluster.keep`. A server left behind by a killed process
is adopted by the next one.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from observatoire.cluster.account import make_folder
from observatoire.cluster.server import Server
from observatoire.errors import UnavailableError


class Cluster:
    """The private cluster of a home. Two homes never meet: each has its own data, socket and locks."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        """`durable=False` trades safety after a power cut for speed: tests only."""
        self.home = home.expanduser().resolve()
        self._server = Server(self.home / "postgres", durable=durable)

    @property
    def socket_dir(self) -> Path:
        """The folder to give as `host` to a PostgreSQL client."""
        return self._server.socket_dir

    @property
    def log(self) -> Path:
        """The server's log."""
        return self._server.log

    def exists(self) -> bool:
        """Whether the cluster has been created."""
        return self._server.exists()

    def is_running(self) -> bool:
        """Whether its server is up, whoever started it."""
        return self._server.is_listening()

    def is_kept(self) -> bool:
        """Whether the server stays up when nobody uses it."""
        return self._keep.exists()

    @contextmanager
    def use(self, *, create: bool = False) -> Iterator[None]:
        """Have the server running for the time of the block: start it or adopt it, and stop it if last to leave.

        Raises:
            UnavailableError: there is no cluster here (and `create` is not asked), or it cannot start.
        """
        lock = self._join(create=create)
        try:
            yield
        finally:
            with self._gate():
                os.close(lock)
                self._stop_if_unused()

    def start(self) -> None:
        """Start the server and keep it up when nobody uses it, until `stop`."""
        lock = self._join(create=False)
        self._keep.touch()
        os.close(lock)

    def stop(self) -> bool:
        """Stop keeping the server up. False when it goes on because others use it: the last of them will stop it."""
        if not self.exists():
            return True
        with self._gate():
            self._keep.unlink(missing_ok=True)
            return self._stop_if_unused()

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Open a connection as the superuser, in autocommit; only inside `use`."""
        return self._server.connect(database)

    @property
    def _keep(self) -> Path:
        return self.home / "cluster.keep"

    def _join(self, *, create: bool) -> int:
        if not self.exists() and not create:
            raise UnavailableError(
                f"Il n’y a pas encore de base dans « {self.home} ». Créez-la avec « observatoire init », essayez la "
                "démonstration avec « observatoire demo », ou indiquez un autre dossier avec --home."
            )
        # Root's home must let the server's account through; anyone else's is closed to others.
        make_folder(self.home, 0o711 if os.geteuid() == 0 else 0o700)
        with self._gate():
            lock = self._open_lock("cluster.lock")
            try:
                fcntl.flock(lock, fcntl.LOCK_SH)
                if not self._server.answers():
                    if not self.exists():
                        self._server.create()
                    self._server.launch()
            except BaseException:
                os.close(lock)
                raise
        return lock

    def _stop_if_unused(self) -> bool:
        if self.is_kept():
            return False
        lock = self._open_lock("cluster.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._server.shut_down()
        except BlockingIOError:
            return False
        finally:
            os.close(lock)
        return True

    @contextmanager
    def _gate(self) -> Iterator[None]:
        gate = self._open_lock("cluster.gate")
        try:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield
        finally:
            os.close(gate)

    def _open_lock(self, name: str) -> int:
        path = self.home / name
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError:
            raise UnavailableError(
                f"Le dossier « {self.home} » appartient à un autre compte. Relancez sous ce compte ou avec sudo, ou "
                "choisissez un autre dossier avec --home."
            ) from None
