"""Columns that answer yes or no, and those that may also answer how many."""

import pandas as pd

from observatoire.sources.checking.numerals import read_integers
from observatoire.sources.columns import ALL, Column
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import IntArray

YES = ("oui", "o", "vrai", "true")
NO = ("non", "n", "faux", "false")


def parse_flags(cells: pd.Series, column: Column, lines: IntArray, problems: ProblemList) -> pd.Series:
    """Read « oui » and « non », however they are capitalised; 1 and 0 are understood too."""
    words = cells.str.casefold()
    yes, no = words.isin((*YES, "1")), words.isin((*NO, "0"))
    wrong = (cells != "") & ~yes & ~no
    problems.add_each(
        "« {value} » n’est ni « oui » ni « non ».",
        "Écrivez « oui » ou « non ».",
        lines=lines[wrong.to_numpy()],
        values=cells[wrong],
        column=column.name,
    )
    return yes.astype("boolean").where(yes | no)


def parse_tallies(cells: pd.Series, column: Column, lines: IntArray, problems: ProblemList) -> pd.Series:
    """Read how many of a row are concerned: a whole number, « non » for none, « oui » for `ALL`."""
    words = cells.str.casefold()
    yes, no = words.isin(YES), words.isin(NO)
    reading = read_integers(cells.where(~(yes | no), ""))
    wrong = reading.unreadable | reading.ambiguous | reading.numbers.lt(0).fillna(value=False).astype(bool)
    problems.add_each(
        "« {value} » n’est ni « oui », ni « non », ni un nombre.",
        "Écrivez « oui » ou « non » pour une seule attribution ; un nombre entier quand la ligne en compte plusieurs.",
        lines=lines[wrong.to_numpy()],
        values=cells[wrong],
        column=column.name,
    )
    return reading.numbers.mask(wrong).mask(yes, ALL).mask(no, 0)
