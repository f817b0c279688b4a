"""Survey files (OPS) under the headers of a landlord, drawn by lot from a seed, with the defects that real ones have.

No layout of these files is published: headers are those met in the words of landlords, values are invented. Columns on
persons are there, as they are in what landlords send; nothing of them may be read. Defects: dwellings of households that did
not answer, « NC », decimal commas, percent signs, dates and years mixed, empty lines at the end, spaces around.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

HEADER_OF_DWELLINGS = (
    *("Code programme", "Nom", "Date de naissance", "N° allocataire", "Taux de plafond (%)", "Type de famille"),
    *("Nb de majeurs", "Demandeurs d'emploi", "Bénéficiaire APL", "Date d'entrée"),
)
HEADER_OF_RESIDENCES = (
    *("Code programme", "Nb ménages", "Nb répondants", "Ressources connues", "Moins de 40 % du plafond"),
    *("Moins de 60 % du plafond", "Majeurs activité connue", "Chômeurs", "Composition connue", "Monoparentales"),
)
FAMILIES = ("Personne seule", "Famille monoparentale", "Couple", "Couple avec enfants", "Parent isolé", "Autre")
SILENT = 0.22
"""Share of the households that do not answer, about that of a good survey."""


def draw_dwellings(residences: Sequence[str], dwellings: int, *, year: int = 2016, seed: int = 2016) -> pl.DataFrame:
    """One line a dwelling, persons included."""
    lot = np.random.default_rng(seed)
    ceiling = np.round(lot.gamma(2.2, 26, dwellings), 1)
    written = np.where(
        lot.random(dwellings) < 0.5, ceiling.astype(str), np.char.add(ceiling.astype(int).astype(str), " %")
    )
    adults = lot.integers(1, 4, dwellings)
    entry = year - lot.integers(0, 25, dwellings)
    day = np.char.add("01/06/", entry.astype(str))
    columns = (
        np.asarray(residences)[np.sort(lot.integers(0, len(residences), dwellings))],
        np.char.add("LOCATAIRE ", np.arange(dwellings).astype(str)),
        np.full(dwellings, "01/01/1970"),
        np.char.add("A", np.arange(dwellings).astype(str)),
        np.char.replace(written, ".", ","),
        lot.choice(FAMILIES, dwellings),
        adults.astype(str),
        np.minimum(adults, lot.binomial(2, 0.12, dwellings)).astype(str),
        lot.choice(["oui", "Oui", "non", "NON"], dwellings),
        np.where(lot.random(dwellings) < 0.4, entry.astype(str), day),
    )
    frame = pl.DataFrame(dict(zip(HEADER_OF_DWELLINGS, columns, strict=True)))
    silent = pl.Series(lot.random(dwellings) < SILENT)
    unknown = pl.Series(lot.random(dwellings) < 0.02)
    answered = HEADER_OF_DWELLINGS[4:]
    return frame.with_columns(
        *(pl.when(silent).then(pl.lit("")).otherwise(pl.col(name)).alias(name) for name in answered[1:]),
        pl.when(silent)
        .then(pl.lit(""))
        .when(unknown)
        .then(pl.lit("NC"))
        .otherwise(pl.col(answered[0]))
        .alias(answered[0]),
    )


def draw_residences(residences: Sequence[str], *, seed: int = 2016) -> pl.DataFrame:
    """One line a residence, already counted."""
    lot = np.random.default_rng(seed)
    count = len(residences)
    households = lot.integers(4, 120, count)
    answers = lot.binomial(households, 1 - SILENT)
    known = lot.binomial(answers, 0.97)
    under_60 = lot.binomial(known, 0.62)
    adults = answers + lot.binomial(answers, 0.5)
    columns = (
        np.asarray(residences), households, answers, known, lot.binomial(under_60, 0.6), under_60, adults,
        lot.binomial(adults, 0.11), answers, lot.binomial(answers, 0.24),
    )  # fmt: skip
    return pl.DataFrame(dict(zip(HEADER_OF_RESIDENCES, columns, strict=True)))


def write_survey(path: Path, frame: pl.DataFrame, *, encoding: str = "cp1252") -> Path:
    """Write as spreadsheets save it: semicolons, spaces around some codes, two empty lines at the end."""
    code = frame.columns[0]
    spaced = (
        pl.when(pl.int_range(pl.len()) % 7 == 0).then(pl.col(code) + pl.lit("  ")).otherwise(pl.col(code)).alias(code)
    )
    text = frame.with_columns(spaced).write_csv(separator=";", line_terminator="\r\n")
    path.write_bytes((text + ";" * (len(frame.columns) - 1) + "\r\n\r\n").encode(encoding))
    return path
