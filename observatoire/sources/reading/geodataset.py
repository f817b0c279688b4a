"""The name under which GDAL opens a geographic file.

The one data set of an archive is found, a driver is forced where content could make GDAL run something else, and the
encoding of a Shapefile that does not tell it is looked for.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from observatoire.sources.problems import refuse
from observatoire.sources.reading.geopackage_views import refuse_packed_views, refuse_views
from observatoire.sources.reading.signatures import is_what_it_says
from observatoire.sources.wording import french, named

_DATASETS = {".shp", ".gpkg", ".geojson", ".json", ".fgb", ".tab", ".mif", ".kml"}
_GEOPACKAGE = ".gpkg"
_HEAD = 4096
_COMPANIONS = (".shx", ".dbf")
_SHAPEFILE_TOGETHER = (
    "Un Shapefile est fait de plusieurs fichiers (.shp, .shx, .dbf, .prj) : mettez-les ensemble dans un ZIP."
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """What to give to GDAL."""

    name: str
    encoding: str | None = None


def open_dataset(path: Path) -> Dataset:
    """Name the data set of a file or of an archive.

    Raises:
        InvalidInputError: no data set in the archive, several of them, or a Shapefile without its companions.
    """
    path = path.resolve()
    if not zipfile.is_zipfile(path):
        return _open_plain(path)
    with zipfile.ZipFile(path) as archive:
        members = [name for name in archive.namelist() if not name.startswith("__MACOSX/")]
        found = [name for name in members if PurePosixPath(name).suffix.lower() in _DATASETS]
        if len(found) != 1:
            raise refuse(
                path.name,
                french("L’archive contient plusieurs fichiers géographiques : {names}.", names=named(found))
                if found
                else "L’archive ne contient ni tableau ni fichier géographique.",
                "Mettez dans le ZIP un seul jeu de données (un GeoPackage, ou les fichiers d’un Shapefile).",
            )
        member = found[0]
        with archive.open(member) as opened:
            _refuse_disguise(opened.read(_HEAD), PurePosixPath(member).suffix.lower(), path.name)
        if member.lower().endswith(_GEOPACKAGE):
            with archive.open(member) as opened:
                refuse_packed_views(opened, path.name)
        virtual = f"/vsizip/{{{path}}}/{member}"
        if not member.lower().endswith(".shp"):
            return Dataset(_force_driver(virtual, PurePosixPath(member).suffix.lower()))
        companions = {
            PurePosixPath(name).suffix.lower(): name
            for name in members
            if PurePosixPath(name).with_suffix("") == PurePosixPath(member).with_suffix("")
        }
        _refuse_lone_shapefile(set(companions), path.name)
        encoding = None if ".cpg" in companions else _dbf_encoding(archive.read(companions[".dbf"]))
        return Dataset(virtual, encoding)


def _open_plain(path: Path) -> Dataset:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"\x00\x00\x27\x0a"):
        companions = {sibling.suffix.lower(): sibling for sibling in path.parent.iterdir() if sibling.stem == path.stem}
        _refuse_lone_shapefile(set(companions), path.name)
        encoding = None if ".cpg" in companions else _dbf_encoding(companions[".dbf"].read_bytes())
        return Dataset(str(path), encoding)
    is_json = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"["))
    suffix = ".json" if is_json else path.suffix.lower()
    _refuse_disguise(head, suffix, path.name)
    if head.startswith(b"SQLite format 3\x00"):
        refuse_views(path, path.name)
    return Dataset(_force_driver(str(path), suffix))


def _refuse_disguise(head: bytes, suffix: str, file: str) -> None:
    """GDAL opens a text for what it holds: some are programs, which read other files of the machine."""
    if not is_what_it_says(head, suffix):
        raise refuse(
            file,
            french("Le contenu du fichier géographique n’est pas celui que son nom annonce ({suffix}).", suffix=suffix),
            "Enregistrez-le de nouveau en GeoPackage depuis QGIS.",
        )


def _force_driver(name: str, suffix: str) -> str:
    """Some JSON dialects are programs to GDAL (pipelines, remote services): only GeoJSON is let in."""
    return f"GeoJSON:{name}" if suffix in {".json", ".geojson"} else name


def _refuse_lone_shapefile(suffixes: set[str], file: str) -> None:
    missing = [suffix for suffix in _COMPANIONS if suffix not in suffixes]
    if missing:
        raise refuse(
            file,
            french("Il manque {names} à côté du Shapefile.", names=named(missing)),
            french(_SHAPEFILE_TOGETHER),
        )


def _dbf_encoding(content: bytes) -> str:
    """Without a .cpg nothing says the encoding: UTF-8 if every byte fits, else that of Windows."""
    try:
        content[32:].decode("utf-8")
    except UnicodeDecodeError:
        return "CP1252"
    return "UTF-8"
