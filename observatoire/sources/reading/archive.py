"""Compressed files: what is inside, without being drowned by it."""

import lzma
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from observatoire.errors import InvalidInputError
from observatoire.sources.problems import refuse
from observatoire.sources.wording import french, number

LARGEST_UNPACKED = 1024**3
LARGEST_RATIO = 200
_HARMLESS = 20 * 1024**2
"""Below this size a ratio says nothing: a sheet of repeated zeros packs very well."""
MOST_MEMBERS = 5000
_ENCRYPTED = 0x1
DAMAGES = (EOFError, RuntimeError, zlib.error, lzma.LZMAError)
"""What the decompressors raise of content that is cut, altered, or packed in a way that they do not know."""
DAMAGED = "Le fichier est incomplet ou abîmé : son contenu compressé ne peut pas être lu."
PROTECTED = "Le fichier est protégé par un mot de passe."
PROTECTED_REMEDY = "Enregistrez-le sans mot de passe, puis transmettez-le par un canal sûr."
DAMAGED_REMEDY = "Demandez un nouvel envoi : celui-ci n’a pas abouti."


def inspect_archive(path: Path) -> list[str]:
    """List the members of a ZIP after checking that unpacking it is safe and that every byte of it is sound.

    Raises:
        zipfile.BadZipFile: truncated or damaged.
        InvalidInputError: encrypted, or built to fill the memory when unpacked.
    """
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or is_drowning(unpacked, packed):
            raise refuse_drowning(path.name, unpacked)
        refuse_passwords(path, members)
        _read_through(archive)
        return [member.filename for member in members]


def is_drowning(unpacked: int, packed: int) -> bool:
    """Whether so much comes out of so little that it was made to fill a memory or a disk."""
    return unpacked > _HARMLESS and unpacked / max(1, packed) > LARGEST_RATIO


def refuse_drowning(file_name: str, unpacked: int) -> InvalidInputError:
    """Build the refusal of an archive that holds too much."""
    return refuse(
        file_name,
        french(
            "Une fois décompressé, le fichier ferait {size} Mo : il n’est pas ouvert.", size=number(unpacked / 1024**2)
        ),
        "Enregistrez de nouveau le tableau dans un fichier neuf, sans lignes ni feuilles superflues.",
    )


def refuse_passwords(path: Path, members: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse an archive that a password protects.

    Raises:
        InvalidInputError: it does.
    """
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refuse(
            path.name,
            PROTECTED,
            PROTECTED_REMEDY,
        )


def _read_through(archive: zipfile.ZipFile) -> None:
    """Read every member: a size that lies in the index shows as a wrong checksum."""
    try:
        damaged = archive.testzip()
    except (OSError, *DAMAGES) as error:
        raise zipfile.BadZipFile(str(error)) from error
    if damaged is not None:
        raise zipfile.BadZipFile(damaged)
