"""One address into one file: whole and checked, or nothing."""

import hashlib
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from errno import ENOSPC
from http.client import HTTPResponse
from pathlib import Path
from time import monotonic

from observatoire.errors import InvalidInputError, Problem
from observatoire.fetching.codings import is_packed, too_long, unpack_answer, unpack_received
from observatoire.fetching.opening import NOTHING, Question, ask
from observatoire.fetching.reasons import TellingError
from observatoire.fetching.received import check_received, find_other, refuse_received
from observatoire.files.disk_refusals import measure_room, refuse_writing
from observatoire.files.whole import measure_written, whole_or_nothing

BLOCK = 1 << 20
LARGEST_ANSWER = 64 * BLOCK
"""Bytes of an answer that is read whole: the description of a dataset, never its files."""

SLOWEST_S = 120
SLOWEST = 64 * 1024
"""Bytes that a site must send in each `SLOWEST_S` seconds: less would hold the command for days, a drop at a time."""

_CODED = ".code"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file must be to the byte, as its catalogue says."""

    algorithm: str
    value: str


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that came whole."""

    size: int
    """in bytes"""
    address: str
    """what gave it, when the address asked sends elsewhere"""


def download(
    address: str,
    path: Path,
    *,
    name: str,
    largest: int,
    fingerprint: Fingerprint | None = None,
    check: Callable[[Path], None] | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Downloaded:
    """Bring what an address gives into a file.

    Args:
        address: http or https.
        path: where; a file that is there is replaced at the end, when all is well.
        name: the name of the file asked, whose ending says what it is; `path` may say something else.
        largest: bytes beyond which the answer is not what was asked.
        fingerprint: what the bytes must be.
        check: looks at the file before it takes its place, and raises if it will not do.
        progress: told the bytes received, and how many there will be when the server says so.

    Raises:
        NotFoundError: there is nothing at the address.
        UnavailableError: the server cannot be reached, or stopped in the middle, or the disk is full.
        InvalidInputError: what came is not what was promised, or cannot be written.
    """
    with whole_or_nothing(path, NOTHING) as partial:
        coded = partial.with_name(partial.name + _CODED)
        try:
            incoming = _Incoming(address, partial, path, largest, progress)
            incoming.receive()
            if incoming.packed and not _is_as_promised(partial, fingerprint):
                incoming.unpack(name, coded)
            if fingerprint and not _is_as_promised(partial, fingerprint):
                check_received(partial, name, incoming.question.followed)  # a page says more than a difference
                raise _refuse_fingerprint(address)
            check_received(partial, name, incoming.question.followed)
            if check is not None:
                check(partial)
            return Downloaded(partial.stat().st_size, incoming.question.followed)
        finally:
            with suppress(OSError):
                coded.unlink(missing_ok=True)


def read_answer(address: str) -> bytes:
    """The whole JSON answer of an address, when it is short.

    Raises:
        NotFoundError: there is nothing at the address.
        UnavailableError: the server cannot be reached, or answers without end.
        InvalidInputError: a page answers in its place.
    """
    with ask(address) as (question, answer):
        packed = is_packed(answer.headers.get("Content-Encoding"))
        content = b"".join(_read_blocks(answer, LARGEST_ANSWER))
        if packed:
            content = unpack_answer(content, LARGEST_ANSWER)
    plain = content.removeprefix(b"\xef\xbb\xbf")
    found = None if plain.lstrip()[:1] in (b"{", b"[") else find_other(content, "")
    if found is not None:
        raise refuse_received(found, question.followed)
    return plain


class _Incoming:
    """A file that comes in, beside the one that it will be."""

    def __init__(
        self,
        address: str,
        partial: Path,
        path: Path,
        largest: int,
        progress: Callable[[int, int | None], None] | None,
    ) -> None:
        self.question = Question(address)
        self.packed = False
        self._partial = partial
        self._path = path
        self._largest = largest
        self._progress = progress
        self._total: int | None = None

    def receive(self) -> None:
        """Write what the site sends."""
        received = 0
        blocks = self._ask()  # what the network does is said there: what is left to catch is of the disk
        try:
            with self._partial.open("wb") as file:
                for block in blocks:
                    file.write(block)
                    received += len(block)
                    if self._progress:
                        self._progress(received, self._total)
        except OSError as error:
            written = measure_written(self._partial)
            raise refuse_writing(error, self._path, NOTHING, needed=self._total, written=written) from error
        finally:
            blocks.close()

    def unpack(self, name: str, beside: Path) -> None:
        """Undo how the site packed the file for the way, where that is not how it is to be kept."""
        try:
            if unpack_received(self._partial, name, beside, self._largest):
                beside.replace(self._partial)
        except TellingError as error:
            raise self.question.refuse(error.reason) from error

    def _ask(self) -> Generator[bytes, None, None]:
        with ask(self.question.asked) as (self.question, answer):
            self.packed = is_packed(answer.headers.get("Content-Encoding"))
            self._total = _read_length(answer)
            if self._total is not None and self._total > self._largest:
                raise too_long()
            self._require_room()
            yield from _read_blocks(answer, self._largest)

    def _require_room(self) -> None:
        """Refuse at once what the disk cannot hold, rather than fill it first."""
        free = measure_room(self._partial.absolute().parent)
        if free is not None and self._total is not None and self._total > free:
            raise refuse_writing(OSError(ENOSPC, ""), self._path, NOTHING, needed=self._total)


def _read_blocks(answer: HTTPResponse, largest: int) -> Iterator[bytes]:
    """The blocks of an answer.

    Raises:
        TellingError: cut short, too long, or without end.
    """
    total, received = _read_length(answer), 0
    since, before = monotonic(), 0
    # One reading of the network at a time: `read` would wait for a whole block of a site that gives a drop at a time.
    while block := answer.read1(BLOCK):
        received += len(block)
        if received > largest:
            raise too_long()
        if monotonic() - since > SLOWEST_S:
            if received - before < SLOWEST:
                raise TellingError(
                    "envoie si lentement que le fichier n’arriverait pas", "Recommencez à une autre heure."
                )
            since, before = monotonic(), received
        yield block
    if total is not None and received != total:
        raise TellingError(f"a coupé : la réponse est coupée après {received} octets sur {total}")


def _read_length(answer: HTTPResponse) -> int | None:
    """The bytes that an answer announces; those of a chunked one are told by itself."""
    return None if answer.chunked else answer.length


def _is_as_promised(path: Path, fingerprint: Fingerprint | None) -> bool:
    if fingerprint is None:
        return False
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.new(fingerprint.algorithm, usedforsecurity=False))
    return digest.hexdigest() == fingerprint.value.lower()


def _refuse_fingerprint(address: str) -> InvalidInputError:
    return InvalidInputError(
        "Le fichier reçu n’est pas celui que son catalogue annonce : rien n’a été gardé.",
        [Problem("Son empreinte diffère.", "Recommencez plus tard, ou téléchargez-le à la main.", value=address)],
    )
