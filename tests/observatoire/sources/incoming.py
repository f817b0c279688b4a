"""A small territory and the files that describe it, good ones; tests spoil them.

Two square communes side by side, Bonneville and Ayse; two secteurs in Bonneville, the first with the QPV inside.
"""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pyproj import Transformer
from shapely import Point, box
from sqlalchemy import text

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.loading import load_file
from observatoire.sources.report import LoadReport
from observatoire.store.database import Store, Tier, unit_of_work

WEST, SOUTH, SIDE = 950_000, 6_550_000, 10_000
BORDER = WEST + SIDE
"""Easting of the border between Bonneville and Ayse."""
HALPADES, SEMCODA = "900000002", "900000003"


def degrees(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a point in Lambert-93."""
    longitude, latitude = Transformer.from_crs(2154, 4326, always_xy=True).transform(x, y)
    return round(longitude, 7), round(latitude, 7)


def communes() -> gpd.GeoDataFrame:
    """Bonneville to the west, Ayse to the east."""
    return gpd.GeoDataFrame(
        {
            "code_insee": ["74042", "74024"],
            "nom": ["Bonneville", "Ayse"],
            "epci_siren": ["200000172", "200000172"],
            "epci_nom": ["CC Faucigny-Glières", "CC Faucigny-Glières"],
        },
        geometry=[box(WEST, SOUTH, BORDER, SOUTH + SIDE), box(BORDER, SOUTH, BORDER + SIDE, SOUTH + SIDE)],
        crs=2154,
    )


def secteurs() -> gpd.GeoDataFrame:
    """The two halves of Bonneville."""
    middle = WEST + SIDE / 2
    return gpd.GeoDataFrame(
        {"code": ["74042-01", "74042-02"], "nom": ["Les Îles", "Centre"], "code_insee": ["74042", "74042"]},
        geometry=[box(WEST, SOUTH, middle, SOUTH + SIDE), box(middle, SOUTH, BORDER, SOUTH + SIDE)],
        crs=2154,
    )


def qpv() -> gpd.GeoDataFrame:
    """A neighbourhood in the first secteur."""
    outline = box(WEST + 1000, SOUTH + 1000, WEST + 3000, SOUTH + 3000)
    return gpd.GeoDataFrame({"code_qp": ["QN07406I"], "lib_qp": ["Bois Jolivet"]}, geometry=[outline], crs=2154)


PLACES = {
    "HAL-1": (WEST + 2000, SOUTH + 2000),
    "HAL-2": (WEST + 8000, SOUTH + 5000),
    "SEM-1": (BORDER + 4000, SOUTH + 4000),
}


def residences() -> pd.DataFrame:
    """Three residences: in the QPV, in the other secteur, in Ayse."""
    points = [degrees(x, y) for x, y in PLACES.values()]
    return pd.DataFrame(
        {
            "residence": list(PLACES),
            "nom": ["Les Îles – bâtiment A", "Le Château", "L’Orée"],
            "bailleur_siren": [HALPADES, HALPADES, SEMCODA],
            "bailleur": ["Halpades", "Halpades", "Semcoda"],
            "code_insee": ["74042", "74042", "74024"],
            "secteur": ["74042-01", "74042-02", ""],
            "adresse": ["1 avenue des Îles", "2 rue du Château", ""],
            "longitude": [str(longitude) for longitude, _ in points],
            "latitude": [str(latitude) for _, latitude in points],
            "mise_en_service": ["1966", "1988", ""],
            "statut": ["active", "demolition", ""],
        }
    )


def residences_on_map() -> gpd.GeoDataFrame:
    """The same, as a layer of points."""
    table = residences().drop(columns=["longitude", "latitude"])
    return gpd.GeoDataFrame(table, geometry=[Point(place) for place in PLACES.values()], crs=2154)


def parc() -> pd.DataFrame:
    """The stock of the three residences."""
    return pd.DataFrame(
        {
            "residence": list(PLACES),
            "logements": ["1200", "40", "12"],
            "loues": ["1150", "38", "12"],
            "vacants": ["30", "2", "0"],
            "vacants_3_mois": ["10", "0", ""],
            "vides": ["20", "0", ""],
            "offerts_un_an": ["1180", "40", "12"],
            "emmenages": ["90", "3", "1"],
            "avant_1975": ["1200", "0", "0"],
            "loyer_total": ["412345.5", "15000", ""],
            "surface_habitable": ["78000", "2600.25", ""],
        }
    )


def occupation() -> pd.DataFrame:
    """The occupation of the residences of Halpades."""
    return pd.DataFrame(
        {
            "residence": ["HAL-1", "HAL-2"],
            "menages": ["1150", "38"],
            "repondants": ["1100", "36"],
            "menages_ressources_connues": ["1080", "36"],
            "ress_inf_20": ["200", ""],
            "ress_inf_40": ["400", "10"],
            "ress_inf_60": ["600", "18"],
            "majeurs_activite_connue": ["1800", "60"],
            "majeurs_chomage": ["300", "8"],
            "menages_composition_connue": ["1100", "36"],
            "familles_monoparentales": ["320", "7"],
        }
    )


def write_table(path: Path, frame: pd.DataFrame, *, separator: str = ";", encoding: str = "utf-8") -> Path:
    """Write a CSV file; letters that the encoding lacks are refused, as in the product."""
    path.write_bytes(frame.to_csv(index=False, sep=separator, lineterminator="\r\n").encode(encoding))
    return path


def write_layer(path: Path, frame: gpd.GeoDataFrame, **options: Any) -> Path:
    """Write a geographic file, in the format of its ending."""
    frame.to_file(path, **options)
    return path


def load_territories(store: Store, folder: Path) -> None:
    """Load the communes, secteurs and QPV."""
    for kind, layer in (("communes", communes()), ("secteurs", secteurs()), ("qpv", qpv())):
        load_file(store, kind, write_layer(folder / f"{kind}-base.gpkg", layer))


def load_residences(store: Store, folder: Path) -> LoadReport:
    """Load the three residences."""
    return load_file(store, "residences", write_table(folder / "residences-base.csv", residences()))


def fingerprint(store: Store) -> dict[str, str]:
    """A hash of every row of every table of the store."""
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        tables = session.scalars(
            text(
                "select format('%I.%I', schemaname, tablename) from pg_tables"
                " where schemaname in ('source', 'partner', 'public_view') order by 1"
            )
        ).all()
        return {
            name: session.scalar(
                text(f"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {name} t")
            )
            for name in tables
        }


def rows_of(store: Store, query: str) -> list[tuple[Any, ...]]:
    """What a query of the test finds."""
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        return [tuple(row) for row in session.execute(text(query))]


def refusal(store: Store, kind: str, path: Path, millesime: int | None = None) -> InvalidInputError:
    """Load a file that must be refused, and check that nothing was written."""
    before = fingerprint(store)
    try:
        load_file(store, kind, path, millesime=millesime)
    except InvalidInputError as error:
        assert fingerprint(store) == before
        return error
    raise AssertionError("the file was accepted")


def find_problem(error: InvalidInputError, words: str) -> Problem:
    """The problem whose message holds some words, whatever the spaces between them."""
    for problem in error.problems:
        if words in plain(problem.message):
            return problem
    raise AssertionError(f"{words!r} not in {[plain(problem.message) for problem in error.problems]}")


def plain(sentence: str) -> str:
    """A sentence with ordinary spaces."""
    return sentence.replace("\u202f", " ")
