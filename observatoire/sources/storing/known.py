"""What the store knows before a file comes in: territories, landlords, residences."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import shapely
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from observatoire.sources.placing.territories import Outlines, as_objects
from observatoire.sources.reading.raw_table import GeometryArray
from observatoire.store.tables.housing import Bailleur, BailleurAlias, Residence
from observatoire.store.tables.matching import Succession
from observatoire.store.tables.territories import Commune, CommuneAlias, CommunePassage, Epci, Qpv, Secteur

TextColumn = InstrumentedAttribute[str] | InstrumentedAttribute[str | None] | ColumnElement[str | None]


@dataclass(frozen=True, slots=True)
class Absorption:
    """What became of a commune."""

    ancien_nom: str
    code_insee: str
    date_effet: date | None

    @property
    def since(self) -> str:
        """Say when, as part of a sentence."""
        return f"le {self.date_effet:%d/%m/%Y}" if self.date_effet else "un jour non précisé"


def read_communes(session: Session) -> Outlines:
    """Read the outlines of the communes."""
    return _read_outlines(session, Commune.code_insee, Commune.nom, Commune.code_insee, Commune.geom)


def read_secteurs(session: Session) -> Outlines:
    """Read the outlines of the secteurs, with their communes."""
    return _read_outlines(session, Secteur.code, Secteur.nom, Secteur.code_insee, Secteur.geom)


def read_qpv(session: Session, generation: int | None) -> Outlines:
    """Read the outlines of the priority neighbourhoods of one generation."""
    return _read_outlines(session, Qpv.code_qp, Qpv.lib_qp, Qpv.code_qp, Qpv.geom, Qpv.generation == generation)


def read_latest_generation(session: Session) -> int | None:
    """Find the most recent generation of priority neighbourhoods: the one residences are placed in."""
    return session.scalar(select(func.max(Qpv.generation)))


def read_absorptions(session: Session) -> dict[str, Absorption]:
    """Read the communes that no longer are, by their former code."""
    rows = session.scalars(select(CommunePassage).where(CommunePassage.ancien_code != CommunePassage.code_insee))
    return {row.ancien_code: Absorption(row.ancien_nom, row.code_insee, row.date_effet) for row in rows}


def read_commune_aliases(session: Session) -> list[tuple[str, str]]:
    """Read other names of communes, as pairs of code and name; those of absorbed communes are names of today's."""
    aliases = session.execute(select(CommuneAlias.code_insee, CommuneAlias.nom)).all()
    absorbed = [(after.code_insee, after.ancien_nom) for after in read_absorptions(session).values()]
    return [*((str(code), str(name)) for code, name in aliases), *absorbed]


def read_epcis(session: Session) -> dict[str, str]:
    """Read the names of the intercommunalités by SIREN."""
    return dict(session.execute(select(Epci.siren, Epci.nom)).all())


def read_bailleurs(session: Session) -> dict[str, str]:
    """Read the present names of the landlords by SIREN."""
    return dict(session.execute(select(Bailleur.siren, Bailleur.nom)).all())


def read_aliases(session: Session) -> set[tuple[str, str]]:
    """Read the former names of the landlords, as pairs of SIREN and name."""
    return set(session.execute(select(BailleurAlias.siren, BailleurAlias.nom)).all())


def read_heirs(session: Session, day: date) -> dict[str, str]:
    """Read which residence has taken the place of another by a day, when one alone has: renamed or merged."""
    rows = session.execute(
        select(Succession.ancienne, Succession.nouvelle).where(
            Succession.nature.in_(("renommee", "fusionnee")), Succession.date_effet <= day
        )
    )
    direct = {str(old): str(new) for old, new in rows}
    return {old: _follow(old, direct) for old in direct}


def _follow(code: str, heirs: dict[str, str]) -> str:
    """Follow a chain of heirs to its end; a chain that bites its tail stops where it began."""
    seen = {code}
    while (following := heirs.get(code)) is not None and following not in seen:
        seen.add(following)
        code = following
    return code


def read_residences(session: Session) -> pd.DataFrame:
    """Read what counts need of the residences, indexed by code: nothing of where they are."""
    rows = session.execute(
        select(Residence.code, Residence.bailleur_siren, Residence.statut).order_by(Residence.code)
    ).all()
    names = ["code", "bailleur_siren", "statut"]
    return pd.DataFrame.from_records([tuple(row) for row in rows], columns=names).set_index("code")


def read_places(session: Session) -> tuple[pd.DataFrame, GeometryArray]:
    """Read where the residences are: their territories, indexed by code, and their geometries in the same order."""
    rows = session.execute(
        select(
            Residence.code,
            Residence.bailleur_siren,
            Residence.code_insee,
            Residence.secteur,
            Residence.code_qp,
            Residence.lieu_approche,
            func.ST_AsBinary(Residence.geom).label("wkb"),
        ).order_by(Residence.code)
    ).all()
    names = ["code", "bailleur_siren", "code_insee", "secteur", "code_qp", "lieu_approche", "wkb"]
    frame = pd.DataFrame.from_records([tuple(row) for row in rows], columns=names)
    return frame.drop(columns="wkb").set_index("code"), _from_wkb(list(frame["wkb"]))


def _read_outlines(
    session: Session,
    code: TextColumn,
    name: TextColumn,
    parent: TextColumn,
    geom: Any,
    *conditions: ColumnElement[bool],
) -> Outlines:
    rows = session.execute(select(code, name, parent, func.ST_AsBinary(geom)).where(*conditions).order_by(code)).all()
    codes, names, parents, wkb = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [], [])
    return Outlines(as_objects(codes), as_objects(names), _from_wkb(wkb), as_objects(parents))


def _from_wkb(values: list[Any]) -> GeometryArray:
    geometries: GeometryArray = shapely.from_wkb(as_objects(bytes(value) for value in values))
    return geometries
