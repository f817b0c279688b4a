"""One PostgreSQL server on one data folder: make it, launch it detached, know whether it answers, shut it down.

Nothing here knows who uses the server; that is `lifecycle`.
"""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from observatoire.cluster.account import Account, choose_account, make_folder, require_reachable
from observatoire.cluster.binaries import Binaries, find_binaries
from observatoire.cluster.configuration import write_configuration
from observatoire.errors import UnavailableError

PORT = 5432
"""Only a part of the socket's file name: nothing listens on the network."""
SUPERUSER = "postgres"
LONGEST_SOCKET_PATH = 100
"""Bytes; Linux takes 107, macOS 103."""
START_SECONDS = 120.0
"""Long enough for a recovery after a crash."""
STOP_SECONDS = 60.0
POLL_SECONDS = 0.01
LEFTOVERS = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')
"""Complaints that pass: just after a crash, the kernel may still be tearing down the former server's processes."""
LEFTOVER_SECONDS = 5.0
LOG_LIMIT = 10_000_000
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
"""Nothing of ours is passed on: a stray PGDATA or PGOPTIONS would lead the server elsewhere."""


@dataclass(frozen=True, slots=True)
class Server:
    """The server of a folder, which holds its data, its socket and its log."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        """The data folder; it exists only when complete."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    @property
    def socket_dir(self) -> Path:
        """The closed folder of the socket: inside ours, unless that path is too long for the system."""
        inside = self.folder / "run"
        if len(os.fsencode(inside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return inside
        return Path("/tmp") / f"observatoire-{hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]}"  # noqa: S108

    def exists(self) -> bool:
        """Whether there are data to serve.

        Raises:
            UnavailableError: the folder is closed to us.
        """
        try:
            return (self.data / "PG_VERSION").is_file()
        except PermissionError:
            raise UnavailableError(
                f"Le dossier « {self.folder} » appartient à un autre compte. Relancez sous ce compte ou avec sudo, ou "
                "choisissez un autre dossier avec --home."
            ) from None

    def is_listening(self) -> bool:
        """Whether a live server holds the socket, even one that is still starting.

        A socket is surer than a process number, which may be stale, reused, or that of a zombie.
        """
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_dir / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    def answers(self) -> bool:
        """Whether a live server accepts connections, waiting for it when it is still starting or recovering."""
        return self.is_listening() and self._wait_while(self.is_listening)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Open a connection as the superuser, in autocommit."""
        return psycopg.connect(
            host=str(self.socket_dir), port=PORT, user=SUPERUSER, dbname=database, autocommit=True, connect_timeout=10
        )

    def create(self) -> None:
        """Make the data folder, in one step for whoever looks: a run killed half-way leaves nothing that counts."""
        account = choose_account(self.data)
        binaries = find_binaries()
        require_reachable(self.folder, account)
        make_folder(self.folder, 0o700, account)
        if self.data.is_dir() and any(self.data.iterdir()):
            raise UnavailableError(
                f"Le dossier « {self.data} » n’est pas vide et n’est pas une base PostgreSQL complète. "
                "Déplacez-le, ou choisissez un autre dossier avec --home, puis recommencez."
            )
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=self.folder))
        os.chown(unfinished, account.uid, account.gid)
        self._run_initdb(binaries, unfinished, account)
        unfinished.rename(self.data)

    def launch(self) -> None:
        """Start the server on its own, outside our process group, and wait until it accepts connections.

        Raises:
            UnavailableError: it does not start; the message quotes the end of its log.
        """
        account = choose_account(self.data)
        binaries = find_binaries(int((self.data / "PG_VERSION").read_text()))
        require_reachable(self.folder, account)
        self._prepare_socket_dir(account)
        write_configuration(self.data, self.socket_dir, account, durable=self.durable)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            os.truncate(self.log, 0)
        self._remove_unfinished()
        give_up = time.monotonic() + LEFTOVER_SECONDS
        while True:
            self._forget_dead_process()
            already_said = self.log.stat().st_size if self.log.exists() else 0
            process = self._spawn(binaries, account)
            if self._wait_while(lambda: _is_alive(process)):  # noqa: B023 -- called within this turn only
                return
            complaint = self._read_log(already_said)
            passes = any(leftover in complaint for leftover in LEFTOVERS)
            if not passes or time.monotonic() > give_up:
                raise UnavailableError(
                    f"La base privée n’a pas démarré. Journal ({self.log}) :\n{complaint[-2000:].strip()}"
                )
            time.sleep(0.05)

    def shut_down(self) -> None:
        """Stop the server at once and cleanly (fast shutdown); nothing to do when it does not run.

        Raises:
            UnavailableError: it still runs after a minute.
        """
        if not self.is_listening():
            return
        lock_file = self.data / "postmaster.pid"
        os.kill(int(lock_file.read_text().splitlines()[0]), signal.SIGINT)
        deadline = time.monotonic() + STOP_SECONDS
        while lock_file.exists() or self.is_listening():
            if time.monotonic() > deadline:
                raise UnavailableError(f"La base privée ne s’est pas arrêtée. Journal : {self.log}")
            time.sleep(POLL_SECONDS)

    def _run_initdb(self, binaries: Binaries, data: Path, account: Account) -> None:
        command = [binaries.path("initdb"), "--pgdata", str(data), "--username", SUPERUSER, "--data-checksums"]
        command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--auth-local", "peer", "--auth-host", "reject"]
        if not self.durable:
            command.append("--no-sync")
        done = subprocess.run(
            command, capture_output=True, text=True, cwd="/", env=ENVIRONMENT, check=False, **account.process_identity
        )
        if done.returncode != 0:
            raise UnavailableError(f"La base privée n’a pas pu être créée dans « {data} » :\n{done.stderr.strip()}")

    def _remove_unfinished(self) -> None:
        # When `create` is killed, its initdb may go on for a moment: what cannot be removed now will be next time.
        for unfinished in self.folder.glob("unfinished-*"):
            shutil.rmtree(unfinished, ignore_errors=True)

    def _prepare_socket_dir(self, account: Account) -> None:
        make_folder(self.socket_dir, 0o700, account)
        seen = self.socket_dir.lstat()
        if self.socket_dir.is_symlink() or seen.st_uid != account.uid or seen.st_mode & 0o077:
            raise UnavailableError(
                f"Le dossier « {self.socket_dir} » devrait appartenir au compte « {account.name} » et être fermé aux "
                "autres : supprimez-le et recommencez."
            )

    def _spawn(self, binaries: Binaries, account: Account) -> int:
        """Launch the server through a shell that leaves at once, so that it is nobody's child, and say its number."""
        server = [binaries.path("postgres"), "-D", str(self.data)]
        launched = subprocess.run(
            ["/bin/sh", "-c", 'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & echo $!', "sh", str(self.log), *server],
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            umask=0o077,
            check=True,
            **account.process_identity,
        )
        return int(launched.stdout)

    def _wait_while(self, is_hopeful: Callable[[], bool]) -> bool:
        """Wait until the server accepts connections: False when it cannot any more, or after a long time."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                self.connect().close()
            except psycopg.OperationalError as refusal:
                if "authentication failed" in str(refusal):
                    raise UnavailableError(f"La base privée ne reconnaît pas ce compte : {refusal}") from refusal
                if not is_hopeful():
                    return False
                time.sleep(POLL_SECONDS)
            else:
                return True
        return False

    def _forget_dead_process(self) -> None:
        """Remove the lock files of a dead server whose number still seems alive: a zombie, or another program.

        Common in containers, where nobody buries orphans and numbers start again from 1 at each restart. PostgreSQL
        would refuse to start; it still checks by itself that no process is left on the data.
        """
        lock_file = self.data / "postmaster.pid"
        if not lock_file.exists():
            return
        status = Path("/proc") / lock_file.read_text().splitlines()[0] / "stat"
        if status.exists() and not re.search(r"\(postgres\) [^ZX]", status.read_text()):
            lock_file.unlink()
            (self.socket_dir / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def _read_log(self, start: int) -> str:
        return self.log.read_bytes()[start:].decode(errors="replace") if self.log.exists() else ""


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
