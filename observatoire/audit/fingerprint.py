"""A fingerprint of the rows that were attacked, so that anyone can check later that a certificate speaks of them."""

import hashlib
import json
from typing import Any

import pandas as pd

from observatoire.audit.editions import Edition


def fingerprint(edition: Edition) -> str:
    """SHA-256 of the rows of a publication, the same for the draft that became it."""
    digest = hashlib.sha256()
    header = [edition.ops, edition.rpls, edition.reference, edition.method]
    digest.update(_write(header))
    for frame in (edition.territories, edition.indices, edition.components):
        columns = sorted(frame.columns)
        for row in zip(*(frame[name].tolist() for name in columns), strict=True):
            digest.update(_write([_plain(each) for each in row]))
    return digest.hexdigest()


def _write(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _plain(value: Any) -> Any:
    """Missing numbers are written alike, whole numbers too, whatever the column around them made of them."""
    if isinstance(value, dict | list):
        return value
    if value is None or pd.isna(value):
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
