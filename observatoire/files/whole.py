"""Files that are there whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from observatoire.errors import InvalidInputError, Problem

PARTIAL = ".partial"


@contextmanager
def whole_or_nothing(path: Path, refusal: str) -> Iterator[Path]:
    """Write beside, then rename: whoever reads never meets half a file, and what was there stays until the end.

    Args:
        path: the file that the person asked for.
        refusal: what to say, in French, when it cannot be written.

    Raises:
        InvalidInputError: it cannot be written there.
    """
    partial = path.with_name(f"{path.stem}{PARTIAL}{path.suffix}")
    try:
        partial.unlink(missing_ok=True)
        yield partial
        partial.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = Problem(
            f"Le fichier ne peut pas être écrit : {reason}.", "Choisissez un autre dossier.", file=str(path)
        )
        raise InvalidInputError(refusal, [problem]) from error
    finally:
        partial.unlink(missing_ok=True)
