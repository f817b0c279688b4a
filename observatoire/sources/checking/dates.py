"""Columns of dates: the international way or the French one; nothing else is guessed."""

from datetime import date

import pandas as pd

from observatoire.printing.days import find_today
from observatoire.sources.columns import Column
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import IntArray

OLDEST_DATE = date(1990, 1, 1)
_ISO = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?"
_FRENCH = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
_REMEDY = "Écrivez la date comme 2018-03-31 ou 31/03/2018."


def parse_dates(cells: pd.Series, column: Column, lines: IntArray, problems: ProblemList) -> pd.Series:
    """Read days, as `datetime64`; those that cannot be, that are to come or that are too old are problems."""
    iso = cells.str.extract(f"^{_ISO}$", expand=False)
    french = cells.where(cells.str.fullmatch(_FRENCH))
    days = pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce")
    days = days.fillna(pd.to_datetime(french, format="%d/%m/%Y", errors="coerce"))
    today = find_today()
    unreadable = (cells != "") & days.isna()
    to_come = (days > pd.Timestamp(today)).astype(bool)
    too_old = (days < pd.Timestamp(OLDEST_DATE)).astype(bool)
    for wrong, message, remedy in (
        (unreadable, "« {value} » n’est pas une date.", _REMEDY),
        (to_come, "La date {value} n’est pas encore passée.", "Corrigez la date : seul ce qui est fait se compte."),
        (too_old, "La date {value} est trop ancienne.", f"{_REMEDY} Aucune n’est antérieure à 1990."),
    ):
        problems.add_each(message, remedy, lines=lines[wrong.to_numpy()], values=cells[wrong], column=column.name)
    return days.mask(to_come | too_old)
