"""Dwellings into residences: by the landlord's programme when it is named, else by addresses that touch.

Addresses of one street touch when their numbers follow each other closely and, where they have coordinates, when they
are near. A programme that is spread out (« diffus ») is no residence: its addresses are grouped as if it had no name.
"""

import polars as pl

from observatoire.sources.official.keys import PROGRAMME, STREET, plain, street

NEAR_M = 120.0
"""Two addresses of a street that follow each other are of one residence when they are not farther."""
NEAR_NUMBERS = 12
SPREAD_M = 800.0
"""A programme that extends further is no single place."""

ADDRESS = ("DEPCOM", "COMPLGEO", "NUMVOIE", "INDREP", "TYPVOIE", "NOMVOIE")
"""What makes an address, as written."""


def group_addresses(addresses: pl.DataFrame) -> pl.DataFrame:
    """Give each address the key of its residence: columns `cle`, `voie`, `numero`, `par_programme`.

    Args:
        addresses: one row for each address as written (`ADDRESS`), `x` and `y` in Lambert-93 or missing.
    """
    written = addresses.with_columns(
        programme=plain(pl.col("COMPLGEO")),
        voie=street(pl.col("TYPVOIE"), pl.col("NOMVOIE")),
        numero=pl.col("NUMVOIE").fill_null("").str.extract(r"(\d{1,5})").cast(pl.Int32, strict=False),
    )
    extent = (pl.col("x").max() - pl.col("x").min()) + (pl.col("y").max() - pl.col("y").min())
    by_programme = (pl.col("programme") != "") & (extent.fill_null(0).over("DEPCOM", "programme") <= SPREAD_M)
    told = written.with_columns(par_programme=by_programme)
    named = told.filter(pl.col("par_programme")).with_columns(cle=pl.lit(PROGRAMME) + pl.col("programme"))
    return pl.concat([named, _group_streets(told.filter(~pl.col("par_programme")))])


def _group_streets(addresses: pl.DataFrame) -> pl.DataFrame:
    """Cut each street where two addresses that follow each other are far apart; the first number names the piece."""
    ordered = addresses.sort("DEPCOM", "voie", "numero", "x", nulls_last=True)
    before = {name: pl.col(name).shift() for name in ("DEPCOM", "voie", "numero", "x", "y")}
    apart = ((pl.col("x") - before["x"]) ** 2 + (pl.col("y") - before["y"]) ** 2).sqrt() > NEAR_M
    gap = (pl.col("numero") - before["numero"]) > NEAR_NUMBERS
    same_street = (pl.col("DEPCOM") == before["DEPCOM"]) & (pl.col("voie") == before["voie"])
    cut = ~same_street | pl.coalesce(apart, gap).fill_null(value=False)
    pieces = ordered.with_columns(piece=cut.fill_null(value=True).cast(pl.UInt32).cum_sum())
    first = pl.col("numero").min().over("piece").cast(pl.String).fill_null("")
    rank = pl.when(pl.col("voie") == "").then(pl.lit("")).otherwise(first)
    return pieces.with_columns(cle=pl.lit(STREET) + rank + pl.lit(" ") + pl.col("voie")).drop("piece")


def name_residences(grouped: pl.DataFrame) -> pl.DataFrame:
    """Describe each residence: `DEPCOM`, `cle`, `nom`, `adresse`, how many `adresses`, `x`, `y`, from its addresses."""
    numbers = pl.col("NUMVOIE").fill_null("") + pl.col("INDREP").fill_null("").str.to_lowercase()
    line = (
        (
            numbers
            + pl.lit(" ")
            + pl.col("TYPVOIE").fill_null("").str.to_lowercase()
            + pl.lit(" ")
            + pl.col("NOMVOIE").fill_null("")
        )
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )
    ordered = grouped.with_columns(ligne=line).sort("DEPCOM", "cle", "voie", "numero", "ligne", nulls_last=True)
    return (
        ordered.group_by("DEPCOM", "cle", maintain_order=True)
        .agg(
            programme=pl.col("COMPLGEO").first(),
            par_programme=pl.col("par_programme").first(),
            adresse=pl.col("ligne").first(),
            adresses=pl.len(),
            x=_weighted("x"),
            y=_weighted("y"),
        )
        .with_columns(nom=pl.when(pl.col("par_programme")).then(pl.col("programme")).otherwise(pl.col("adresse")))
        .with_columns(
            nom=pl.when(pl.col("nom").fill_null("") == "").then(pl.lit("Adresse inconnue")).otherwise(pl.col("nom"))
        )
    )


def _weighted(axis: str) -> pl.Expr:
    known = pl.col(axis).is_not_null()
    return (pl.col(axis) * pl.col("logements")).sum() / pl.col("logements").filter(known).sum()
