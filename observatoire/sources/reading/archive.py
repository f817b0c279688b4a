"""Compressed files: what is inside, without being drowned by it."""

import zipfile
import zlib
from pathlib import Path

from observatoire.sources.problems import refuse
from observatoire.sources.wording import french, number

LARGEST_UNPACKED = 1024**3
LARGEST_RATIO = 200
_HARMLESS = 20 * 1024**2
"""Below this size a ratio says nothing: a sheet of repeated zeros packs very well."""
_MOST_MEMBERS = 5000
_BLOCK = 1024**2


def inspect_archive(path: Path) -> list[str]:
    """List the members of a ZIP after checking that unpacking it is safe and that every byte of it is sound.

    Raises:
        zipfile.BadZipFile: truncated or damaged.
        InvalidInputError: encrypted, or built to fill the memory when unpacked.
    """
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        packed = max(1, sum(member.compress_size for member in members))
        if (
            len(members) > _MOST_MEMBERS
            or unpacked > LARGEST_UNPACKED
            or (unpacked > _HARMLESS and unpacked / packed > LARGEST_RATIO)
        ):
            raise refuse(
                path.name,
                french(
                    "Une fois décompressé, le fichier ferait {size} Mo : il n’est pas ouvert.",
                    size=number(unpacked / 1024**2),
                ),
                "Enregistrez de nouveau le tableau dans un classeur neuf, sans lignes ni feuilles superflues.",
            )
        if any(member.flag_bits & 0x1 for member in members):
            raise refuse(
                path.name,
                "Le fichier est protégé par un mot de passe.",
                "Enregistrez-le sans mot de passe, puis transmettez-le par un canal sûr.",
            )
        _read_through(archive)
        return [member.filename for member in members]


def _read_through(archive: zipfile.ZipFile) -> None:
    """Read every member: a size that lies in the index shows as a wrong checksum."""
    try:
        damaged = archive.testzip()
    except (OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise zipfile.BadZipFile(str(error)) from error
    if damaged is not None:
        raise zipfile.BadZipFile(damaged)
