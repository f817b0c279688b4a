"""Files that were sent and wait: kept in the home, out of the web's reach, under names that nobody chose.

The name that the sender gave is shown, never used as a path. A file leaves the spool when it was loaded or given up, or
after some days.
"""

import errno
import hashlib
import logging
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from time import time

from observatoire.errors import InvalidInputError, Problem, UnavailableError
from observatoire.files.disk_refusals import describe_sizes, explain_refusal, measure_room

logger = logging.getLogger(__name__)

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
PART = ".part"
"""At the end of the name of what is being written: what a kill leaves of it goes after a day."""
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came whole."""

    name: str
    size: int
    sha256: str


class Receiving:
    """A file that is coming in, piece by piece."""

    def __init__(self, descriptor: int, limit: int, folder: Path, announced: int | None) -> None:
        self._file = os.fdopen(descriptor, "wb")
        self._limit = limit
        self._folder = folder
        self._announced = announced
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
            raise refuse_keeping(error, self._folder, needed=self._announced, written=self._measure()) from error

    def close(self) -> str:
        """End the file, safe on the disk, and give its SHA-256."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise refuse_keeping(error, self._folder, needed=self._announced, written=self._measure()) from error
        finally:
            self.abandon()
        return self._digest.hexdigest()

    def _measure(self) -> int:
        """Bytes that are on the disk: the last ones may not be."""
        return os.fstat(self._file.fileno()).st_size

    def abandon(self) -> None:
        """Close without caring for what was written."""
        with suppress(OSError):
            self._file.close()


class Spool:
    """The folder of the files that wait, in a home."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER

    @contextmanager
    def receive(
        self, shown_name: str, *, limit: int, capacity: int, announced: int | None = None
    ) -> Iterator[tuple[str, Receiving]]:
        """Open a file for what comes in, for the time of the block: whole at its end, gone when it raises.

        Args:
            shown_name: as the sender named it; only a known ending is kept.
            limit: bytes of the largest file accepted.
            capacity: bytes that all the waiting files may hold.
            announced: bytes that are to come, when the sender says it.

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
            self._require_room(announced)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            receiving = Receiving(os.open(f"{path}{PART}", flags, 0o600), limit, self.folder, announced)
        except OSError as error:
            raise refuse_keeping(error, self.folder, needed=announced) from error
        try:
            yield name, receiving
            path.with_name(name + PART).rename(path)
        finally:
            receiving.abandon()
            path.with_name(name + PART).unlink(missing_ok=True)

    def _require_room(self, announced: int | None) -> None:
        """Refuse at once what the disk cannot hold, rather than fill it first."""
        room = measure_room(self.folder)
        if announced is not None and room is not None and announced > room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

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
            kept = 1 if entry.name.endswith(PART) else days
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


def refuse_keeping(
    error: OSError, folder: Path, *, what: str = "Le fichier", needed: int | None = None, written: int = 0
) -> UnavailableError:
    """What to say to who sent a file that the disk does not take. The whole path of the folder is for the log alone.

    Args:
        error: of the disk.
        folder: where the file was to be kept.
        what: was to be kept, in French.
        needed: bytes that it takes, when they are known.
        written: bytes of it that are on the disk, and are about to be taken away.
    """
    logger.error("the spool cannot be written", exc_info=error, extra={"folder": str(folder), "needed": needed})
    sizes = describe_sizes(error, folder, needed=needed, written=written)
    return UnavailableError(
        f"{what} ne peut pas être conservé : {explain_refusal(error)} (dossier « {folder.name} » de l’observatoire{sizes}). "
        "Rien n’a été enregistré. Prévenez le gestionnaire, puis recommencez quand c’est réparé."
    )
