"""A territory drawn by lot, written in the exchange formats: what a manager would receive, with its usual gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
from pyproj import Transformer
from shapely import Polygon, box

SIDE = 2_000.0
WEST, SOUTH = 900_000.0, 6_500_000.0
LANDLORDS = {"900000001": "Halpades", "900000002": "Semcoda", "900000003": "Haute-Savoie Habitat"}
SILENT_LANDLORD = "900000002"
"""It transmits no occupation."""
MILLESIME = 2016
TO_WGS84 = Transformer.from_crs(2154, 4326, always_xy=True)


@dataclass(frozen=True)
class TerritoryFiles:
    """The files of a territory, in the order in which they are loaded."""

    folder: Path

    def __iter__(self) -> Iterator[tuple[str, Path, int | None]]:
        yield "communes", self.folder / "communes.gpkg", None
        yield "secteurs", self.folder / "secteurs.gpkg", None
        yield "qpv", self.folder / "qpv.gpkg", None
        yield "residences", self.folder / "residences.csv", None
        yield "parc", self.folder / "parc.csv", MILLESIME
        yield "occupation", self.folder / "occupation.csv", MILLESIME


def write_territory(
    folder: Path, *, seed: int, residences: int = 120, communes: int = 7, epcis: int = 1
) -> TerritoryFiles:
    """Draw a territory and write its files.

    Args:
        folder: where to.
        seed: same seed, same files.
        residences: how many; about one in ten misses a source.
        communes: how many, in a row; the last one has no residence.
        epcis: how many share the communes; 0 when the file of communes names none.
    """
    draw = np.random.default_rng(seed)
    codes = [f"74{number:03}" for number in range(1, communes + 1)]
    _write_outlines(folder, codes, epcis)
    stock = pd.DataFrame([_draw_residence(draw, number, codes[:-1]) for number in range(residences)])
    stock.to_csv(folder / "residences.csv", index=False, sep=";", encoding="latin-1")
    described = stock["residence"][draw.random(residences) > 0.05]
    pd.DataFrame([_draw_parc(draw, code) for code in described]).to_csv(folder / "parc.csv", index=False)
    talks = (stock["bailleur_siren"] != SILENT_LANDLORD) & (draw.random(residences) > 0.05)
    surveyed = [_draw_occupation(draw, code) for code in stock["residence"][talks]]
    pd.DataFrame(surveyed).to_csv(folder / "occupation.csv", index=False, sep="\t")
    return TerritoryFiles(folder)


def _outline(number: int) -> Polygon:
    return box(WEST + number * SIDE, SOUTH, WEST + (number + 1) * SIDE, SOUTH + SIDE)


def _write_outlines(folder: Path, codes: list[str], epcis: int) -> None:
    outlines = [_outline(number) for number in range(len(codes))]
    communes = pd.DataFrame({"code_insee": codes, "nom": [f"Commune {code}" for code in codes]})
    if epcis:
        communes["epci_siren"] = [f"20000000{1 + number % epcis}" for number in range(len(codes))]
        communes["epci_nom"] = [f"CC n° {1 + number % epcis}" for number in range(len(codes))]
    _write_layer(communes, outlines, folder / "communes.gpkg")
    halves = [box(west, SOUTH, west + SIDE / 2, SOUTH + SIDE) for west, *_ in (each.bounds for each in outlines[:4])]
    secteurs = pd.DataFrame({"code": [f"{code}-A" for code in codes[:4]], "nom": "Ouest", "code_insee": codes[:4]})
    _write_layer(secteurs, halves, folder / "secteurs.gpkg")
    qpv = pd.DataFrame({"code_qp": ["QN07401I"], "lib_qp": ["Les Îles"], "generation": [2024]})
    _write_layer(qpv, [box(WEST, SOUTH, WEST + SIDE / 2, SOUTH + SIDE / 2)], folder / "qpv.gpkg")


def _write_layer(frame: pd.DataFrame, outlines: list[Polygon], path: Path) -> None:
    geopandas.GeoDataFrame(frame, geometry=outlines, crs=2154).to_file(path)


def _draw_residence(draw: np.random.Generator, number: int, codes: list[str]) -> dict[str, Any]:
    commune = int(draw.integers(len(codes)))
    x, y = draw.uniform(1, SIDE - 1, size=2)
    longitude, latitude = TO_WGS84.transform(WEST + commune * SIDE + x, SOUTH + y)
    siren = str(draw.choice(list(LANDLORDS)))
    return {
        "residence": f"R{number:05}",
        "nom": f"Résidence n° {number}",
        "bailleur_siren": siren,
        "bailleur": LANDLORDS[siren],
        "code_insee": codes[commune],
        "secteur": f"{codes[commune]}-A" if x < SIDE / 2 and commune < min(4, len(codes)) else "",
        "longitude": longitude,
        "latitude": latitude,
        "mise_en_service": int(draw.integers(1950, 2016)),
    }


def _draw_parc(draw: np.random.Generator, code: str) -> dict[str, Any]:
    dwellings = max(1, int(draw.lognormal(3, 0.9)))
    vides = int(draw.binomial(dwellings, 0.05))
    vacants = int(draw.binomial(dwellings - vides, 0.06))
    new = draw.random() < 0.1
    offered = 0 if new else dwellings - vides
    return {
        "residence": code,
        "logements": dwellings,
        "loues": dwellings - vides - vacants,
        "vacants": vacants,
        "vides": vides,
        "offerts_un_an": offered,
        "emmenages": int(draw.binomial(offered, 0.1)),
        "avant_1975": dwellings if draw.random() < 0.4 else 0,
    }


def _draw_occupation(draw: np.random.Generator, code: str) -> dict[str, Any]:
    households = max(1, int(draw.lognormal(3, 0.9)))
    answers = int(draw.binomial(households, 0.85))
    known = int(draw.binomial(answers, 0.9))
    under_60 = int(draw.binomial(known, 0.5))
    adults = 0 if draw.random() < 0.05 else 2 * answers
    together = int(draw.binomial(answers, 0.95))
    return {
        "residence": code,
        "menages": households,
        "repondants": answers,
        "menages_ressources_connues": known,
        "ress_inf_40": int(draw.binomial(under_60, 0.6)),
        "ress_inf_60": under_60,
        "majeurs_activite_connue": adults,
        "majeurs_chomage": int(draw.binomial(adults, 0.13)),
        "menages_composition_connue": together,
        "familles_monoparentales": int(draw.binomial(together, 0.2)),
    }
