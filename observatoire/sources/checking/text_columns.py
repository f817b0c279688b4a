"""Columns of codes and texts: leading zeros are kept, what spreadsheets add is taken away and said."""

import pandas as pd

from observatoire.sources.columns import Column
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import IntArray
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import french, named

_SPACES = "[ \u00a0\u202f]"
_SPREADSHEET_INTEGER = r"[0-9]+[.,]0+"


def parse_codes(
    cells: pd.Series, column: Column, lines: IntArray, problems: ProblemList, notices: NoticeList, *, numeric: bool
) -> pd.Series:
    """Read codes as text, and check their shape or that they belong to the closed list of the column."""
    codes = _drop_spreadsheet_decimals(cells, column, notices)
    if numeric:
        notices.add(
            french(
                "La colonne « {name} » contient des nombres, lus comme des codes : "
                "un zéro perdu au début ne peut pas être retrouvé.",
                name=column.name,
            ),
            column=column.name,
        )
    filled = codes != ""
    if column.pattern is not None:
        codes = _drop_inner_spaces(codes, column, lines, notices)
        wrong = filled & ~codes.str.fullmatch(column.pattern)
        problems.add_each(
            french("« {{value}} » n’a pas la forme attendue ({shape}).", shape=column.shape),
            _shape_remedy(column),
            lines=lines[wrong.to_numpy()],
            values=codes[wrong],
            column=column.name,
        )
        filled &= ~wrong
    if column.choices:
        wrong = filled & ~codes.isin(column.choices)
        problems.add_each(
            french("« {{value}} » ne fait pas partie des valeurs possibles."),
            french("Écrivez {choices}, ou laissez vide.", choices=named(column.choices)),
            lines=lines[wrong.to_numpy()],
            values=codes[wrong],
            column=column.name,
        )
        filled &= ~wrong
    return codes.where(filled)


def parse_texts(cells: pd.Series) -> pd.Series:
    """Read free text: line breaks and runs of spaces become one space, an empty cell is missing."""
    return cells.str.replace(r"\s+", " ", regex=True).where(cells != "")


def _drop_spreadsheet_decimals(cells: pd.Series, column: Column, notices: NoticeList) -> pd.Series:
    """« 74042.0 » is 74042 when the whole column is so: a program read the codes as decimal numbers."""
    filled = cells[cells != ""]
    if filled.empty or not filled.str.fullmatch(_SPREADSHEET_INTEGER).all():
        return cells
    notices.add(
        french("Les codes de « {name} » finissent tous par « .0 », qui est retiré.", name=column.name),
        column=column.name,
    )
    return cells.str.replace(r"[.,]0+$", "", regex=True)


def _drop_inner_spaces(codes: pd.Series, column: Column, lines: IntArray, notices: NoticeList) -> pd.Series:
    spaced = codes.str.contains(_SPACES, regex=True)
    if not spaced.any():
        return codes
    notices.add(
        french("Des espaces sont retirés des codes de « {name} ».", name=column.name),
        column=column.name,
        lines=lines[spaced.to_numpy()],
    )
    return codes.str.replace(_SPACES, "", regex=True)


def _shape_remedy(column: Column) -> str:
    if column.name == "code_insee":
        return "Écrivez le code INSEE en texte, avec son zéro au début s’il en a un ; ce n’est pas le code postal."
    if column.name == "rehabilitation":
        return "Écrivez l’année de la dernière, « aucune » s’il n’y en a pas eu, ou rien si vous ne le savez pas."
    return "Écrivez le SIREN en texte, avec ses zéros au début ; un SIRET (14 chiffres) commence par le SIREN."
