"""Files that a site packs for the way (`Content-Encoding`): unpacked, unless the packed file is the one that was asked.

Some servers say of a file that ends in `.gz`, and is to be kept so, that gzip is how they send it; others do pack it once more.
"""

import gzip
import zlib
from collections.abc import Generator
from io import BytesIO
from pathlib import Path

from observatoire.fetching.reasons import TellingError

_GZIP = b"\x1f\x8b"
_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip")
_BLOCK = 1 << 20


def too_long() -> TellingError:
    """What to raise of an answer without end."""
    return TellingError("envoie une réponse trop longue pour être ce fichier", "Vérifiez l’adresse.")


def is_packed(coding: str | None) -> bool:
    """Whether an answer is said to be packed on its way.

    Raises:
        TellingError: with something that was not asked, and that is not read here.
    """
    said = (coding or "").strip().lower()
    if said in _PLAIN:
        return False
    if said in _PACKED:
        return True
    raise TellingError(
        f"envoie le fichier sous un codage qui ne lui a pas été demandé (« {said[:40]} »)",
        "Téléchargez-le dans un navigateur, qui le lit.",
    )


def unpack_answer(content: bytes, largest: int) -> bytes:
    """The content of a short answer that is said to be packed; as it is when it is not.

    Raises:
        TellingError: damaged, or too long once unpacked.
    """
    if not content.startswith(_GZIP):
        return content
    return b"".join(_unpack(gzip.GzipFile(fileobj=BytesIO(content)), largest))


def unpack_received(path: Path, name: str, unpacked: Path, largest: int) -> bool:
    """Write what a file that came packed holds, and say whether it was to be unpacked.

    Args:
        path: what came.
        name: the name that the file is to have: one that ends in `.gz` stays packed once.
        unpacked: where to write.
        largest: bytes beyond which it is not what was asked.

    Raises:
        TellingError: damaged, or too long once unpacked.
    """
    with path.open("rb") as file:
        if file.read(len(_GZIP)) != _GZIP:
            return False
    blocks = _unpack(gzip.GzipFile(path), largest)
    if name.endswith(".gz"):
        first = next(blocks, b"")
        if not first.startswith(_GZIP):
            blocks.close()
            return False
        with unpacked.open("wb") as target:
            target.write(first)
            target.writelines(blocks)
        return True
    with unpacked.open("wb") as target:
        target.writelines(blocks)
    return True


def _unpack(packed: gzip.GzipFile, largest: int) -> Generator[bytes, None, None]:
    size = 0
    with packed:
        try:
            while block := packed.read(_BLOCK):
                size += len(block)
                if size > largest:
                    raise too_long()
                yield block
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise TellingError("envoie un fichier compressé qui est coupé ou abîmé") from None
