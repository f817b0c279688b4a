"""A landlord's dwellings into residences with their counts, in front of what the store knows."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import shapely
from sqlalchemy.orm import Session

from observatoire.sources.official.attaching import Key, address_keys, attach_groups
from observatoire.sources.official.declaration import Declaration
from observatoire.sources.official.dwellings import (
    add_up,
    clean,
    occupancy_columns,
    remains,
    service_year,
    stock_columns,
)
from observatoire.sources.official.grouping import ADDRESS, group_addresses, name_residences
from observatoire.sources.official.keys import plain
from observatoire.sources.official.proposal import MIDDLE, STORED, Proposal
from observatoire.sources.problems import ProblemList
from observatoire.sources.report import NoticeList
from observatoire.sources.storing.known import (
    read_absorptions,
    read_commune_aliases,
    read_communes,
    read_heirs,
    read_places,
)
from observatoire.sources.wording import counted, french, named


def propose_residences(
    session: Session,
    declaration: Declaration,
    decisions: Mapping[Key, str],
    problems: ProblemList,
    notices: NoticeList,
) -> Proposal:
    """Group the dwellings of a declaration into residences; those outside of the territory are left aside, and said."""
    inside = _keep_territory(session, declaration, problems, notices)
    year = declaration.millesime
    _say_other_names(session, inside, notices)
    present = inside.filter(remains())
    _say_gone(inside, present, notices)
    _say_unknown_years(present, year, notices)
    columns = {**stock_columns(year), **occupancy_columns(year)}
    addresses = (
        present.group_by(ADDRESS)
        .agg(*add_up(columns), pl.col("line").min())
        .with_columns(x=pl.lit(None, pl.Float64), y=pl.lit(None, pl.Float64))
    )
    grouped = group_addresses(addresses)
    keys = attach_groups(session, declaration.siren, grouped, decisions)
    keys = keys.with_columns(pl.col("residence").replace(read_heirs(session, date(year, 1, 1))))
    residences = _gather(grouped, keys, ["logements", *columns])
    placed, places = _place(session, residences)
    held = grouped.select("DEPCOM", "cle").with_columns(adresse=address_keys(grouped))
    of_addresses = held.join(keys, on=["DEPCOM", "cle"]).select("DEPCOM", pl.col("adresse").alias("cle"), "residence")
    return Proposal(placed, places, keys, of_addresses, declaration.siren)


def _keep_territory(
    session: Session, declaration: Declaration, problems: ProblemList, notices: NoticeList
) -> pl.DataFrame:
    """Keep the dwellings of the communes that the store knows, today's or absorbed since."""
    communes = read_communes(session)
    known = set(communes.codes)
    moved = {old: after.code_insee for old, after in read_absorptions(session).items() if after.code_insee in known}
    frame = declaration.dwellings
    absorbed = frame.filter(pl.col("DEPCOM").is_in(list(moved)))
    if absorbed.height:
        notices.add(
            french(
                "{count} dans une commune absorbée depuis : comptés dans celle d’aujourd’hui ({names}).",
                count=counted(absorbed.height, "logement"),
                names=named(sorted(absorbed["DEPCOM"].unique())),
            ),
            column="DEPCOM",
            lines=absorbed["line"],
        )
    frame = frame.with_columns(pl.col("DEPCOM").replace(moved))
    inside = frame.filter(pl.col("DEPCOM").is_in(list(known)))
    outside = frame.filter(~pl.col("DEPCOM").is_in(list(known)))
    if inside.is_empty():
        problems.add(
            "Aucun logement du fichier n’est dans une commune enregistrée.",
            "Chargez d’abord les communes, ou vérifiez le champ 4 (DEPCOM)."
            if known
            else "Chargez d’abord les communes.",
            column="DEPCOM",
        )
        problems.raise_if_any()
    if outside.height:
        notices.add(
            french(
                "{count} hors du territoire, laissés de côté (communes {names}).",
                count=counted(outside.height, "logement"),
                names=named(sorted(outside["DEPCOM"].unique())),
            ),
            column="DEPCOM",
        )
    return inside


def _say_other_names(session: Session, inside: pl.DataFrame, notices: NoticeList) -> None:
    """Tell where the name of a commune is not that of its code: one of the two may be wrong."""
    communes = read_communes(session)
    names = pl.DataFrame(
        [*zip(communes.codes, communes.names, strict=True), *read_commune_aliases(session)],
        schema=["DEPCOM", "nom"],
        orient="row",
    ).with_columns(nom=plain(pl.col("nom")))
    odd = (
        inside.filter(clean("LIBCOM").is_not_null())
        .with_columns(nom=plain(pl.col("LIBCOM")))
        .join(names, on=["DEPCOM", "nom"], how="anti")
        .group_by("DEPCOM", "LIBCOM", maintain_order=True)
        .agg(pl.col("line"))
    )
    for row in odd.iter_rows(named=True):
        notices.add(
            french(
                "Commune {code} nommée « {name} » : le code fait foi, vérifiez-le.",
                code=row["DEPCOM"],
                name=row["LIBCOM"],
            ),
            column="LIBCOM",
            lines=row["line"],
        )


def _say_gone(inside: pl.DataFrame, present: pl.DataFrame, notices: NoticeList) -> None:
    gone = inside.height - present.height
    if gone:
        notices.add(
            french(
                "{count} sortis du patrimoine ou disparus avant le 1ᵉʳ janvier : non comptés.",
                count=counted(gone, "logement"),
            ),
            column="SORTIEPATRIM",
        )


def _say_unknown_years(present: pl.DataFrame, year: int, notices: NoticeList) -> None:
    unknown = present.filter(service_year(year).is_null())
    if unknown.height:
        notices.add(
            french(
                "{count} sans année de mise en location ni d’achèvement qui soit possible : comptés comme récents.",
                count=counted(unknown.height, "logement"),
            ),
            column="LOCAT",
            lines=unknown["line"],
        )
    waiting = present.filter((clean("MODE") == "2") & (clean("REMLOCDATE").is_null()))
    if waiting.height:
        notices.add(
            french(
                "{count} vacants sans date de remise en location : non comptés parmi les vacants de plus de trois mois.",
                count=counted(waiting.height, "logement"),
            ),
            column="REMLOCDATE",
            lines=waiting["line"],
        )


def _gather(grouped: pl.DataFrame, keys: pl.DataFrame, counts: list[str]) -> pl.DataFrame:
    """Add the groups of each residence up; the largest one names it."""
    described = name_residences(grouped)
    sums = grouped.group_by("DEPCOM", "cle").agg(
        pl.col([name for name in counts if name != "mise_en_service"]).sum(),
        pl.col("mise_en_service", "line").min(),
    )
    groups = described.join(sums, on=["DEPCOM", "cle"]).join(keys, on=["DEPCOM", "cle"])
    return (
        groups.sort(["residence", "logements"], descending=[False, True])
        .group_by("residence", maintain_order=True)
        .agg(
            pl.col("nom", "DEPCOM", "cle", "adresse", "origine").first(),
            pl.col("adresses").sum(),
            pl.col([name for name in counts if name != "mise_en_service"]).sum(),
            pl.col("mise_en_service", "line").min(),
        )
        .rename({"DEPCOM": "code_insee"})
    )


def _place(session: Session, residences: pl.DataFrame) -> tuple[pl.DataFrame, np.ndarray]:
    """Put each residence where it is known to be, else in the middle of its commune until somebody places it."""
    known, geometries = read_places(session)
    ranks = known.index.get_indexer(pd.Index(residences["residence"].to_list()))
    placed = np.asarray(known["lieu_approche"], dtype=bool)
    middles = _middles(session)
    places = np.full(residences.height, None, dtype=object)
    lieux = []
    for rank, (found, commune) in enumerate(zip(ranks, residences["code_insee"], strict=True)):
        stored = found >= 0 and not placed[found]
        places[rank] = geometries[found] if stored else middles[commune]
        lieux.append(STORED if stored else MIDDLE)
    return residences.with_columns(lieu=pl.Series(lieux, dtype=pl.String)), places


def _middles(session: Session) -> dict[str, object]:
    communes = read_communes(session)
    return dict(zip(communes.codes, shapely.point_on_surface(communes.shapes), strict=True))
