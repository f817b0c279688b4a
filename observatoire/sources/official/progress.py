"""How a long load says where it is: a stage in French, and the share of it done when it is known."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, float | None], None]

READING = "Lecture des logements"
_SAMPLE = 4 * 1024**2


def say_nothing(_stage: str, _share: float | None) -> None:
    """Follow nothing."""


class RowCounter:
    """Says what share of a text file was read, from the rows seen and from how many its length makes."""

    def __init__(self, path: Path, progress: Progress) -> None:
        """Count the lines of the beginning of the file: dwellings are written alike from the first to the last."""
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
        self._expected = max(1.0, sample.count(b"\n") * path.stat().st_size / max(1, len(sample)))
        self._progress = progress
        self.rows = 0

    def count(self, rows: int) -> None:
        """Say where the reading is, so many rows later."""
        self.rows += rows
        self._progress(READING, min(1.0, self.rows / self._expected))
