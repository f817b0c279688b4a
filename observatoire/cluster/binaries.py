"""Finds the PostgreSQL programs of this machine that come with PostGIS."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from observatoire.errors import UnavailableError

PACKAGED = ("lib/postgresql/*/bin", "pgsql-*/bin")
"""Where Debian and the RPMs of PostgreSQL put the programs of each major version, under /usr."""

REMEDY = (
    "Lancez « make setup », ou installez PostgreSQL et PostGIS : « sudo apt-get install postgresql-postgis »"
    " (paquet « postgresql-15-postgis-3 » sous Debian 12). À défaut, indiquez un serveur par DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """The programs of one major version."""

    folder: Path
    major: int

    def path(self, program: str) -> str:
        """Where a program is, as an argument for a command line."""
        return str(self.folder / program)


def find_binaries(major: int | None = None) -> Binaries:
    """The newest version that has PostGIS, or the one that created the data when `major` is given.

    Raises:
        UnavailableError: nothing suitable is installed; the message says what to install.
    """
    found = sorted(_installed(), key=lambda binaries: binaries.major)
    suitable = [binaries for binaries in found if major in (None, binaries.major)]
    if suitable:
        return suitable[-1]
    if major is not None:
        raise UnavailableError(
            f"La base de ce dossier a été créée avec PostgreSQL {major}, qui n’est plus installé avec PostGIS ici. "
            f"Réinstallez-le : « sudo apt-get install postgresql-{major}-postgis-3 »."
        )
    raise UnavailableError(f"PostgreSQL avec PostGIS est introuvable sur cette machine. {REMEDY}")


def _installed() -> Iterator[Binaries]:
    for folder in dict.fromkeys(folder.resolve() for folder in _candidate_folders()):
        if not all((folder / program).is_file() for program in ("initdb", "postgres", "pg_config")):
            continue
        version, share = _ask_pg_config(folder / "pg_config", "--version", "--sharedir")
        number = re.search(r"\d+", version)
        if number and (Path(share) / "extension" / "postgis.control").is_file():
            yield Binaries(folder, int(number.group()))


def _candidate_folders() -> Iterator[Path]:
    on_path = shutil.which("pg_config")
    if on_path:
        yield Path(_ask_pg_config(Path(on_path), "--bindir")[0])
    for pattern in PACKAGED:
        yield from Path("/usr").glob(pattern)


def _ask_pg_config(pg_config: Path, *questions: str) -> list[str]:
    answer = subprocess.run([pg_config, *questions], capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()
