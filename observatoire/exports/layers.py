"""Layers for a GIS or a spreadsheet: residences and communes of a publication, by audience."""

from pathlib import Path

import geopandas
import pandas as pd
from sqlalchemy.orm import Session

from observatoire.access.audience import Audience
from observatoire.exports.levels import INDICES, SURVEYED, spread_rows
from observatoire.files.tables import write_layer
from observatoire.secrecy.disclosure import keep_public_indices, read_recipes
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import aggregates, exports
from observatoire.store.tables.results import Publication
from observatoire.territories.fact_names import FINANCEMENTS, TYPES

PUBLIC_RESIDENCE_COLUMNS = (
    *("code", "nom", "bailleur", "code_insee", "adresse", "logements", "mise_en_service"),
    *TYPES,
)
RESIDENCE_COLUMNS = (
    *PUBLIC_RESIDENCE_COLUMNS,
    *("secteur", "epci", "code_qp", "qpv_generation", "bailleur_siren", "statut", "rehabilitation"),
    *FINANCEMENTS,
    "loyer_m2",
)
COMMUNE_COLUMNS = ("code", "nom", "epci", "logements", "residences", *TYPES, *FINANCEMENTS)
WHOLE_FACTS = (*TYPES, *FINANCEMENTS, "mise_en_service", "residences")


def export_residences(store: Store, path: Path, *, audience: Audience, number: int | None) -> int:
    """Write the residences of a publication; the public's file has facts of the stock and no index."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publication = exports.get_publication(session, number)
        layer = _read_layer(session, publication, "residence")
        if audience is Audience.PUBLIC:
            layer = layer.reindex(columns=[*PUBLIC_RESIDENCE_COLUMNS, "geometry"])
        else:
            layer["qpv_generation"] = layer["code_qp"].map(exports.read_generations(session, publication.number))
            columns = layer.reindex(columns=[*RESIDENCE_COLUMNS, "geometry"])
            layer = _add_indices(session, publication, "residence", columns)
    write_layer(layer, path)
    return len(layer)


def export_communes(store: Store, path: Path, *, audience: Audience, number: int | None, settings: Settings) -> int:
    """Write the communes of a publication; the public's file has classes, if the EPCI opens them, and no value."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publication = exports.get_publication(session, number)
        layer = _read_layer(session, publication, "commune").reindex(columns=[*COMMUNE_COLUMNS, "geometry"])
        if audience is not Audience.PUBLIC:
            layer = _add_indices(session, publication, "commune", layer)
        elif settings.public_indices:
            layer = _add_public_classes(session, publication, layer)
    write_layer(layer, path)
    return len(layer)


def _read_layer(session: Session, publication: Publication, level: str) -> geopandas.GeoDataFrame:
    """Outlines of a level, each fact in a column of its own."""
    layer = exports.read_level_layer(session, publication.number, level)
    facts = pd.DataFrame(list(layer["facts"]), index=layer.index).drop(columns="logements", errors="ignore")
    known = [name for name in WHOLE_FACTS if name in facts]
    facts = facts.astype(dict.fromkeys(known, "Int64"))
    return geopandas.GeoDataFrame(pd.concat([layer.drop(columns="facts"), facts], axis="columns"), crs=layer.crs)


def _add_indices(
    session: Session, publication: Publication, level: str, layer: geopandas.GeoDataFrame
) -> geopandas.GeoDataFrame:
    values = exports.read_level_values(session, publication.number, level)
    wide = spread_rows(values[["code", "index", "value", "status", "class"]], by="index")
    added = wide.reindex(columns=[f"{index}_{part}" for index in INDICES for part in ("value", "status", "class")])
    if level == "residence":
        added["signal"] = values.groupby("code")["signal"].any()
    components = exports.read_level_components(session, publication.number, level)
    bounds = spread_rows(components[["code", "indicator", "bound"]], by="indicator")
    return _join(layer, added.join(bounds.reindex(columns=[f"{each}_bound" for each in SURVEYED])))


def _add_public_classes(
    session: Session, publication: Publication, layer: geopandas.GeoDataFrame
) -> geopandas.GeoDataFrame:
    indicators = aggregates.read_published_indicators(session, publication.number)
    recipes = read_recipes(publication.method)
    classes = {}
    for (level, code), indices in aggregates.read_published_indices(session, publication.number).items():
        if level == "commune":
            shown = keep_public_indices(indices, indicators[level, code], recipes)
            classes[code] = {
                f"{index}_{part}": each[part] for index, each in shown.items() for part in ("status", "class")
            }
    return _join(layer, pd.DataFrame.from_dict(classes, orient="index", dtype="str"))


def _join(layer: geopandas.GeoDataFrame, added: pd.DataFrame) -> geopandas.GeoDataFrame:
    """Add columns by code, keeping the outlines last."""
    joined = layer.merge(added.rename_axis("code").reset_index(), on="code", how="left")
    names = [name for name in joined.columns if name != "geometry"]
    return geopandas.GeoDataFrame(joined[[*names, "geometry"]], crs=layer.crs)
