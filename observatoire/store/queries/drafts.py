"""The draft: written whole, replacing the former one. Territories get their outlines here, inside the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from observatoire.store.copying import copy_frame
from observatoire.store.queries.draft_residences import add_residences
from observatoire.store.queries.written_at_once import keys_afterwards
from observatoire.store.tables.constructions import DraftConstruction
from observatoire.store.tables.designations import DraftDesignationEffect
from observatoire.store.tables.restricted import DraftOwnCount
from observatoire.store.tables.results import Draft, DraftComponent, DraftTerritory, DraftValue
from observatoire.store.tables.territories import Commune, Qpv, Secteur

_TABLES = (
    Draft,
    DraftTerritory,
    DraftValue,
    DraftComponent,
    DraftDesignationEffect,
    DraftOwnCount,
    DraftConstruction,
)


@dataclass(frozen=True, slots=True)
class DraftFrames:
    """The tables of a draft: columns as in the store, without outlines; JSON and arrays as PostgreSQL text."""

    territories: pd.DataFrame
    """all but the residences"""
    residences: pd.DataFrame
    """what was computed of each: its name, its facts and its outline are in the store"""
    values: pd.DataFrame
    components: pd.DataFrame
    effects: pd.DataFrame
    own_counts: pd.DataFrame
    constructions: pd.DataFrame


def find_draft(session: Session) -> Draft | None:
    """The draft that waits, if any."""
    return session.scalar(select(Draft).order_by(Draft.id.desc()).limit(1))


def empty_draft(session: Session) -> None:
    """Drop the draft and its rows, whole: what is written next, in this transaction, needs no log where none is kept."""
    names = ", ".join(f"source.{each.__tablename__}" for each in _TABLES)
    session.execute(text(f"truncate {names}"))


def write_draft(session: Session, edition: Mapping[str, Any], frames: DraftFrames, generation: int | None) -> None:
    """Write a draft in place of the former one.

    Args:
        session: the unit of work.
        edition: the columns of `source.draft`.
        frames: territories, residences, values, components, effects of designations, counts of the landlords' own, other constructions.
        generation: of the priority neighbourhoods that are drawn.
    """
    empty_draft(session)
    session.add(Draft(**edition))
    session.flush()
    with keys_afterwards(session, rows=len(frames.residences)):
        copy_frame(session, DraftTerritory.__table__, frames.territories, anew=True)
        add_residences(session, frames.residences, rpls=edition["rpls"])
        copy_frame(session, DraftValue.__table__, frames.values, anew=True)
        copy_frame(session, DraftComponent.__table__, frames.components, anew=True)
        copy_frame(session, DraftDesignationEffect.__table__, frames.effects, anew=True)
        copy_frame(session, DraftOwnCount.__table__, frames.own_counts, anew=True)
        copy_frame(session, DraftConstruction.__table__, frames.constructions, anew=True)
        _draw_outlines(session, generation)


def _draw_outlines(session: Session, generation: int | None) -> None:
    for level, source_code, geom in (
        ("secteur", Secteur.code, Secteur.geom),
        ("commune", Commune.code_insee, Commune.geom),
    ):
        _copy_outlines(session, level, source_code, geom)
    outlines = select(Qpv.code_qp, Qpv.geom).where(Qpv.generation == generation).subquery()
    _copy_outlines(session, "qpv", outlines.c.code_qp, outlines.c.geom)
    communes = (
        select(DraftTerritory.epci, func.ST_Union(DraftTerritory.geom).label("geom"))
        .where(DraftTerritory.level == "commune")
        .group_by(DraftTerritory.epci)
        .subquery()
    )
    _copy_outlines(session, "epci", communes.c.epci, communes.c.geom)


def _copy_outlines(session: Session, level: str, source_code: Any, geom: Any) -> None:
    session.execute(
        update(DraftTerritory)
        .where(DraftTerritory.level == level, DraftTerritory.code == source_code)
        .values(geom=geom)
        .execution_options(synchronize_session=False)
    )
