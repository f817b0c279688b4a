"""Names of programmes and addresses, reduced to what does not change when they are typed again."""

import hashlib

import polars as pl

_KINDS_OF_STREET = {
    "AV": "AVENUE",
    "AVE": "AVENUE",
    "BD": "BOULEVARD",
    "BLD": "BOULEVARD",
    "BVD": "BOULEVARD",
    "CHE": "CHEMIN",
    "CH": "CHEMIN",
    "ALL": "ALLEE",
    "IMP": "IMPASSE",
    "PL": "PLACE",
    "R": "RUE",
    "RTE": "ROUTE",
    "SQ": "SQUARE",
    "RES": "RESIDENCE",
}
PROGRAMME, STREET = "p:", "a:"
"""What a key begins with: a programme of the landlord, or an address."""


def plain(text: pl.Expr) -> pl.Expr:
    """Give a text in capitals, without accents nor punctuation, with single spaces."""
    return (
        text.fill_null("")
        .str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_uppercase()
        .str.replace_all(r"[^A-Z0-9]+", " ")
        .str.strip_chars()
    )


def street(kind: pl.Expr, name: pl.Expr) -> pl.Expr:
    """Give the name of a street with its kind in full."""
    return (plain(kind).replace(_KINDS_OF_STREET) + pl.lit(" ") + plain(name)).str.strip_chars()


def identify(*parts: str) -> str:
    """Give a short code that follows from a key: the same key gives the same residence every year."""
    return hashlib.blake2b("|".join(parts).encode(), digest_size=5).hexdigest().upper()
