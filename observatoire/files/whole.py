"""Files that are there whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from observatoire.files.disk_refusals import find_disk_error, refuse_writing

PARTIAL = ".partial"


@contextmanager
def whole_or_nothing(path: Path, refusal: str) -> Iterator[Path]:
    """Write beside, then rename: whoever reads never meets half a file, and what was there stays until the end.

    Args:
        path: the file that the person asked for.
        refusal: what to say, in French, when it cannot be written.

    Raises:
        InvalidInputError: it cannot be written there.
        UnavailableError: the disk is full.
    """
    partial = path.with_name(f"{path.stem}{PARTIAL}{path.suffix}")
    try:
        partial.unlink(missing_ok=True)
        yield partial
        partial.replace(path)
    except Exception as error:
        refused = find_disk_error(error)
        if refused is None:
            raise
        raise refuse_writing(refused, path, refusal, written=measure_written(partial)) from error
    finally:
        with suppress(OSError):  # a place where nothing can be written holds nothing to take away
            partial.unlink(missing_ok=True)


def measure_written(partial: Path) -> int:
    """Bytes of a file that was begun."""
    try:
        return partial.stat().st_size
    except OSError:
        return 0
