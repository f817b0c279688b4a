"""The SDES workbook, loaded: totals of the territories that the store knows."""

from pathlib import Path

import polars as pl
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.official.sdes_workbook import read_totals
from observatoire.sources.problems import ProblemList
from observatoire.sources.report import LoadReport, NoticeList, Understood
from observatoire.sources.storing.known import read_absorptions
from observatoire.sources.wording import counted, french
from observatoire.store.tables.reconciliation import Total
from observatoire.store.tables.territories import Commune, Epci

KIND = "rpls-resultats"
SOURCE = "SDES, résultats du RPLS"
RECOGNISED = "Classeur de résultats du RPLS (SDES) : des totaux à comparer, pas des résidences"
_ABSENT = "Il manque le millésime du classeur."


def load_totals(
    session: Session, path: Path, millesime: int | None, problems: ProblemList, notices: NoticeList
) -> LoadReport:
    """Put the totals of the known communes and EPCI in the store; the caller rolls back when it only checks.

    Raises:
        InvalidInputError: the workbook is refused, or its year is not given (it does not tell it).
    """
    if millesime is None:
        remedy = "Ajoutez l’option --millesime : c’est l’année du 1ᵉʳ janvier que le titre du classeur donne."
        raise InvalidInputError(_ABSENT, [Problem(_ABSENT, remedy, path.name)])
    totals = read_totals(path, millesime, problems)
    problems.raise_if_any()
    known = _keep_known(session, totals)
    if known.is_empty():
        problems.add("Aucune commune ni EPCI du classeur n’est enregistré.", "Chargez d’abord les communes.")
        problems.raise_if_any()
    tally = _write(session, known)
    notices.add(
        french(
            "Le classeur ne donne que des totaux : {count} pour votre territoire, à mettre à côté de vos chargements "
            "(« Comparer les sources »). Vacance et mobilité y sont par commune.",
            count=counted(known.height, "valeur"),
        )
    )
    return LoadReport(
        kind=KIND,
        millesime=millesime,
        file=path.name,
        understood=Understood("XLSX", sheet="COMMUNES, EPCI"),
        rows=totals.height,
        columns_read=tuple(sorted(known["mesure"].unique())),
        columns_unknown=(),
        inserted=tally[0],
        updated=tally[1],
        unchanged=known.height - sum(tally),
        removed=0,
        notices=notices.collected(),
        check=False,
        recognised=RECOGNISED,
    )


def _keep_known(session: Session, totals: pl.DataFrame) -> pl.DataFrame:
    """Keep the territories of the store; what is counted in an absorbed commune goes to today's, rates left out."""
    communes = set(session.scalars(select(Commune.code_insee)))
    epcis = set(session.scalars(select(Epci.siren)))
    moved = {old: after.code_insee for old, after in read_absorptions(session).items() if after.code_insee in communes}
    rates = pl.col("mesure").str.starts_with("taux")
    today = totals.filter(~(pl.col("code").is_in(list(moved)) & rates)).with_columns(pl.col("code").replace(moved))
    kept = today.filter(pl.col("code").is_in([*communes, *epcis]))
    # An EPCI over two departments has several rows: counts add up, rates do not and are left out.
    grouped = kept.group_by("code", "millesime", "mesure").agg(pl.col("valeur").sum(), times=pl.len())
    return grouped.filter((pl.col("times") == 1) | ~rates).drop("times").sort("code", "millesime", "mesure")


def _write(session: Session, known: pl.DataFrame) -> tuple[int, int]:
    stored = {
        (row.code, row.millesime, row.mesure): row.valeur
        for row in session.scalars(select(Total).where(Total.source == SOURCE))
    }
    rows = known.rows()
    inserted = sum(row[:3] not in stored for row in rows)
    updated = sum(row[:3] in stored and stored[row[:3]] != row[3] for row in rows)
    names = ("code", "millesime", "mesure", "valeur")
    statement = insert(Total).values([{"source": SOURCE, **dict(zip(names, row, strict=True))} for row in rows])
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["source", "millesime", "mesure", "code"], set_={"valeur": statement.excluded.valeur}
        )
    )
    return inserted, updated
