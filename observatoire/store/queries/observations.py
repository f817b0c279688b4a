"""What was observed: one row a residence, with its stock and its occupation of two millésimes. Reads `source` only."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Float, Select, and_, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from observatoire.store.copying import read_frame
from observatoire.store.tables.housing import Bailleur, Occupation, Parc, Residence, StoreFact

RESIDENCE_COLUMNS = ("bailleur_siren", "bailleur", "code_insee", "secteur")
FICTIF, YES = "fictif", "oui"
KEYS = ("residence", "millesime")
PARC_COLUMNS = tuple(each.name for each in Parc.__table__.columns if each.name not in KEYS)
OCCUPATION_COLUMNS = tuple(each.name for each in Occupation.__table__.columns if each.name not in KEYS)
COUNT_COLUMNS = (*PARC_COLUMNS, *OCCUPATION_COLUMNS)


@dataclass(frozen=True, slots=True)
class Millesimes:
    """The years that the store holds, oldest first."""

    ops: list[int]
    rpls: list[int]


@dataclass(frozen=True, slots=True)
class LandlordStock:
    """The residences of a landlord, and how many of them each source describes."""

    siren: str
    nom: str
    residences: int
    occupation: int
    parc: int


def list_millesimes(session: Session) -> Millesimes:
    """The years for which there is at least one residence."""
    return Millesimes(
        ops=list(session.scalars(select(Occupation.millesime).distinct().order_by(Occupation.millesime))),
        rpls=list(session.scalars(select(Parc.millesime).distinct().order_by(Parc.millesime))),
    )


def read_observations(session: Session, *, ops: int, rpls: int) -> pd.DataFrame:
    """What was observed on the residences that either source knows in its millésime.

    A residence that a source does not describe has missing values in all the columns of that source: whoever reads
    must ask `parc_transmis` and `occupation_transmise`, never guess from a count.

    Returns:
        Index `residence`, ordered; `RESIDENCE_COLUMNS` as categoricals of texts, `mise_en_service` and counts as floats
        (missing: NaN), and the two booleans.
    """
    statement = _select_observations(ops=ops, rpls=rpls)
    return read_frame(session, statement, categories=RESIDENCE_COLUMNS).set_index("residence")


def count_stock_of_landlords(session: Session, *, ops: int, rpls: int) -> list[LandlordStock]:
    """What each landlord has, by SIREN: residences neither sold nor being demolished, or that a source describes."""
    described = or_(Parc.residence.is_not(None), Occupation.residence.is_not(None))
    counted = (
        _join_sources(
            select(
                Residence.bailleur_siren,
                func.count().label("residences"),
                func.count(Occupation.residence).label("occupation"),
                func.count(Parc.residence).label("parc"),
            ),
            ops=ops,
            rpls=rpls,
        )
        .where(or_(Residence.statut == "active", described))
        .group_by(Residence.bailleur_siren)
        .subquery()
    )
    statement = (
        select(Bailleur.siren, Bailleur.nom, counted.c.residences, counted.c.occupation, counted.c.parc)
        .join(counted, counted.c.bailleur_siren == Bailleur.siren)
        .order_by(Bailleur.siren)
    )
    return [LandlordStock(*row) for row in session.execute(statement)]


def read_names(session: Session) -> pd.DataFrame:
    """Every residence of the store: `code`, `nom`, by code."""
    return read_frame(session, select(Residence.code, Residence.nom).order_by(Residence.code))


def is_fictif(session: Session) -> bool:
    """Whether the store holds the demonstration."""
    return session.scalar(select(StoreFact.value).where(StoreFact.key == FICTIF)) == YES


def mark_fictif(session: Session) -> None:
    """Say that the store holds the demonstration: every publication made from it is stamped."""
    session.add(StoreFact(key=FICTIF, value=YES))


def has_residences(session: Session) -> bool:
    """Whether any residence was ever loaded."""
    return bool(session.scalar(select(exists().where(Residence.code.is_not(None)))))


def _select_observations(*, ops: int, rpls: int) -> Select[*tuple[Any, ...]]:
    columns = select(
        Residence.code.label("residence"),
        Residence.bailleur_siren,
        Bailleur.nom.label("bailleur"),
        Residence.code_insee,
        Residence.secteur,
        _as_float(Residence.mise_en_service),
        Parc.residence.is_not(None).label("parc_transmis"),
        Occupation.residence.is_not(None).label("occupation_transmise"),
        *(_as_float(getattr(Parc, name)) for name in PARC_COLUMNS),
        *(_as_float(getattr(Occupation, name)) for name in OCCUPATION_COLUMNS),
    )
    return (
        _join_sources(columns, ops=ops, rpls=rpls)
        .join(Bailleur, Bailleur.siren == Residence.bailleur_siren)
        .where(or_(Parc.residence.is_not(None), Occupation.residence.is_not(None)))
        .order_by(Residence.code)
    )


def _join_sources(columns: Select[*tuple[Any, ...]], *, ops: int, rpls: int) -> Select[*tuple[Any, ...]]:
    """Residences beside what each source says of them in its millésime."""
    return (
        columns.select_from(Residence)
        .outerjoin(Parc, and_(Parc.residence == Residence.code, Parc.millesime == rpls))
        .outerjoin(Occupation, and_(Occupation.residence == Residence.code, Occupation.millesime == ops))
    )


def _as_float(column: Any) -> Any:
    """A whole number that may be missing, read as what it becomes: the database has nothing to change."""
    return type_coerce(column, Float).label(column.key)
