"""What a backup looks like: a ZIP of one manifest and one member for each table, in the text form of COPY."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from pydantic import BaseModel, ConfigDict, ValidationError

from observatoire.errors import InvalidInputError, Problem

FORMAT = 1
"""Changes when older versions of the product could no longer read the file."""

MANIFEST = "manifeste.json"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TableCopy(_Model):
    """One table of the backup."""

    schema_name: str
    name: str
    columns: tuple[str, ...]
    rows: int

    @property
    def member(self) -> str:
        """Its name in the ZIP."""
        return f"{self.schema_name}.{self.name}.copy"


class SequencePosition(_Model):
    """Where a sequence of numbers stands; `None` when it gave none yet."""

    schema_name: str
    name: str
    last_value: int | None


class Manifest(_Model):
    """What the file holds. Tables are in the order in which they can be filled: what is referred to comes first."""

    format: int
    revision: str
    made_at: str
    publication: int | None
    tables: tuple[TableCopy, ...]
    sequences: tuple[SequencePosition, ...]

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(table.rows for table in self.tables)


@contextmanager
def open_archive(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """Open a backup for reading, once every byte of it has been checked.

    Raises:
        InvalidInputError: it is absent, cut short, altered, or no backup.
    """
    try:
        with ZipFile(path) as archive:
            altered = archive.testzip()
            if altered is not None:
                raise _refuse(path, f"sa partie « {altered} » est altérée")
            yield archive, _read_manifest(path, archive)
    except FileNotFoundError as error:
        raise _refuse(path, "il n’existe pas", "Vérifiez son chemin.") from error
    except OSError as error:
        raise _refuse(
            path, f"il ne peut pas être lu ({error.strerror})", "Vérifiez son chemin et ses droits."
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _refuse(path, "il est coupé, altéré, ou n’est pas une sauvegarde de l’observatoire") from error


def _read_manifest(path: Path, archive: ZipFile) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
        members = {table.member for table in manifest.tables}
    except (KeyError, ValidationError) as error:
        raise _refuse(path, "ce n’est pas une sauvegarde de l’observatoire") from error
    if manifest.format > FORMAT:
        raise _refuse(
            path,
            "une version plus récente de l’observatoire l’a écrit",
            "Mettez d’abord l’observatoire à jour.",
        )
    if not members <= set(archive.namelist()):
        raise _refuse(path, "il lui manque des tables")
    return manifest


def _refuse(path: Path, reason: str, remedy: str = "Prenez une autre sauvegarde.") -> InvalidInputError:
    return InvalidInputError(
        "La sauvegarde ne peut pas être restaurée : rien n’a été changé.",
        [Problem(f"Ce fichier ne convient pas : {reason}.", remedy, file=path.name)],
    )
