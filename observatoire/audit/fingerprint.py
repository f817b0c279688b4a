"""A fingerprint of the rows that were attacked, so that anyone can check later that a certificate speaks of them."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from observatoire.audit.editions import Edition, read_facts

AT_ONCE = 50_000
"""Rows that are written together."""


def fingerprint(edition: Edition) -> str:
    """SHA-256 of the rows of a publication, the same for the draft that became it."""
    digest = hashlib.sha256()
    header = [edition.ops, edition.rpls, edition.reference, edition.method]
    digest.update(_write(header).encode() + b"\n")
    for frame in (edition.territories, edition.indices, edition.components):
        for start in range(0, len(frame), AT_ONCE):
            rows = zip(*_write_columns(frame.iloc[start : start + AT_ONCE]), strict=True)
            digest.update("".join(f"[{', '.join(row)}]\n" for row in rows).encode())
    return digest.hexdigest()


def _write_columns(frame: pd.DataFrame) -> Iterator[list[str]]:
    for name in sorted(frame.columns):
        column = frame[name]
        if column.isna().all():
            yield ["null"] * len(column)
        elif name == "facts":
            yield [_write(read_facts(each)) for each in column]
        elif pd.api.types.is_object_dtype(column):
            yield [_write(_plain(each)) for each in column]
        else:
            # The same words and numbers come again and again: each is written once.
            places, different = pd.factorize(column)
            texts = [*(_write(_plain(each)) for each in different.tolist()), "null"]
            yield [texts[place] for place in places]


def _write(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Missing numbers are written alike, whole numbers too, whatever the column around them made of them."""
    if isinstance(value, dict | list):
        return value
    if value is None or pd.isna(value):
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
