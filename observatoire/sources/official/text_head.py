"""The beginning of a text file, to tell what it is before it is read."""

from pathlib import Path

_HEAD = 65_536


def first_line(path: Path) -> str:
    """Read the first line that is not blank, whatever the letters."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    text = (
        head.decode("utf-8-sig", errors="replace")
        if not head.startswith(b"\xff\xfe")
        else head.decode("utf-16", "replace")
    )
    return next((line for line in text.splitlines() if line.strip()), "")
