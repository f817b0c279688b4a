"""The file that declares a measure: which residences it reached, and since which year. It is read, never stored."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from observatoire.sources.checking.parsing import parse_table
from observatoire.sources.columns import Column, ColumnType, Kind
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.entrance import read_table
from observatoire.sources.report import NoticeList

MEASURE = Kind(
    "mesure",
    "Résidences qu’une mesure a touchées (réhabilitation, nouvelle procédure d’attribution), depuis quelle année",
    (
        Column("residence", ColumnType.CODE, "Code d’une résidence publiée"),
        Column("annee", ColumnType.YEAR, "Première année de la mesure", minimum=1990),
    ),
    key=("residence",),
)


def read_measure(path: Path, *, known: Collection[str]) -> pd.Series:
    """Read the file: first year of the measure, by residence.

    Args:
        path: any format that `load` accepts.
        known: codes of the residences that were published.

    Raises:
        InvalidInputError: the file is refused; every problem is listed.
    """
    problems = ProblemList(path.name)
    table = read_table(path, MEASURE)
    parsed = parse_table(table, MEASURE, problems, NoticeList())
    unknown = ~parsed.frame["residence"].isin(list(known)) & parsed.frame["residence"].notna()
    problems.add_each(
        "La résidence « {value} » n’est dans aucune publication.",
        "Corrigez son code, ou retirez la ligne.",
        lines=parsed.lines[unknown.to_numpy()],
        values=parsed.frame.loc[unknown, "residence"],
        column="residence",
    )
    problems.raise_if_any()
    years: pd.Series = parsed.frame.set_index("residence")["annee"].astype("int64")
    return years
