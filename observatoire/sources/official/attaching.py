"""Which residence each group of dwellings is: the one decided, the one it was last year, or a new one.

A landlord that renames a programme keeps its addresses, and one that renumbers keeps its names: both are remembered,
and a residence keeps its code from one millésime to the next.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import polars as pl
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from observatoire.sources.official.keys import identify
from observatoire.store.tables.housing import UNKNOWN_LANDLORD, Residence
from observatoire.store.tables.matching import Rattachement

Key: TypeAlias = tuple[str, str]
"""Commune, and key of a programme or of an address in it."""

UNKNOWN_LANDLORD_NAME = "Bailleur non précisé (RPLS ouvert)"
KNOWN, TAKEN_OVER, NEW, DECIDED = "connue", "reprise du fichier ouvert", "nouvelle", "décidée"
_HALF = 0.5
NUMBER = "n:"
"""Beginning of the key of one address."""


def code_of(code_insee: str, cle: str, siren: str = "") -> str:
    """Give the code of a residence that nobody has named yet; without a SIREN, that of the open file."""
    return f"R{code_insee}-{identify(siren, code_insee, cle) if siren else identify(code_insee, cle)}"


def read_attachments(session: Session, siren: str) -> dict[Key, str]:
    """Read what is remembered of a landlord's programmes and addresses."""
    rows = session.execute(
        select(Rattachement.code_insee, Rattachement.cle, Rattachement.residence).where(
            Rattachement.bailleur_siren == siren
        )
    )
    return {(commune, cle): residence for commune, cle, residence in rows}


def attach_groups(session: Session, siren: str, grouped: pl.DataFrame, decisions: Mapping[Key, str]) -> pl.DataFrame:
    """Give the residence of each group, and why: columns `DEPCOM`, `cle`, `residence`, `origine`.

    Args:
        session: the unit of work of the load.
        siren: the landlord.
        grouped: one row an address, with the key of its group, as `group_addresses` gives them, and `logements`.
        decisions: what somebody has just decided, by key; it goes before all that is remembered.
    """
    remembered = read_attachments(session, siren)
    by_address = _find_by_address(grouped, remembered)
    keys = grouped.select("DEPCOM", "cle").unique(maintain_order=True).rows()
    open_codes = {code_of(commune, cle) for commune, cle in keys}
    adoptable = set(
        session.scalars(
            select(Residence.code).where(
                Residence.bailleur_siren == UNKNOWN_LANDLORD, Residence.code == func.any(list(open_codes))
            )
        )
    )
    rows = []
    for key in keys:
        found = decisions.get(key), remembered.get(key) or by_address.get(key), code_of(*key)
        if found[0]:
            rows.append((*key, found[0], DECIDED))
        elif found[1]:
            rows.append((*key, found[1], KNOWN))
        elif found[2] in adoptable:
            rows.append((*key, found[2], TAKEN_OVER))
        else:
            rows.append((*key, code_of(key[0], key[1], siren), NEW))
    return pl.DataFrame(rows, schema=["DEPCOM", "cle", "residence", "origine"], orient="row")


def address_keys(grouped: pl.DataFrame) -> pl.Series:
    """Give the key of each address, that a new name of the programme does not change."""
    number = pl.col("numero").cast(pl.String).fill_null("") + pl.col("INDREP").fill_null("").str.to_uppercase()
    return grouped.select(pl.lit(NUMBER) + number + pl.lit(" ") + pl.col("voie")).to_series()


def _find_by_address(grouped: pl.DataFrame, remembered: Mapping[Key, str]) -> dict[Key, str]:
    """Find the residence in which most dwellings of a group already were."""
    if not remembered:
        return {}
    known = [
        remembered.get((commune, cle)) for commune, cle in zip(grouped["DEPCOM"], address_keys(grouped), strict=True)
    ]
    counted = (
        grouped.with_columns(connue=pl.Series(known, dtype=pl.String))
        .with_columns(total=pl.col("logements").sum().over("DEPCOM", "cle"))
        .filter(pl.col("connue").is_not_null())
        .group_by("DEPCOM", "cle", "connue")
        .agg(share=pl.col("logements").sum() / pl.col("total").first())
        .filter(pl.col("share") > _HALF)
    )
    return {(row["DEPCOM"], row["cle"]): row["connue"] for row in counted.iter_rows(named=True)}


def remember(session: Session, siren: str, rows: Sequence[tuple[str, str, str, bool]]) -> None:
    """Remember to which residence keys belong: (commune, key, residence, decided). A decision stays."""
    if not rows:
        return
    statement = insert(Rattachement).values(
        [
            {"bailleur_siren": siren, "code_insee": commune, "cle": cle, "residence": residence, "decide": decided}
            for commune, cle, residence, decided in {
                (commune, cle): (commune, cle, residence, decided) for commune, cle, residence, decided in rows
            }.values()
        ]
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["bailleur_siren", "code_insee", "cle"],
            set_={"residence": statement.excluded.residence, "decide": statement.excluded.decide},
            where=statement.excluded.decide | ~Rattachement.decide,
        )
    )
