"""Where the observatory of a home answers, kept for the time of the service: another command makes links that work."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from observatoire.settings import Settings

_KEPT = "served-address"


@contextmanager
def kept_address(home: Path, address: str) -> Iterator[None]:
    """Keep the address for as long as the block lasts; a folder that cannot be written stops no service."""
    kept = home / _KEPT
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        kept.write_text(address, encoding="ascii")
    try:
        yield
    finally:
        if _read(home) == address:  # another service of the same home may have come since
            kept.unlink(missing_ok=True)


def find_public_address(settings: Settings) -> tuple[str, bool]:
    """Find what links begin with, and whether it is known: set by somebody, or where a service answers now."""
    if "public_address" in settings.model_fields_set:
        return settings.public_address.rstrip("/"), True
    served = _read(settings.home)
    return (served or settings.public_address).rstrip("/"), served is not None


def _read(home: Path) -> str | None:
    try:
        return (home / _KEPT).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
