"""The least that pygeoapi asks to serve one table."""

from collections.abc import Mapping
from typing import Any


def describe_server(
    database: Mapping[str, str], *, port: int, schema: str, table: str, largest_page: int
) -> dict[str, Any]:
    """The configuration of a server on one table of a database."""
    address = f"http://127.0.0.1:{port}"
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": address,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": largest_page, "max_items": largest_page},
            "map": {"url": address, "attribution": "-"},
        },
        "logging": {"level": "ERROR"},
        "metadata": _describe_origin(),
        "resources": {
            table: {
                "type": "collection",
                "title": table,
                "description": table,
                "keywords": [table],
                "extents": {"spatial": {"bbox": [-180, -90, 180, 90]}},
                "providers": [_describe_provider(database, schema, table)],
            }
        },
    }


def _describe_provider(database: Mapping[str, str], schema: str, table: str) -> dict[str, Any]:
    place = {"port": 5432, "password": "unused", "search_path": [schema]}
    return {
        "type": "feature",
        "name": "PostgreSQL",
        "data": {**database, **place},
        "id_field": "id",
        "table": table,
        "geom_field": "geom",
    }


def _describe_origin() -> dict[str, Any]:
    texts = {"title": "-", "description": "-", "keywords": ["-"], "terms_of_service": "-", "url": "-"}
    return {
        "identification": texts,
        "license": {"name": "-", "url": "-"},
        "provider": {"name": "-", "url": "-"},
        "contact": {"name": "-", "email": "-", "url": "-"},
    }
