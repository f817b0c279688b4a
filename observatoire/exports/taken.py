"""What a visitor takes away of a level: the rows that were read for them, as a workbook or as a layer for a GIS.

It is made of answers that the database has already cut to what the visitor may read: nothing is asked for here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from observatoire.errors import InvalidInputError, Problem
from observatoire.method.trial import INDICATORS

Ending = Literal["xlsx", "gpkg", "parquet"]
INDICES = ("fragilite", "occupation", "attractivite")
FACTS = ("commune", "secteur_nom", "bailleur", "code_qp")
NEVER = "aucune"
"""What a landlord says of a residence that was never rehabilitated."""
MOST_ROWS = 20_000
"""Rows that one answer makes while a person waits."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The rows that are kept: what the planners' page calls its filters."""

    bailleur: str | None = None
    in_qpv: bool | None = None
    rehabilitated: bool | None = None
    ranges: Mapping[str, tuple[float, float]] | None = None

    def keeps(self, row: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
        """Whether a row is kept; without a value it is in no interval."""
        if self.bailleur is not None and facts.get("bailleur") != self.bailleur:
            return False
        if self.in_qpv is not None and "code_qp" in facts and (facts["code_qp"] is not None) != self.in_qpv:
            return False
        if self.rehabilitated is not None and "bailleur" in facts:
            year = facts["facts"].get("rehabilitation")
            if year is None or (year != NEVER) == (not self.rehabilitated):
                return False
        for index, (low, high) in (self.ranges or {}).items():
            value = row["indices"].get(index, {}).get("value")
            if value is None or not low <= value <= high:
                return False
        return True


def write_level(values: Mapping[str, Any], shapes: Mapping[str, Any], ending: Ending, kept: Narrowing) -> bytes:
    """Write the rows of a level.

    Args:
        values: the figures, as the API gives them to this visitor.
        shapes: the GeoJSON of the same level, in the same publication.
        ending: format of the file; a workbook has a longitude and a latitude, the others the outlines in Lambert 93.
        kept: which rows.

    Raises:
        InvalidInputError: more rows than can be written while a person waits.
    """
    import geopandas  # noqa: PLC0415 (a second that only who takes a file should wait for)

    from observatoire.files.tables import LAMBERT_93, WGS84, write_layer  # noqa: PLC0415

    if len(values["values"]) > MOST_ROWS:
        raise InvalidInputError(
            "Le fichier est trop grand pour être fait ici.",
            [Problem(f"Plus de {MOST_ROWS} lignes.", "Demandez-le au gestionnaire : observatoire export.")],
        )
    found = {feature["properties"]["code"]: feature for feature in shapes["features"]}
    rows = []
    for row in values["values"]:
        facts = found.get(row["code"], {}).get("properties", {})
        if kept.keeps(row, facts):
            geometry = found.get(row["code"], {}).get("geometry")
            rows.append({"type": "Feature", "geometry": geometry, "properties": _flatten(row, facts, values)})
    names = list(rows[0]["properties"]) if rows else ["code", "nom"]
    columns = [*names, "geometry"]
    layer = geopandas.GeoDataFrame.from_features(rows, crs=WGS84, columns=columns) if rows else _empty(columns)
    with TemporaryDirectory() as place:
        path = Path(place) / f"observatoire-{values['level']}.{ending}"
        write_layer(layer.to_crs(LAMBERT_93), path)
        return path.read_bytes()


def _empty(columns: list[str]) -> Any:
    import geopandas  # noqa: PLC0415 (see above)

    from observatoire.files.tables import WGS84  # noqa: PLC0415

    return geopandas.GeoDataFrame({name: [] for name in columns}, geometry="geometry", crs=WGS84)


def _flatten(row: Mapping[str, Any], facts: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """One line: a status beside every figure, and nothing where there is none."""
    line = {name: row[name] for name in ("code", "nom", "code_insee")}
    line |= {name: facts[name] for name in FACTS if name in facts}
    line |= {"logements": row["logements"], "repondants": row["repondants"]}
    for index in INDICES:
        said = row["indices"].get(index, {})
        low, high = row["intervals"].get(index, (None, None))
        line |= {index: said.get("value"), f"{index}_bas": low, f"{index}_haut": high}
        line |= {f"{index}_statut": said.get("status", "ferme"), f"{index}_classe": said.get("class")}
    for indicator in INDICATORS:
        said = row["components"].get(indicator, {})
        line |= {indicator: said.get("rate"), f"{indicator}_num": said.get("num"), f"{indicator}_den": said.get("den")}
        line[f"{indicator}_statut"] = said.get("status", "ferme")
    publication = values["publication"]
    dates = {name: publication[name] for name in ("ops", "rpls", "method_version")}
    return line | dates | {"reference": publication["reference"]["nom"], "publication": publication["number"]}
