"""One address into one file: whole and checked, or nothing."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from observatoire.errors import InvalidInputError, NotFoundError, Problem, UnavailableError
from observatoire.fetching.reasons import TellingError, explain
from observatoire.files.whole import whole_or_nothing

PATIENCE_S = 60
"""Longest silence of a server."""

BLOCK = 1 << 20
LARGEST_ANSWER = 64 * BLOCK
"""Bytes of an answer that is read whole: the description of a dataset, never its files."""

NOTHING = "Rien n’a été téléchargé."
NOT_FOUND = 404
AGENT = "observatoire-fragilite-parc-social"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file must be to the byte, as its catalogue says."""

    algorithm: str
    value: str


def download(
    address: str,
    path: Path,
    *,
    fingerprint: Fingerprint | None = None,
    check: Callable[[Path], None] | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    largest: int | None = None,
) -> int:
    """Bring what an address gives into a file, and return its size in bytes.

    Args:
        address: http or https.
        path: where; a file that is there is replaced at the end, when all is well.
        fingerprint: what the bytes must be.
        check: looks at the file before it takes its place, and raises if it will not do.
        progress: told the bytes received, and how many there will be when the server says so.
        largest: bytes beyond which the answer is not what was asked.

    Raises:
        NotFoundError: there is nothing at the address.
        UnavailableError: the server cannot be reached, or stopped in the middle.
        InvalidInputError: what came is not what was promised, or cannot be written.
    """
    with whole_or_nothing(path, NOTHING) as partial:
        size = _receive(address, partial, fingerprint, progress, largest)
        if check is not None:
            check(partial)
    return size


def read_answer(address: str) -> bytes:
    """The whole answer of an address, when it is short.

    Raises:
        NotFoundError: there is nothing at the address.
        UnavailableError: the server cannot be reached, or answers without end.
    """
    try:
        with _open(address) as answer:
            content = answer.read(LARGEST_ANSWER + 1)
    except (OSError, HTTPException) as error:
        raise _cannot_reach(address, error) from error
    if len(content) > LARGEST_ANSWER:
        raise _cannot_reach(address, TellingError("la réponse est trop longue"))
    return content


def _receive(
    address: str,
    partial: Path,
    fingerprint: Fingerprint | None,
    progress: Callable[[int, int | None], None] | None,
    largest: int | None,
) -> int:
    size = 0
    digest = hashlib.new(fingerprint.algorithm, usedforsecurity=False) if fingerprint else None
    with partial.open("wb") as file:
        for block, total in _read_blocks(address):
            file.write(block)
            size += len(block)
            if largest is not None and size > largest:
                raise _cannot_reach(address, TellingError("la réponse est trop longue"))
            if digest:
                digest.update(block)
            if progress:
                progress(size, total)
    if digest and fingerprint and digest.hexdigest() != fingerprint.value.lower():
        raise InvalidInputError(
            "Le fichier reçu n’est pas celui que son catalogue annonce : rien n’a été gardé.",
            [Problem("Son empreinte diffère.", "Recommencez plus tard, ou téléchargez-le à la main.", value=address)],
        )
    return size


def _read_blocks(address: str) -> Iterator[tuple[bytes, int | None]]:
    """The blocks of an answer, each with the size of the whole when the server says it."""
    received = 0
    try:
        with _open(address) as answer:
            length = answer.headers.get("Content-Length")
            total = int(length) if length and length.isdecimal() else None
            while block := answer.read(BLOCK):
                received += len(block)
                yield block, total
    except (OSError, HTTPException) as error:
        raise _cannot_reach(address, error) from error
    if total is not None and received != total:
        raise _cannot_reach(address, TellingError("la réponse est coupée"))


def _open(address: str) -> HTTPResponse:
    if urlsplit(address).scheme not in ("http", "https"):
        raise InvalidInputError(
            NOTHING,
            [Problem("Cette adresse n’est pas celle d’un site.", "Corrigez le réglage qui la donne.", value=address)],
        )
    request = Request(address, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310 -- scheme checked above
    try:
        answer: HTTPResponse = urlopen(request, timeout=PATIENCE_S)  # noqa: S310 -- scheme checked above
    except HTTPError as error:
        if error.code == NOT_FOUND:
            raise NotFoundError(f"Il n’y a rien à l’adresse {address}.") from error
        raise _cannot_reach(address, error) from error
    return answer


def _cannot_reach(address: str, error: Exception) -> UnavailableError:
    return UnavailableError(
        f"Le site {urlsplit(address).netloc} ne répond pas comme il faut ({explain(error)}) : rien n’a été écrit. Vérifiez la "
        "connexion et recommencez ; ou téléchargez le fichier depuis un poste relié à Internet, puis chargez-le avec "
        f"« observatoire load ». Adresse demandée : {address}"
    )
