"""Frames written as files, the format chosen by the ending of the name. A file is there whole or not at all."""

import errno
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import geopandas
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from observatoire.errors import InvalidInputError, Problem
from observatoire.files.disk_refusals import MEBIBYTE
from observatoire.files.formulas import RISKY_STARTS, TEXT_ONLY, is_risky
from observatoire.files.whole import PARTIAL, whole_or_nothing

WGS84 = 4326
LAMBERT_93 = 2154

Writer = Callable[[pd.DataFrame, Path], None]


def write_table(frame: pd.DataFrame, path: Path, *, more: Mapping[str, Writer] = MappingProxyType({})) -> None:
    """Write a frame without outlines: csv, xlsx or parquet, or as one of `more` does, by ending."""
    _write(frame, path, {**TABLE_WRITERS, **more})


def write_layer(layer: geopandas.GeoDataFrame, path: Path) -> None:
    """Write a frame with outlines: gpkg, geojson or parquet; in csv and xlsx each outline becomes a point."""
    _write(layer, path, LAYER_WRITERS)


def neutralise_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before the text cells that a spreadsheet would run. Numbers are left alone."""
    safe = frame.copy()
    for name in frame.columns[[isinstance(dtype, pd.StringDtype) for dtype in frame.dtypes]]:
        risky = frame[name].str.startswith(RISKY_STARTS, na=False)
        safe[name] = frame[name].where(~risky, "'" + frame[name])
    return safe


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    neutralise_formulas(frame).to_csv(path, index=False, lineterminator="\n")


def _write_xlsx(frame: pd.DataFrame, path: Path) -> None:
    # Written as text, a cell is not a formula; marked as quoted, it does not become one when somebody edits it.
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": TEXT_ONLY}) as workbook:
        frame.to_excel(workbook, index=False)
        quoted = workbook.book.add_format({"quote_prefix": True})
        (sheet,) = workbook.sheets.values()
        for column, name in enumerate(frame.columns):
            for line, value in enumerate(frame[name], start=1):
                if is_risky(value):
                    sheet.write_string(line, column, value, quoted)


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    frame.to_parquet(path, index=False)


def _write_gpkg(layer: pd.DataFrame, path: Path) -> None:
    _write_with_gdal(layer, path, driver="GPKG")


def _write_geojson(layer: pd.DataFrame, path: Path) -> None:
    if not isinstance(layer, geopandas.GeoDataFrame):
        raise TypeError("GeoJSON needs outlines")
    _write_with_gdal(layer.to_crs(WGS84), path, driver="GeoJSON", RFC7946="YES", COORDINATE_PRECISION=6)


def _write_with_gdal(layer: pd.DataFrame, path: Path, **options: str | int) -> None:
    """Write a layer; what GDAL says in its own words of a disk that takes no more is made an error of the disk."""
    try:
        pyogrio.write_dataframe(layer, path, layer=path.stem.removesuffix(PARTIAL), **options)
    except (DataSourceError, DataLayerError, FeatureError) as error:
        full = shutil.disk_usage(path.absolute().parent).free < MEBIBYTE
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def _with_points(write: Writer) -> Writer:
    def write_points(layer: pd.DataFrame, path: Path) -> None:
        if not isinstance(layer, geopandas.GeoDataFrame):
            raise TypeError("points need outlines")
        points = layer.representative_point().to_crs(WGS84)
        table = pd.DataFrame(layer.drop(columns="geometry"))
        write(table.assign(longitude=points.x.round(6), latitude=points.y.round(6)), path)

    return write_points


TABLE_WRITERS: Mapping[str, Writer] = {".csv": _write_csv, ".xlsx": _write_xlsx, ".parquet": _write_parquet}
LAYER_WRITERS: Mapping[str, Writer] = {
    ".csv": _with_points(_write_csv),
    ".xlsx": _with_points(_write_xlsx),
    ".gpkg": _write_gpkg,
    ".geojson": _write_geojson,
    ".parquet": _write_parquet,
}
IMPOSSIBLE = "L’export est impossible."


def _write(frame: pd.DataFrame, path: Path, writers: Mapping[str, Writer]) -> None:
    writer = writers.get(path.suffix.lower())
    if writer is None:
        endings = ", ".join(writers)
        raise _refusal(
            path, f"Le format « {path.suffix} » n’est pas prévu ici.", f"Donnez un nom qui finit par {endings}."
        )
    with whole_or_nothing(path, IMPOSSIBLE) as partial:
        writer(frame, partial)


def _refusal(path: Path, message: str, remedy: str) -> InvalidInputError:
    return InvalidInputError(IMPOSSIBLE, [Problem(message, remedy, file=str(path))])
