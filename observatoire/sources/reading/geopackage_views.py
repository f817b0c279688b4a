"""GeoPackages whose layer is a view: a program, that may give rows without end to who only opens it."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import IO

from observatoire.sources.problems import refuse
from observatoire.sources.wording import french, named


def refuse_views(geopackage: Path, file: str) -> None:
    """Refuse a GeoPackage that holds a view; what cannot be read is left for GDAL to say.

    Raises:
        InvalidInputError: it holds one.
    """
    try:
        with closing(sqlite3.connect(f"{geopackage.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            views = [str(name) for (name,) in database.execute("select name from sqlite_master where type = 'view'")]
    except sqlite3.DatabaseError:
        return
    if views:
        raise refuse(
            file,
            french("Le GeoPackage contient une vue ({names}) : elle n’est pas exécutée.", names=named(views)),
            "Enregistrez la couche, avec ses lignes, dans un GeoPackage neuf depuis QGIS.",
        )


def refuse_packed_views(opened: IO[bytes], file: str) -> None:
    """Do the same for a GeoPackage in an archive.

    Raises:
        InvalidInputError: it holds a view.
    """
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as copy:
        shutil.copyfileobj(opened, copy)
        copy.flush()
        refuse_views(Path(copy.name), file)
