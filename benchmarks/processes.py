"""Programs started for a measure and stopped by their number, and the CPU that they spend."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

PATIENCE_S = 90.0
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


class NotStartedError(Exception):
    """A program left, or does not answer, instead of serving."""


@dataclass(frozen=True, slots=True)
class Running:
    """A program that listens on a port of the loopback."""

    pid: int
    port: int

    @property
    def origin(self) -> str:
        """The address of its root."""
        return f"http://127.0.0.1:{self.port}"


def find_free_port() -> int:
    """A port of the loopback that nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def run_server(command: Sequence[str | Path], port: int, environment: Mapping[str, str]) -> Iterator[Running]:
    """A server for the time of the block.

    Raises:
        NotStartedError: it does not listen; the message holds the end of what it said.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=said, stderr=said)
        try:
            if not _listens(process, port):
                said.seek(0)
                raise NotStartedError(said.read().decode(errors="replace").strip()[-200:])
            yield Running(process.pid, port)
        finally:
            process.terminate()
            process.wait()


def read_cpu_seconds(pid: int) -> float:
    """CPU seconds of a process, its living children, and those it has buried."""
    spent = 0.0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = status.read_text().partition(" (")
        except OSError:  # it has just left
            continue
        fields = rest.rpartition(") ")[2].split()
        if pid in (int(number), int(fields[1])):
            spent += sum(map(int, fields[11:15])) / TICKS_PER_S
    return spent


def _listens(process: subprocess.Popen[bytes], port: int) -> bool:
    deadline = monotonic() + PATIENCE_S
    while process.poll() is None and monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            return True
    return False
