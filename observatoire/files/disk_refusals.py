"""Why a disk takes no more of a file, in French: no room, a quota, a folder that may not be written in."""

import errno
import os
import shutil
from pathlib import Path

from observatoire.errors import InvalidInputError, ObservatoireError, Problem, UnavailableError

FULL = {
    errno.ENOSPC: "il n’y a plus de place sur le disque",
    errno.EDQUOT: "la place que votre compte peut prendre (quota) est atteinte",
    errno.EFBIG: "un fichier aussi grand n’y est pas permis",
}
"""There is no room: another day, or once some is made, the same would be written."""

_FORBIDDEN = {
    errno.EACCES: "votre compte n’a pas le droit d’y écrire",
    errno.EPERM: "votre compte n’a pas le droit d’y écrire",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENOENT: "ce dossier n’existe pas",
    errno.ENOTDIR: "ce n’est pas un dossier",
    errno.EISDIR: "un dossier porte déjà ce nom",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.EIO: "le disque a refusé l’écriture",
}
MEBIBYTE = 2**20


def find_disk_error(error: BaseException) -> OSError | None:
    """The refusal of the disk that an error is, or that a writer of workbooks has wrapped in one of its own."""
    if isinstance(error, OSError):
        return error
    wrapped = error.args[0] if error.args else None
    return wrapped if isinstance(wrapped, OSError) else None


def explain_refusal(error: OSError) -> str:
    """Say in French why a disk refuses."""
    code = error.errno or 0
    said = FULL.get(code) or _FORBIDDEN.get(code)
    return said or f"le système répond « {os.strerror(code) if code else error} »"


def measure_room(folder: Path) -> int | None:
    """Bytes that a folder can still take; nothing when the system does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def refuse_writing(
    error: OSError, path: Path, refusal: str, *, needed: int | None = None, written: int = 0
) -> ObservatoireError:
    """What to raise when a file that a person asked for cannot be written.

    Args:
        error: of the disk.
        path: the file asked for.
        refusal: what was not done, in French.
        needed: its size in bytes, when it is known.
        written: bytes of it that are on the disk, and are about to be taken away.
    """
    folder = path.absolute().parent
    if error.errno in FULL:
        sizes = describe_sizes(error, folder, needed=needed, written=written)
        return UnavailableError(
            f"{refusal} Le fichier « {path.name} » n’a pas pu être écrit : {explain_refusal(error)} (dossier « {folder} »{sizes}). "
            "Faites de la place, ou choisissez un autre dossier, puis recommencez."
        )
    if not error.errno and not folder.is_dir():  # a library looked first, and says it in its own words
        error = FileNotFoundError(errno.ENOENT, str(error))
    problem = Problem(
        f"Le fichier ne peut pas être écrit : {explain_refusal(error)}.", "Choisissez un autre dossier.", file=str(path)
    )
    return InvalidInputError(refusal, [problem])


def describe_sizes(error: OSError, folder: Path, *, needed: int | None, written: int) -> str:
    """What a full folder can still take, and what was to go there, as the end of a list; each where it is known."""
    left = measure_room(folder) if error.errno == errno.ENOSPC else None
    sizes = [
        *([] if left is None else [f", il reste {format_size(left + written)}"]),
        *([] if needed is None else [f", il en faut {format_size(needed)}"]),
    ]
    return "".join(sizes)


def format_size(size: int) -> str:
    """A number of bytes as a person reads it."""
    return f"{size / MEBIBYTE:.1f}".replace(".", ",") + "\u202fMio"
