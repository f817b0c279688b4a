# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""A fingerprint of the rows of a publication, made where they are: a country has two million, which need not travel."""

import json
from hashlib import sha256
from typing import Any

from sqlalchemy import FromClause, text
from sqlalchemy.orm import Session

from observatoire.store.tables.restricted import ResidenceProfile, Respondents
from observatoire.store.tables.results import Component, Publication, Territory, Value

KEYS = ("level", "code", "index", "indicator")
"""In whose order rows are written, byte by byte, whatever the language of the server."""
NOT_FIGURES = ("geom", "publication", "code_insee", "bailleur_siren")
"""Columns that say where a figure is and whose, for the maps and the policies."""


def fingerprint(session: Session, number: int) -> str:
    """SHA-256 of what a publication says, the same for the draft that became it.

    Anyone can check later that a certificate speaks of these rows: figures, names and facts of territories, no outlines.
    """
    publication = session.get_one(Publication, number)
    said = [publication.ops, publication.rpls, publication.reference, publication.method]
    digest = sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode())
    for table in _TABLES:
        rows = session.execute(text(_write_query(*table)), {"number": number}).scalar_one()
        digest.update(f"\n{rows}".encode())
    return digest.hexdigest()


_TABLES: tuple[tuple[FromClause, tuple[str, ...]], ...] = (
    (Territory.__table__, ("geom", "publication")),
    (Respondents.__table__, NOT_FIGURES),
    (ResidenceProfile.__table__, NOT_FIGURES),
    (Value.__table__, NOT_FIGURES),
    (Component.__table__, NOT_FIGURES),
)


def _write_query(table: Any, left_out: tuple[str, ...]) -> str:
    """The fingerprint of the fingerprints of the rows, in the order of their keys; rows without any figure are silent.

    Rows are sorted before they are aggregated, so that several processes may write, digest and sort them.
    """
    names = sorted(name for name in table.columns.keys() if name not in left_out)  # noqa: SIM118 - not a mapping of names
    figures = [f'"{name}"' for name in names if name not in KEYS]
    written = ", ".join(f'"{name}"' for name in names)
    order = ", ".join(f'"{name}" collate "C"' for name in KEYS if name in names)
    return f"""
        select coalesce(encode(sha256(string_agg(digest, ''::bytea)), 'hex'), '') from (
            select sha256(convert_to(row({written})::text, 'UTF8')) as digest
            from {table.schema}.{table.name} where publication = :number and num_nonnulls({", ".join(figures)}) > 0
            order by {order}
        ) sorted"""
