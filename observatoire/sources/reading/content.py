"""What a file really is, by its first bytes and not by its name; and the limits beyond which it is not opened."""

import zipfile
from enum import StrEnum
from pathlib import Path

from observatoire.sources.problems import refuse
from observatoire.sources.reading.archive import (
    DAMAGED,
    DAMAGED_REMEDY,
    PROTECTED,
    PROTECTED_REMEDY,
    inspect_archive,
)
from observatoire.sources.reading.crowds import refuse_vast_sheets
from observatoire.sources.reading.signatures import is_kml
from observatoire.sources.wording import french, number

LARGEST_FILE = 300 * 1024**2
LARGEST_OPEN_FILE = 8 * 1024**3
"""The open file of the whole country holds more than two gigabytes; it is never read into memory."""
_HEAD = 4096
_AS_PUBLISHED = "Fournissez le fichier tel qu’il a été déposé ou téléchargé, sans passer par un tableur."


class Content(StrEnum):
    """The families of files that can be read."""

    TEXT = "CSV"
    WORKBOOK = "classeur"
    GEOGRAPHIC = "géographique"


_REFUSED = (
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"Rar!", "une archive RAR"),
    (b"7z\xbc\xaf", "une archive 7z"),
    (b"\x1f\x8b", "une archive gzip"),
    (b"{\\rtf", "un document de traitement de texte"),
    (b"PAR1", "un fichier Parquet"),
)
_GEOGRAPHIC = (b"SQLite format 3\x00", b"fgb\x03", b"\x00\x00\x27\x0a", b"!table", b"Version ")
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLD_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_WORKBOOKS = {".xls", ".xlsx"}
_SAVE_AGAIN = "Ouvrez-le dans le tableur et enregistrez-le au format XLSX."
_ACCEPTED = (
    "Fournissez un CSV, un classeur XLSX, ou un fichier géographique (GeoJSON, GeoPackage, Shapefile, FlatGeobuf)."
)


def identify_content(path: Path, *, largest: int = LARGEST_FILE) -> Content:
    """Say what a file holds.

    Raises:
        InvalidInputError: missing, empty, too large, unsafe to open, or something that no loader reads.
    """
    head = _read_head(path, largest)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _identify_archive(path)
    for signature, name in _REFUSED:
        if head.startswith(signature):
            raise refuse(path.name, french("Le fichier est {name}, malgré son nom.", name=name), _ACCEPTED)
    if head.startswith(_OLE):
        refuse_vast_sheets(path)
        return Content.WORKBOOK
    if head.startswith(_GEOGRAPHIC):
        return Content.GEOGRAPHIC
    return _identify_text(head, path)


def refuse_other_content(path: Path, wanted: Content, *, largest: int = LARGEST_FILE) -> None:
    """Refuse a file that is not of the family that an official file is of.

    Raises:
        InvalidInputError: missing, empty, too large, unsafe to open, or of another family.
    """
    content = identify_content(path, largest=largest)
    if content is not wanted:
        raise refuse(
            path.name,
            french("Le fichier est de type {found}, alors qu’il faut un {wanted}.", found=content, wanted=wanted),
            _AS_PUBLISHED,
        )


def _read_head(path: Path, largest: int) -> bytes:
    if path.is_dir():
        raise refuse(path.name, "C’est un dossier.", "Donnez le chemin d’un fichier.")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise refuse(path.name, "Le fichier n’existe pas.", f"Vérifiez le chemin {path}.") from None
    except OSError as error:
        raise refuse(
            path.name,
            f"Le fichier ne peut pas être lu ({error.strerror}).",
            "Vérifiez les droits d’accès au fichier.",
        ) from error
    if size == 0:
        raise refuse(path.name, "Le fichier est vide.", "Demandez un nouvel envoi : celui-ci n’a pas abouti.")
    if size > largest:
        raise refuse(
            path.name,
            french(
                "Le fichier fait {size} Mo ; la limite est de {limit} Mo.",
                size=number(size / 1024**2),
                limit=number(largest / 1024**2),
            ),
            "Découpez-le, par exemple un fichier par bailleur.",
        )
    return head


def _identify_archive(path: Path) -> Content:
    try:
        names = inspect_archive(path)
    except zipfile.BadZipFile:
        raise refuse(path.name, DAMAGED, DAMAGED_REMEDY) from None
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise refuse(path.name, "Le fichier est un document bureautique, pas un tableau.", _ACCEPTED)
    if "encrypted-package" in names:
        raise refuse(path.name, PROTECTED, PROTECTED_REMEDY)
    if "xl/workbook.bin" in names:
        raise refuse(
            path.name,
            "Le classeur est au format XLSB, dont les cellules ne peuvent pas être contrôlées.",
            _SAVE_AGAIN,
        )
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        refuse_vast_sheets(path)
        return Content.WORKBOOK
    return Content.GEOGRAPHIC


def _identify_text(head: bytes, path: Path) -> Content:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return Content.GEOGRAPHIC
    if start.startswith(b"<"):
        lowered = start.lower()
        if is_kml(head):
            return Content.GEOGRAPHIC
        if _OLD_XML in lowered:
            raise refuse(path.name, "Le fichier est un classeur au format XML de 2003.", _SAVE_AGAIN)
        is_page = b"<!doctype html" in lowered or b"<html" in lowered
        if b"<table" in lowered or (is_page and path.suffix.lower() in _WORKBOOKS):
            raise refuse(
                path.name,
                "Le fichier est un tableau en HTML, comme des logiciels en exportent sous le nom d’un classeur.",
                _SAVE_AGAIN,
            )
        if is_page:
            raise refuse(
                path.name,
                "Le fichier est une page web, sans doute un message d’erreur enregistré à la place du fichier.",
                "Téléchargez-le de nouveau.",
            )
        raise refuse(path.name, "Le fichier est en XML, que le chargement ne lit pas.", _ACCEPTED)
    return Content.TEXT
