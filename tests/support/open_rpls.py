"""The open dwelling file of the RPLS in its layouts, drawn by lot from a seed: a few dwellings, or those of the country.

Values are invented: no row of the real file may be had here. Its defects are there: years that cannot be, dwellings
without coordinates or programme, streets written in several ways, missing values under several signs.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

AT_ONCE = 400_000
WEST, SOUTH, ACROSS, SIDE = 200_000, 6_200_000, 188, 4_000
_PLACE = ("DEPCOM", "CODEPOSTAL", "LIBCOM", "NUMVOIE", "INDREP", "TYPVOIE", "NOMVOIE")
_STOCK = ("COMPLGEO", "LIEUDIT", "NBPIECE", "SURFHAB", "CONSTRUCT", "LOCAT", "PATRIMOINE", "ORIGINE", "FINANAUTRE")
_LEGAL = (
    *("CONV", "NUMCONV", "DATCONV", "CUS", "DPEDATE", "DPEENERGIE", "DPESERRE", "SRU_EXPIR", "SRU_ALINEA"),
    *("CODSEGPATRIM", "LIBSEGPATRIM"),
)
_PLACED = ("EPSG", "X", "Y", "PLG_ZUS", "QUALITE_VOIE", "QUALITE_NUMERO", "QUALITE_XY")
_ZONES = ("DISTANCE_PRECISION", "QUALITE_IRIS", "COMAQP", "UU2020", "ZE2020")
_PAIRS = ("REG", "DEP", "EPCI", "DROIT", "NEWLOGT", "PMR", "QPV", "TYPECONST", "FINAN")
_BOTH = tuple(f"{name}_{part}" for name in _PAIRS for part in ("CODE", "LIBELLE"))
LAYOUTS = {
    "ancien": (
        *("DROIT", *_PLACE, "NUMAPPT", "NUMBOITE", "ESC", "COULOIR", "ETAGE", "COMPLIDENT", "ENTREE", "BAT", "IMMEU"),
        *(*_STOCK, "QPV", "TYPECONST", "FINAN", "NEWLOGT", *_LEGAL),
    ),
    "2023": (
        *("DEPCOM_CODE", "DEPCOM_LIBELLE"),
        *_PLACE[1:],
        "ETAGE",
        *_STOCK,
        *_LEGAL,
        *_BOTH,
        *_PLACED,
        "PLG_QP",
        *_ZONES,
    ),
    "2025": (*_PLACE, "ETAGE", *_STOCK, *_LEGAL, *_BOTH, *_PLACED, "PLG_QP24", "PLG_QP15", *_ZONES),
}
_ALIKE = {
    "DPEDATE": "03/2019",
    "DATCONV": "01/07/1998",
    "CONV": "1",
    "CUS": "NA",
    "ORIGINE": "1",
    "DPESERRE": "C",
    "DROIT": "1",
    "DROIT_CODE": "1",
    "DROIT_LIBELLE": "Pleine propriété",
    "QPV_CODE": "2",
    "QPV_LIBELLE": "Non",
    "TYPECONST_CODE": "C",
    "TYPECONST_LIBELLE": "Collectif",
    "REG_CODE": "84",
    "EPCI_CODE": "200000172",
    "REG_LIBELLE": "Auvergne-Rhône-Alpes",
    "FINAN_LIBELLE": "PLUS/LLS dans les DOM",
    "QUALITE_XY": "11",
    "QUALITE_VOIE": "1",
    "QUALITE_NUMERO": "1",
    "DISTANCE_PRECISION": "12",
    "QUALITE_IRIS": "11",
    "ZE2020": "8421",
}
"""Columns that hold the same in every row, in the words of the file."""
_STREETS = (
    "DES LILAS",
    "DU CHÂTEAU",
    "DE L'ÉGLISE",
    "JEAN MOULIN",
    "DES PRÉS",
    "DE LA RÉPUBLIQUE",
    "VICTOR HUGO",
    "DU MÔLE",
)
_KINDS = ("RUE", "AVENUE", "AV", "CHEMIN", "PLACE", "R")


@dataclass(frozen=True)
class Town:
    """A commune to fill: its code, its name, the middle of a square in it, in Lambert-93."""

    code: str
    label: str
    x: float
    y: float


def write_open_file(
    path: Path, towns: Sequence[Town], dwellings: int, *, layout: str = "2025", encoding: str = "utf8", seed: int = 2025
) -> Path:
    """Write so many dwellings, about seven a residence, spread over the communes."""
    with path.open("wb") as file:
        for rank, frame in enumerate(_draw(towns, dwellings, LAYOUTS[layout], seed)):
            text = frame.write_csv(separator=";", include_header=rank == 0, quote_style="always")
            file.write(text.encode() if encoding == "utf8" else text.encode(encoding))
    return path


def main() -> None:
    """Write a large file from the command line, so that drawing it weighs on no measure of the caller: path, dwellings, communes."""
    path, dwellings, communes = sys.argv[1:]
    write_open_file(Path(path), spread_towns(int(communes)), int(dwellings))


def spread_towns(count: int) -> list[Town]:
    """So many square communes side by side, of `SIDE` metres."""
    return [
        Town(
            f"{1 + rank // 400:02d}{500 + rank % 400}",
            f"Commune {rank}",
            WEST + (rank % ACROSS + 0.5) * SIDE,
            SOUTH + (rank // ACROSS + 0.5) * SIDE,
        )
        for rank in range(count)
    ]


def _draw(towns: Sequence[Town], dwellings: int, columns: Sequence[str], seed: int) -> Iterator[pl.DataFrame]:
    lot = np.random.default_rng(seed)
    first = 0
    for start in range(0, dwellings, AT_ONCE):
        count = min(AT_ONCE, dwellings - start)
        sizes = lot.geometric(1 / 6.75, size=count)
        last = int(np.searchsorted(np.cumsum(sizes), count)) + 1
        sizes = sizes[:last]
        of_dwelling = np.repeat(np.arange(last), sizes)[:count]
        yield _frame(towns, lot, of_dwelling, last, first).select(columns)
        first += last


def _frame(
    towns: Sequence[Town], lot: np.random.Generator, of_dwelling: np.ndarray, residences: int, first: int
) -> pl.DataFrame:
    town = lot.integers(0, len(towns), residences)
    named = lot.random(residences) < 0.6
    number = first + np.arange(residences)
    year = lot.integers(1950, 2024, residences)
    x = np.asarray([each.x for each in towns])[town] + lot.uniform(-900, 900, residences)
    y = np.asarray([each.y for each in towns])[town] + lot.uniform(-900, 900, residences)
    estate = pl.DataFrame(
        {
            "DEPCOM": np.asarray([each.code for each in towns])[town],
            "LIBCOM": np.asarray([each.label for each in towns])[town],
            "NUMVOIE": (number % 180 + 1).astype(str),
            "TYPVOIE": np.asarray(_KINDS)[number % len(_KINDS)],
            "NOMVOIE": np.char.add(
                np.asarray(_STREETS)[number % len(_STREETS)], np.char.add(" ", (number % 997).astype(str))
            ),
            "COMPLGEO": np.where(named, np.char.add("RÉSIDENCE ", number.astype(str)), ""),
            "CONSTRUCT": year.astype(str),
            "LOCAT": np.where(lot.random(residences) < 0.001, "9999", year.astype(str)),
            "EPSG": "2154",
            "X": np.where(lot.random(residences) < 0.01, "", np.round(x, 1).astype(str)),
            "Y": np.round(y, 1).astype(str),
        }
    )[of_dwelling]
    count = len(of_dwelling)
    rooms = lot.choice(np.asarray(["1", "2", "3", "4", "5", "6"]), count, p=[0.06, 0.2, 0.36, 0.27, 0.09, 0.02])
    funding = lot.choice(np.asarray(["12", "13", "50", "52", "10", "11", "14", "49"]), count)
    filling = {
        "SURFHAB": (18 + 15 * rooms.astype(int) + lot.integers(0, 10, count)).astype(str),
        "NBPIECE": rooms,
        "FINAN": funding,
        "FINAN_CODE": funding,
        "ETAGE": lot.integers(0, 9, count).astype(str),
        "DPEENERGIE": lot.choice(np.asarray(list("ABCDEFG")), count),
    }
    frame = estate.with_columns(pl.Series(name, values) for name, values in filling.items())
    departement = pl.col("DEPCOM").str.slice(0, 2)
    told = frame.with_columns(
        pl.col("COMPLGEO").replace("", None),
        *(pl.lit(value).alias(name) for name, value in _ALIKE.items()),
        (pl.col("DEPCOM").str.slice(0, 3) + pl.lit("00")).alias("CODEPOSTAL"),
        pl.col("DEPCOM").alias("DEPCOM_CODE"),
        pl.col("LIBCOM").alias("DEPCOM_LIBELLE"),
        departement.alias("DEP_CODE"),
        (pl.lit("Département ") + departement).alias("DEP_LIBELLE"),
        (pl.lit("CC de ") + pl.col("LIBCOM")).alias("EPCI_LIBELLE"),
        pl.col("DEPCOM").alias("COMAQP"),
        pl.col("CONSTRUCT").alias("PATRIMOINE"),
    )
    return told.with_columns(
        pl.lit("").alias(name) for name in {name for names in LAYOUTS.values() for name in names} - set(told.columns)
    )


if __name__ == "__main__":
    main()
