"""A territory of 5,000 residences drawn by lot, in the exchange formats, with the optional columns that screens show."""

from pathlib import Path

import numpy as np
import pandas as pd

from observatoire.computation import compute_draft
from observatoire.publication import publish
from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.support.random_territory import MILLESIME, TerritoryFiles, write_territory

RESIDENCES = 5_000
COMMUNES = 36
SEED = 20_261_122
TYPES = {"t1": 0.08, "t2": 0.2, "t3": 0.35, "t4": 0.27, "t5": 0.1}
LOANS = {"plai": 0.15, "plus": 0.75, "pls": 0.1}
SURFACE_M2 = 66
RENT_M2 = 6.2


def write_files(folder: Path) -> TerritoryFiles:
    """Write the files of the territory; same seed, same files."""
    files = write_territory(folder, seed=SEED, residences=RESIDENCES, communes=COMMUNES)
    draw = np.random.default_rng(SEED)
    residences, parc = folder / "residences.csv", folder / "parc.csv"
    stock = pd.read_csv(residences, sep=";", encoding="latin-1", dtype="str", keep_default_na=False)
    stock["adresse"] = [f"{number} rue du Môle" for number in draw.integers(1, 200, len(stock))]
    stock.to_csv(residences, index=False, sep=";", encoding="latin-1")
    _complete_parc(pd.read_csv(parc), draw).to_csv(parc, index=False)
    return files


def bring_in(store: Store, files: TerritoryFiles, settings: Settings) -> None:
    """Load, compute and publish a territory, as its manager would."""
    for kind, path, millesime in files:
        load_file(store, kind, path, millesime=millesime)
    compute_draft(store, ops=MILLESIME, rpls=MILLESIME, settings=settings)
    publish(store, settings=settings)


def _complete_parc(parc: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """Share the dwellings of each residence between types and loans, and give them a surface and a rent."""
    for shares in (TYPES, LOANS):
        counts = draw.multinomial(parc["logements"], list(shares.values()))
        parc[list(shares)] = counts
    surfaces = parc["logements"] * SURFACE_M2 * draw.uniform(0.8, 1.2, len(parc))
    parc["surface_habitable"] = surfaces.round(1)
    parc["loyer_total"] = (surfaces * RENT_M2 * draw.uniform(0.85, 1.15, len(parc))).round(2)
    return parc
