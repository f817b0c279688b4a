"""The features of one of our answers as a flat table, which is what general feature servers publish."""

import json
from typing import Any

import geopandas
import pandas as pd
from sqlalchemy import Engine


def write_flat_table(engine: Engine, collection: dict[str, Any], *, schema: str, table: str) -> int:
    """Write every property as a column of its own, lists as text, with a key and a spatial index; return the columns."""
    features = collection["features"]
    columns = pd.json_normalize([feature["properties"] for feature in features], sep="_")
    for name in columns.columns:
        if columns[name].map(lambda cell: isinstance(cell, list)).any():
            columns[name] = columns[name].map(json.dumps)
    columns.insert(0, "id", range(1, len(columns) + 1))
    places = geopandas.GeoDataFrame.from_features(features, crs="EPSG:4326").geometry
    rows = geopandas.GeoDataFrame(columns, geometry=places.to_numpy(), crs="EPSG:4326").rename_geometry("geom")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        rows.to_postgis(table, connection, schema=schema)
        connection.exec_driver_sql(f"ALTER TABLE {schema}.{table} ADD PRIMARY KEY (id)")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"ANALYZE {schema}.{table}")
    return len(rows.columns)
