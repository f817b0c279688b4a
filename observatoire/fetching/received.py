"""What came instead of the file that was asked: a page, a message, nothing. It is said, and not kept."""

import html
import re
import zipfile
from pathlib import Path

from observatoire.errors import InvalidInputError, Problem
from observatoire.files.disk_refusals import format_size

_HEAD = 64 * 1024
_TAIL = 64
_QUOTED = 100
"""Characters of what came that are repeated."""

_STARTS = {
    ".zip": (b"PK\x03\x04", "qu’une archive ZIP"),
    ".gpkg": (b"SQLite format 3\x00", "qu’un GeoPackage"),
    ".gz": (b"\x1f\x8b", "qu’un fichier gzip"),
    ".geojson": (b"{", "que du GeoJSON"),
    ".json": (b"{", "que du JSON"),
}
"""How each kind of file begins, and « autre chose … » it is said to be else."""

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]+)")
_BOM = b"\xef\xbb\xbf"
_OPEN_IT = (
    "Ouvrez cette adresse dans un navigateur : si votre réseau vous y demande de vous connecter, faites-le, puis recommencez ; "
    "si le site est en maintenance, recommencez plus tard ; si le fichier y est donné, téléchargez-le là, puis chargez-le avec "
    "« observatoire load »."
)


def check_received(path: Path, name: str, address: str) -> None:
    """Refuse what is not the file that its name says.

    Args:
        path: what came.
        name: the name that the file is to have: its ending says of which kind it is.
        address: what answered, for the message.

    Raises:
        InvalidInputError: a page, a message, nothing, another kind of file, a file cut short.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = find_other(head, name) or _find_cut(path, name)
    if found is not None:
        raise refuse_received(found, address)


def find_other(head: bytes, name: str) -> str | None:
    """Say what came instead of the file, by its first bytes; nothing when it may be the file."""
    start = head.removeprefix(_BOM).lstrip()
    if not start:
        return "une réponse blanche" if head else "une réponse vide (0 octet)"
    if start.startswith(b"<"):
        return _describe_page(head)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "un texte en UTF-16"
    return _find_other_kind(head, start, Path(name).suffix)


def _find_other_kind(head: bytes, start: bytes, ending: str) -> str | None:
    if ending in _STARTS:
        expected, other = _STARTS[ending]
        return None if start.startswith(expected) else f"autre chose {other} ({_quote(head)})"
    return f"un message du site ({_quote(head)})" if start.startswith((b"{", b"[")) else None


def refuse_received(found: str, address: str) -> InvalidInputError:
    """The refusal of what came instead of a file."""
    return InvalidInputError(
        "Le site a répondu autre chose que le fichier : rien n’a été gardé.",
        [Problem(f"Reçu : {found}.", _OPEN_IT, value=address)],
    )


def _find_cut(path: Path, name: str) -> str | None:
    """Say that a file has not its end, where its kind tells: a site that announces no length may stop anywhere."""
    size = path.stat().st_size
    ending = Path(name).suffix
    if ending == ".zip" and not zipfile.is_zipfile(path):
        return f"une archive ZIP sans sa fin ({format_size(size)})"
    if ending in (".geojson", ".json"):
        with path.open("rb") as file:
            file.seek(max(0, size - _TAIL))
            if not file.read().rstrip().endswith(b"}"):
                return f"un GeoJSON sans sa fin ({format_size(size)})"
    return None


def _describe_page(head: bytes) -> str:
    charset = _CHARSET.search(head)
    try:
        text = head.decode(charset[1].decode() if charset else "utf-8", errors="replace")
    except LookupError:
        text = head.decode("utf-8", errors="replace")
    title = _TITLE.search(text)
    said = _make_showable(html.unescape(title[1])) if title else ""
    if said:
        return f"une page web, « {said} »"
    is_page = re.match(r"\s*<(!doctype html|html|head|body|script|meta)", text.lstrip("\ufeff"), re.IGNORECASE)
    return "une page web sans titre" if is_page else f"un message en XML ({_quote(head)})"


def _quote(head: bytes) -> str:
    return f"« {_make_showable(head[: 4 * _QUOTED].decode('utf-8', errors='replace'))} »"


def _make_showable(text: str) -> str:
    """One line of what a site wrote, without anything that a terminal would obey."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    words = " ".join(plain.split())
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
