"""Geographic files that GDAL reads: attributes as text, geometries, and the coordinate system that the file declares."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError

from observatoire.sources.columns import Kind, Shape
from observatoire.sources.problems import refuse
from observatoire.sources.reading.crowds import LARGEST_COUNT, refuse_crowd
from observatoire.sources.reading.geodataset import Dataset, open_dataset
from observatoire.sources.reading.official_names import say_translation
from observatoire.sources.reading.raw_table import GeometryArray, RawTable, as_cells
from observatoire.sources.reading.signatures import is_topojson
from observatoire.sources.reading.workbook import float_text
from observatoire.sources.report import NoticeList, Understood
from observatoire.sources.wording import french, named

_DRIVERS = {
    "GeoJSON": "GeoJSON",
    "GPKG": "GeoPackage",
    "ESRI Shapefile": "Shapefile",
    "FlatGeobuf": "FlatGeobuf",
    "MapInfo File": "MapInfo",
    "LIBKML": "KML",
    "KML": "KML",
}
_UNREADABLE = (DataSourceError, DataLayerError, FieldError, GeometryError, UnicodeDecodeError)
_DBF_NAME_LENGTH = 10
_HEAD = 4096


def read_geofile(path: Path, kind: Kind) -> RawTable:
    """Read a geographic file.

    Raises:
        InvalidInputError: unreadable, several layers, or no coordinate system although geometry is needed.
    """
    dataset = open_dataset(path)
    notices = NoticeList()
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            layer = _find_layer(dataset, kind, path.name)
            about = pyogrio.read_info(dataset.name, layer=layer)
            refuse_crowd(about["features"], path.name)
            driver = about["driver"]
            meta, _, geometry, fields = pyogrio.raw.read(
                dataset.name, layer=layer, encoding=dataset.encoding, force_2d=True, max_features=LARGEST_COUNT + 1
            )
    except UnicodeDecodeError:
        raise refuse(
            path.name,
            "Les textes ne sont pas dans l’encodage que le fichier annonce (le .cpg d’un Shapefile).",
            "Retirez le fichier .cpg du ZIP : l’encodage sera reconnu ; ou enregistrez la couche en GeoPackage depuis QGIS.",
        ) from None
    except _UNREADABLE as error:
        if is_topojson(_read_head(path)):
            raise refuse(
                path.name,
                "Le fichier est en TopoJSON, que le chargement ne lit pas.",
                "Enregistrez la couche en GeoJSON ou en GeoPackage, depuis QGIS ou le site qui l’a donnée.",
            ) from None
        raise refuse(
            path.name,
            french("Le fichier géographique ne peut pas être lu : {error}.", error=str(error).rstrip(".")),
            "Demandez un nouvel envoi, ou enregistrez-le de nouveau en GeoPackage depuis QGIS.",
        ) from None
    refuse_crowd(_count_objects(geometry, fields), path.name)  # a header may well lie
    for warning in said:
        notices.add(french("La bibliothèque géographique signale : {text}", text=warning.message))
    header = _restore_names(tuple(str(name) for name in meta["fields"]), driver, kind, notices)
    header = say_translation(header, kind, notices)
    return RawTable(
        header=header,
        cells=as_cells([_field_text(values) for values in fields]),
        lines=np.arange(1, _count_objects(geometry, fields) + 1, dtype=np.int64),
        understood=Understood(
            _DRIVERS.get(driver, driver),
            encoding=dataset.encoding or meta["encoding"],
            layer=layer,
            crs=meta["crs"],
        ),
        geometry=_read_geometry(geometry, meta["crs"], kind, path.name),
        numeric=frozenset(rank for rank, values in enumerate(fields) if values.dtype.kind in "iuf"),
        notices=notices.collected(),
    )


def _read_head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _find_layer(dataset: Dataset, kind: Kind, file: str) -> str:
    layers = [str(name) for name, _ in pyogrio.list_layers(dataset.name)]
    if not layers:
        raise refuse(file, "Le fichier ne contient aucune couche.", "Enregistrez-y une couche depuis QGIS.")
    if len(layers) == 1:
        return layers[0]
    if kind.name in layers:
        return kind.name
    raise refuse(
        file,
        french("Le fichier contient plusieurs couches : {names}.", names=named(layers)),
        french("Gardez une seule couche, ou nommez « {kind} » celle qu’il faut lire.", kind=kind.name),
    )


def _restore_names(header: tuple[str, ...], driver: str, kind: Kind, notices: NoticeList) -> tuple[str, ...]:
    """Give back their full names to the columns of a Shapefile, cut at ten letters and often in capitals."""
    if driver != "ESRI Shapefile":
        return header
    full = {column.name[:_DBF_NAME_LENGTH]: column.name for column in kind.columns}
    restored = tuple(name if name in full.values() else full.get(name.lower(), name) for name in header)
    changed = [(old, new) for old, new in zip(header, restored, strict=True) if old != new]
    for old, new in changed:
        notices.add(french("La colonne « {old} » du Shapefile est lue comme « {new} ».", old=old, new=new), column=new)
    return restored


def _field_text(values: Any) -> list[str]:
    """Write the values of a field as text; a missing value is empty."""
    match values.dtype.kind:
        case "f":
            return ["" if np.isnan(value) else float_text(float(value)) for value in values]
        case "M":
            return ["" if np.isnat(value) else str(value) for value in values]
        case "b":
            return ["VRAI" if value else "FAUX" for value in values]
        case _:
            return ["" if value is None else str(value) for value in values]


def _count_objects(geometry: Any, fields: list[Any]) -> int:
    return len(fields[0]) if fields else (0 if geometry is None else len(geometry))


def _read_geometry(wkb: Any, crs: str | None, kind: Kind, file: str) -> GeometryArray | None:
    if wkb is None or kind.shape is Shape.NONE:
        return None
    if crs is None:
        raise refuse(
            file,
            "Le fichier ne dit pas dans quel système de coordonnées il est.",
            "Joignez le fichier .prj du Shapefile, ou enregistrez la couche en GeoPackage en choisissant le système "
            "(Lambert-93 : EPSG:2154 ; GPS : EPSG:4326).",
        )
    geometries: GeometryArray = shapely.from_wkb(wkb, on_invalid="ignore")
    return geometries
