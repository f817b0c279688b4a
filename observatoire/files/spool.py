"""Files that were sent and wait: kept in the home, out of the web's reach, under names that nobody chose.

The name that the sender gave is shown, never used as a path. A file leaves the spool when it was loaded or given up, or
after some days.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from time import time

from observatoire.errors import InvalidInputError, Problem, UnavailableError

FOLDER = "depots"
ANNOTATED = ".annote.xlsx"
_SUFFIXES = (
    ".csv",
    ".txt",
    ".tsv",
    ".xlsx",
    ".xls",
    ".ods",
    ".zip",
    ".gz",
    ".json",
    ".geojson",
    ".gpkg",
    ".fgb",
    ".kml",
)
"""Kept at the end of a name, because some readers look there."""
_NAME = re.compile(r"[0-9a-f]{32}(\.[a-z]{2,7})?")
_PART = ".part"
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came whole."""

    name: str
    size: int
    sha256: str


class Receiving:
    """A file that is coming in, piece by piece."""

    def __init__(self, descriptor: int, limit: int) -> None:
        self._file = os.fdopen(descriptor, "wb")
        self._limit = limit
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Add a piece.

        Raises:
            InvalidInputError: the file is larger than what is accepted.
            UnavailableError: it cannot be written.
        """
        self.size += len(piece)
        if self.size > self._limit:
            raise refuse_size(self._limit)
        self._digest.update(piece)
        try:
            self._file.write(piece)
        except OSError as error:
            raise _describe_outage(error) from error

    def close(self) -> str:
        """End the file, safe on the disk, and give its SHA-256."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _describe_outage(error) from error
        finally:
            self._file.close()
        return self._digest.hexdigest()

    def abandon(self) -> None:
        """Close without caring for what was written."""
        with suppress(OSError):
            self._file.close()


class Spool:
    """The folder of the files that wait, in a home."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER

    @contextmanager
    def receive(self, shown_name: str, *, limit: int, capacity: int) -> Iterator[tuple[str, Receiving]]:
        """Open a file for what comes in, for the time of the block: whole at its end, gone when it raises.

        Args:
            shown_name: as the sender named it; only a known ending is kept.
            limit: bytes of the largest file accepted.
            capacity: bytes that all the waiting files may hold.

        Raises:
            UnavailableError: the spool is full, or cannot be written.
        """
        name = secrets.token_hex(16) + _known_suffix(shown_name)
        path = self.folder / name
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.measure() > capacity:
                raise UnavailableError(
                    "Trop de fichiers attendent déjà d’être chargés. Chargez ou abandonnez des dépôts, puis recommencez."
                )
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            receiving = Receiving(os.open(f"{path}{_PART}", flags, 0o600), limit)
        except OSError as error:
            raise _describe_outage(error) from error
        try:
            yield name, receiving
            path.with_name(name + _PART).rename(path)
        finally:
            receiving.abandon()
            path.with_name(name + _PART).unlink(missing_ok=True)

    def find(self, name: str) -> Path:
        """Where a file is. Names come from the store, and are looked at all the same."""
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"not a name of the spool: {name!r}")
        return self.folder / name

    def find_annotated(self, name: str) -> Path:
        """Where the copy of a file with its problems marked is, or goes."""
        return self.find(name).with_name(name + ANNOTATED)

    def remove(self, name: str) -> None:
        """Let a file go, with its annotated copy. Once is enough."""
        self.find(name).unlink(missing_ok=True)
        self.find_annotated(name).unlink(missing_ok=True)

    def measure(self) -> int:
        """Bytes that the waiting files hold."""
        return sum(entry.stat().st_size for entry in os.scandir(self.folder) if entry.is_file())

    def remove_older(self, days: int) -> list[str]:
        """Let go of the files that came more than so many days ago, and of what never came whole; give their names."""
        if not self.folder.is_dir():
            return []
        removed = []
        for entry in os.scandir(self.folder):
            kept = 1 if entry.name.endswith(_PART) else days
            if entry.is_file() and time() - entry.stat().st_mtime > kept * _DAY_S:
                Path(entry.path).unlink(missing_ok=True)
                removed.append(entry.name)
        return removed


def refuse_size(limit: int) -> InvalidInputError:
    """The problem of a file that is too large."""
    message = f"Le fichier dépasse la taille permise ({limit // 1024**2} Mo). Rien n’a été enregistré."
    return InvalidInputError(message, [Problem(message, "Découpez-le, par exemple un fichier par millésime.")])


def _known_suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in _SUFFIXES else ""


def _describe_outage(error: OSError) -> UnavailableError:
    return UnavailableError(
        f"Le fichier ne peut pas être conservé ({error.strerror}). Prévenez le gestionnaire : le disque est peut-être "
        "plein. Rien n’a été enregistré."
    )
