"""Rows with sensible values, written through a session of the manager: a test states only what matters to it.

What a row depends on is created when missing. Counts stay coherent: give `logements` or `repondants` and the rest
follows. Communes are squares of 10 km that never overlap; residences are at their centre.
"""

from typing import Any, TypeVar

from geoalchemy2.shape import from_shape
from shapely import Point, Polygon, box
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from observatoire.store.base import SRID
from observatoire.store.tables.housing import Bailleur, Occupation, Parc, Residence
from observatoire.store.tables.restricted import PublicationReport
from observatoire.store.tables.results import Component, Publication, PublicationOnline, Territory, Value
from observatoire.store.tables.territories import Commune, Epci, Qpv, Secteur

BONNEVILLE = "74042"
FAUCIGNY_GLIERES = "200000172"
HALPADES = "325720045"
SIDE = 10_000.0

Row = TypeVar("Row")


def outline_of(code_insee: str) -> Polygon:
    """The square of a commune: its own, wherever the others are."""
    row, column = divmod(int(code_insee[-3:]), 20)
    west, south = 900_000 + column * SIDE, 6_400_000 + row * SIDE
    return box(west, south, west + SIDE, south + SIDE)


def place_in(code_insee: str) -> Point:
    """The centre of the square of a commune."""
    return outline_of(code_insee).centroid


def an_epci(session: Session, siren: str = FAUCIGNY_GLIERES, nom: str = "CC Faucigny-Glières") -> Epci:
    """An intercommunalité."""
    return _save(session, Epci(siren=siren, nom=nom))


def a_commune(
    session: Session,
    code_insee: str = BONNEVILLE,
    *,
    nom: str = "Bonneville",
    epci_siren: str | None = FAUCIGNY_GLIERES,
    geom: BaseGeometry | None = None,
) -> Commune:
    """A commune of the EPCI."""
    if epci_siren is not None and session.get(Epci, epci_siren) is None:
        an_epci(session, epci_siren)
    outline = _stored(geom or outline_of(code_insee), multi=True)
    return _save(session, Commune(code_insee=code_insee, nom=nom, epci_siren=epci_siren, geom=outline))


def a_secteur(
    session: Session,
    code: str = "S1",
    *,
    nom: str = "Les Îles",
    code_insee: str = BONNEVILLE,
    geom: BaseGeometry | None = None,
) -> Secteur:
    """A secteur in the middle of its commune."""
    _require_commune(session, code_insee)
    outline = _stored(geom or place_in(code_insee).buffer(SIDE / 4, cap_style="square"), multi=True)
    return _save(session, Secteur(code=code, nom=nom, code_insee=code_insee, geom=outline))


def a_qpv(
    session: Session,
    code_qp: str = "QP074001",
    *,
    lib_qp: str = "Les Îles – Le Bois Jolivet",
    generation: int = 2015,
    geom: BaseGeometry | None = None,
) -> Qpv:
    """A priority neighbourhood in the middle of Bonneville."""
    outline = _stored(geom or place_in(BONNEVILLE).buffer(SIDE / 8, cap_style="square"), multi=True)
    return _save(session, Qpv(code_qp=code_qp, generation=generation, lib_qp=lib_qp, geom=outline))


def a_bailleur(session: Session, siren: str = HALPADES, nom: str = "Halpades") -> Bailleur:
    """A landlord."""
    return _save(session, Bailleur(siren=siren, nom=nom))


def a_residence(session: Session, code: str = "R1", *, geom: BaseGeometry | None = None, **values: Any) -> Residence:
    """A residence at the centre of Bonneville, outside any secteur or QPV, unless told otherwise."""
    row = {"nom": f"Résidence {code}", "bailleur_siren": HALPADES, "code_insee": BONNEVILLE, "statut": "active"}
    row |= values
    _require_commune(session, row["code_insee"])
    if session.get(Bailleur, row["bailleur_siren"]) is None:
        a_bailleur(session, row["bailleur_siren"])
    return _save(session, Residence(code=code, geom=_stored(geom or place_in(row["code_insee"])), **row))


def a_parc(
    session: Session, residence: str = "R1", *, millesime: int = 2016, logements: int = 40, **values: Any
) -> Parc:
    """A stock, by default all let, a tenth of it changing hands in the year, none of it from before 1975."""
    _require_residence(session, residence)
    vacants = values.get("vacants", 0)
    row = {
        "loues": logements - vacants,
        "vacants": vacants,
        "offerts_un_an": logements,
        "emmenages": logements // 10,
        "avant_1975": 0,
    }
    return _save(session, Parc(residence=residence, millesime=millesime, logements=logements, **row | values))


def an_occupation(
    session: Session, residence: str = "R1", *, millesime: int = 2016, repondants: int = 40, **values: Any
) -> Occupation:
    """A survey to which everyone answered everything, by default."""
    _require_residence(session, residence)
    row = {
        "menages": repondants,
        "menages_ressources_connues": repondants,
        "ress_inf_40": repondants // 4,
        "ress_inf_60": repondants // 2,
        "majeurs_activite_connue": 2 * repondants,
        "majeurs_chomage": repondants // 5,
        "menages_composition_connue": repondants,
        "familles_monoparentales": repondants // 5,
    }
    return _save(session, Occupation(residence=residence, millesime=millesime, repondants=repondants, **row | values))


def a_publication(session: Session, number: int = 1, *, online: bool = True, **values: Any) -> Publication:
    """A publication, online. Its contents must be written in the same transaction: it is closed afterwards."""
    row = {
        "ops": 2016,
        "rpls": 2016,
        "reference": FAUCIGNY_GLIERES,
        "reference_nom": "CC Faucigny-Glières",
        "fictif": True,
        "method": {"version": "2026-1"},
        "secrecy": {"logements": 11, "repondants": 11},
    }
    publication = _save(session, Publication(number=number, **row | values))
    _save(session, PublicationReport(publication=number, summary={}, analysis={}))
    if online:
        _save(session, PublicationOnline(number=number))
    return publication


def a_territory(session: Session, code: str = "R1", *, level: str = "residence", **values: Any) -> Territory:
    """A territory of a publication, with a place on the map."""
    code_insee = code if level == "commune" else BONNEVILLE
    geom = _stored(place_in(code_insee) if level == "residence" else outline_of(code_insee))
    row = {"publication": 1, "nom": code, "code_insee": code_insee, "logements": 40, "facts": {}, "geom": geom}
    return _save(session, Territory(level=level, code=code, **row | values))


def a_value(session: Session, code: str = "R1", *, level: str = "residence", **values: Any) -> Value:
    """An index of a territory of a publication: balanced, and complete."""
    row = {
        "publication": 1,
        "index": "fragilite",
        "value": 100.0,
        "status": "ok",
        "classe": "équilibré",
        "coverage": 1.0,
        "missing": [],
        "signal": False,
    }
    row |= _subject_of(level)
    return _save(session, Value(level=level, code=code, **row | values))


def a_component(session: Session, code: str = "R1", *, level: str = "residence", **values: Any) -> Component:
    """An indicator of a territory of a publication, equal to its reference."""
    row = {
        "publication": 1,
        "indicator": "occ1",
        "num": 10,
        "den": 40,
        "rate": 0.25,
        "ratio": 100.0,
        "weight": 0.25,
        "contribution": 0.0,
        "status": "ok",
        "coverage": 1.0,
    }
    row |= _subject_of(level)
    return _save(session, Component(level=level, code=code, **row | values))


def _subject_of(level: str) -> dict[str, str]:
    return {"code_insee": BONNEVILLE, "bailleur_siren": HALPADES} if level == "residence" else {}


def _require_commune(session: Session, code_insee: str) -> None:
    if session.get(Commune, code_insee) is None:
        a_commune(session, code_insee, nom="Bonneville" if code_insee == BONNEVILLE else f"Commune {code_insee}")


def _require_residence(session: Session, code: str) -> None:
    if session.get(Residence, code) is None:
        a_residence(session, code)


def _stored(geometry: BaseGeometry, *, multi: bool = False) -> Any:
    if multi and isinstance(geometry, Polygon):
        geometry = MultiPolygon([geometry])
    return from_shape(geometry, srid=SRID)


def _save(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
