"""Write the files of the demonstration, byte for byte the same each time."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import xlsxwriter
from shapely import MultiPolygon, Polygon
from shapely.geometry.polygon import orient

Row = Mapping[str, Any]
COORDINATE_DECIMALS = 6
WORKBOOK_DATE = datetime(2018, 3, 1, tzinfo=UTC)
"""a workbook holds its date of creation: a fixed one keeps the file identical"""


def write_csv(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\n",
) -> None:
    """Write a table as text, in the encoding and with the delimiter of a given landlord's software."""
    text = StringIO()
    writer = csv.DictWriter(
        text, columns, extrasaction="ignore", restval="", delimiter=delimiter, lineterminator=line_end
    )
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_xlsx(path: Path, sheet_name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table as a workbook of one sheet; codes stay text, so that no leading zero is lost."""
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"created": WORKBOOK_DATE})
    sheet = workbook.add_worksheet(sheet_name)
    for line, values in enumerate([dict(zip(columns, columns, strict=True)), *rows]):
        for position, column in enumerate(columns):
            value = values.get(column, "")
            if isinstance(value, str):
                sheet.write_string(line, position, value)
            else:
                sheet.write_number(line, position, value)
    workbook.close()


def write_geojson(path: Path, features: Iterable[tuple[Row, MultiPolygon]]) -> None:
    """Write outlines in WGS 84 (RFC 7946), one feature a line."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": _describe(outline)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, outline in features
    ]
    path.write_text(
        '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8", newline="\n"
    )


def _describe(outline: MultiPolygon) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": [_describe_rings(part) for part in outline.geoms]}


def _describe_rings(polygon: Polygon) -> list[list[list[float]]]:
    oriented = orient(polygon)
    return [
        [[round(x, COORDINATE_DECIMALS), round(y, COORDINATE_DECIMALS)] for x, y in ring.coords]
        for ring in (oriented.exterior, *oriented.interiors)
    ]
