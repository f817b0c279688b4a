"""One entrance for every file format: whatever the file is, a raw table comes out."""

from dataclasses import replace
from pathlib import Path

from observatoire.sources.columns import Kind, Shape
from observatoire.sources.problems import refuse
from observatoire.sources.reading.content import Content, identify_content
from observatoire.sources.reading.delimited import read_delimited
from observatoire.sources.reading.geofile import read_geofile
from observatoire.sources.reading.raw_table import RawTable
from observatoire.sources.reading.workbook import read_workbook
from observatoire.sources.wording import french

COORDINATES_CRS = "EPSG:4326"
"""System of the columns longitude and latitude."""
_READERS = {
    Content.TEXT: read_delimited,
    Content.WORKBOOK: read_workbook,
    Content.GEOGRAPHIC: read_geofile,
}


def read_table(path: Path, kind: Kind) -> RawTable:
    """Read a file of a given kind, whatever its format.

    Raises:
        InvalidInputError: it cannot be read, holds no row, or has no geometry where outlines are needed.
    """
    content = identify_content(path)
    if kind.shape is Shape.POLYGON and content is not Content.GEOGRAPHIC:
        raise refuse(
            path.name,
            french("Un tableau ne peut pas donner les contours que « {kind} » demande.", kind=kind.name),
            "Fournissez un fichier géographique : GeoJSON, GeoPackage, Shapefile (dans un ZIP) ou FlatGeobuf.",
        )
    table = _READERS[content](path, kind)
    if kind.shape is Shape.POLYGON and table.geometry is None:
        raise refuse(
            path.name,
            "La couche n’a pas de géométrie.",
            "Enregistrez la couche avec ses contours, et non sa seule table d’attributs.",
        )
    if not len(table.lines):
        raise refuse(
            path.name,
            "Le fichier n’a que son en-tête, sans aucune ligne de données.",
            "Vérifiez l’extraction, puis enregistrez le fichier de nouveau.",
        )
    if kind.shape is Shape.POINT_OR_POLYGON and table.geometry is None:
        return replace(table, understood=replace(table.understood, crs=COORDINATES_CRS))
    return table
