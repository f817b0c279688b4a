"""A table that came packed, as public sites and mail programs send it: taken out, then read as if it had come alone."""

import gzip
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from observatoire.errors import UnavailableError
from observatoire.files.disk_refusals import explain_refusal
from observatoire.sources.problems import refuse
from observatoire.sources.reading.archive import (
    DAMAGED,
    DAMAGED_REMEDY,
    DAMAGES,
    MOST_MEMBERS,
    is_drowning,
    refuse_drowning,
    refuse_passwords,
)
from observatoire.sources.reading.content import LARGEST_OPEN_FILE
from observatoire.sources.wording import french, named

TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
PLAIN = (".txt",)
"""A table too when nothing else is: beside one, it is what the sender says of it."""
OUTLINES = (".shp", ".gpkg", ".fgb", ".geojson", ".json", ".kml", ".tab", ".mif")
"""With one of these, the archive is a geographic data set, that is read packed."""
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_WORKBOOK = ("xl/", "word/", "ppt/", "content.xml")
_BLOCK = 1024**2
_PART = ".part"
_LARGE_FILES = Path("/var/tmp")  # noqa: S108 (a folder of its own is made there; `/tmp` is often memory)


@contextmanager
def taken_out(path: Path, *, largest: int = LARGEST_OPEN_FILE) -> Iterator[Path]:
    """Give the table that an archive holds, in a folder that lasts as long as the block; any other file as it is.

    Raises:
        InvalidInputError: several tables, a password, a damaged archive, or a table that would fill the disk.
        UnavailableError: there is no room for it.
    """
    packed = _find_table(path)
    if packed is None:
        yield path
        return
    place = _LARGE_FILES if os.access(_LARGE_FILES, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="observatoire-", dir=place) as folder:
        target = Path(folder) / packed.name
        _write_table(path, packed, target, largest)
        yield target


def unpack_in_place(path: Path, *, largest: int) -> None:
    """Put the table that an archive holds in its place; leave any other file as it is. Errors are those of `taken_out`."""
    packed = _find_table(path)
    if packed is None:
        return
    part = path.with_name(path.name + _PART)
    try:
        _write_table(path, packed, part, largest)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Packed:
    """The only table of an archive."""

    name: str
    member: zipfile.ZipInfo | None
    """nothing for gzip, which packs one file"""


def _find_table(path: Path) -> _Packed | None:
    """Find the only table of an archive; nothing when the file is no archive of tables."""
    if _starts_with(path, _GZIP):
        return _Packed(path.name.removesuffix(".gz"), None)
    member = _find_member(path)
    return None if member is None else _Packed(_plain_name(member.filename), member)


def _find_member(path: Path) -> zipfile.ZipInfo | None:
    if not _starts_with(path, _ZIP):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:  # who reads it next says so
        return None
    if len(members) > MOST_MEMBERS or any(each.filename.startswith(_WORKBOOK) for each in members):
        return None
    shown = [each for each in members if not each.is_dir() and not _is_hidden(each.filename)]
    if any(each.filename.lower().endswith(OUTLINES) for each in shown):
        return None
    for endings in (TABLES, PLAIN):
        tables = [each for each in shown if each.filename.lower().endswith(endings)]
        if len(tables) > 1:
            raise refuse(
                path.name,
                french("L’archive contient plusieurs tableaux : {names}.", names=named(_shown(tables))),
                "Envoyez-les un par un.",
            )
        if tables:
            return tables[0]
    return None


def _shown(members: list[zipfile.ZipInfo]) -> list[str]:
    return sorted(_plain_name(each.filename) for each in members)


def _write_table(path: Path, packed: _Packed, target: Path, largest: int) -> None:
    member = packed.member
    try:
        if member is None:
            with gzip.open(path) as stream:
                _copy(_blocks(stream.read), target, path, path.stat().st_size, largest)
        else:
            refuse_passwords(path, [member])
            with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
                _copy(_blocks(stream.read), target, path, member.compress_size, largest)
    except (zipfile.BadZipFile, *DAMAGES):
        raise refuse(path.name, DAMAGED, DAMAGED_REMEDY) from None
    except OSError as error:
        if error.errno is None:  # not of the disk: the word of a decompressor
            raise refuse(path.name, DAMAGED, DAMAGED_REMEDY) from None
        raise UnavailableError(
            f"Le fichier n’a pas pu être décompressé : {explain_refusal(error)} (dossier « {target.parent.name} »). Rien n’a été "
            "enregistré : faites de la place sur le disque, puis recommencez."
        ) from error


def _blocks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    return iter(lambda: read(_BLOCK), b"")


def _copy(blocks: Iterator[bytes], target: Path, path: Path, packed: int, largest: int) -> None:
    """What comes out is counted as it comes: the size that an archive announces may be a lie."""
    written = 0
    with target.open("wb") as file:
        for block in blocks:
            written += len(block)
            if written > largest or is_drowning(written, packed):
                raise refuse_drowning(path.name, written)
            file.write(block)


def _starts_with(path: Path, signature: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(signature)) == signature
    except OSError:  # who reads it next says why
        return False


def _plain_name(name: str) -> str:
    """The last part of a name, whichever way its folders are told: what is written stays in the folder made for it."""
    return re.split(r"[\\/]", name)[-1]


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or _plain_name(name).startswith((".", "~$"))
