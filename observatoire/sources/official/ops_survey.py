"""A survey file (OPS) of one landlord, once its columns are confirmed, into counts of occupation by residence.

Rows on dwellings are added up here and go no further; columns on persons are not even read.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from observatoire.sources.columns import Column, ColumnType, Kind
from observatoire.sources.counts_formats import OCCUPATION
from observatoire.sources.official.ops_columns import ColumnProposal
from observatoire.sources.official.ops_families import count_parents_alone
from observatoire.sources.official.ops_residences import find_residences
from observatoire.sources.official.ops_targets import DWELLING
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.entrance import read_table
from observatoire.sources.reading.raw_table import RawTable, as_cells
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import counted, french

RECENT_YEARS = 2
"""« Emménagés récents »: since 1 January two years before, since 2016 (three years before that)."""
_YEAR_OF_DATE = (
    r"^(?:(?:[0-9]{1,2}[-/. ])?(?:[0-9]{1,2}[-/. ]|[a-zàâçéèêîôûù]+[-./ ]{1,2}))?((?:19|20)[0-9]{2})(?:[ T].*)?$"
    r"|^((?:19|20)[0-9]{2})[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?(?:[ T].*)?$"
)
"""The year alone, after a day and a month, or before them."""
_MOST_ADULTS = 30
_YES, _NO = {"oui", "o", "1", "x", "vrai", "true"}, {"non", "n", "0", "", "faux", "false"}
_UNKNOWN = {"", "NC", "NA", "ND"}
"""What a survey writes, in capitals or not, where an answer is not known."""
_LARGEST_SHARE = 5.0
"""Ceilings as fractions, when every value is at most this: nobody's stock is all under 5 %."""
_LARGEST_PERCENT = 2000.0
_LEAST_PERCENT, _FEWEST_SMALL, _TOO_MANY_SMALL = 2.0, 5, 0.1
"""As many positive values under 2 % of the ceiling are fractions that have got among percentages."""


def describe_survey(columns: Mapping[str, str]) -> Kind:
    """A survey file as a kind of table: the columns that were confirmed, under their names in the file."""
    return Kind(
        "ops", "Enquête OPS", tuple(Column(name, ColumnType.TEXT, target) for target, name in columns.items()), key=()
    )


def read_survey(path: Path, proposal: ColumnProposal) -> RawTable:
    """Read only the columns that were confirmed.

    Raises:
        InvalidInputError: the file cannot be read.
    """
    table = read_table(path, describe_survey(proposal.columns))
    ranks = [table.header.index(name) for name in proposal.columns.values()]
    return RawTable(
        header=tuple(proposal.columns),
        cells=as_cells([table.cells[rank].to_list() for rank in ranks]),
        lines=table.lines,
        understood=table.understood,
        notices=table.notices,
        header_line=table.header_line,
    )


def count_occupation(
    session: Session,
    table: RawTable,
    proposal: ColumnProposal,
    siren: str,
    millesime: int,
    problems: ProblemList,
    notices: NoticeList,
) -> RawTable:
    """Give the counts of occupation of each residence, in the observatory's own format."""
    cells = pd.DataFrame({name: table.cells[rank] for rank, name in enumerate(table.header)})
    cells["residence"] = find_residences(session, cells["residence"], table.lines, siren, problems)
    if proposal.level == DWELLING:
        cells = _add_up(cells, table.lines, millesime, problems, notices)
        lines = cells.pop("line").to_numpy(dtype=np.int64)
    else:
        lines = table.lines
    names = [column.name for column in OCCUPATION.columns if column.name in cells]
    return RawTable(
        header=tuple(names),
        cells=as_cells([cells[name].astype("str").to_list() for name in names]),
        lines=lines,
        understood=table.understood,
        notices=table.notices,
        header_line=table.header_line,
    )


def _add_up(
    cells: pd.DataFrame, lines: np.ndarray, millesime: int, problems: ProblemList, notices: NoticeList
) -> pd.DataFrame:
    """Add the dwellings of each residence up."""
    income = _read_percents(cells["plafond"], lines, problems, notices)
    family_known, parent_alone = count_parents_alone(cells["composition"], lines, problems, notices)
    adults = _read_integers(cells["majeurs"], "majeurs", lines, problems)
    unemployed = _read_integers(cells["chomeurs"], "chomeurs", lines, problems)
    _refuse_above(unemployed, adults, lines, problems)
    answered = (income.notna() | (family_known > 0) | adults.notna()).astype(int)
    counts = {
        "residence": cells["residence"],
        "menages": 1,
        "repondants": _read_flags(cells["repondu"], "repondu", lines, problems) if "repondu" in cells else answered,
        "menages_ressources_connues": income.notna().astype(int),
        **{f"ress_inf_{share}": (income < share).astype(int) for share in (20, 40, 60, 100)},
        "majeurs_activite_connue": adults.fillna(0).astype(int),
        "majeurs_chomage": unemployed.where(adults.notna()).fillna(0).astype(int),
        "menages_composition_connue": family_known,
        "familles_monoparentales": parent_alone,
        "line": lines,
    }
    if "apl" in cells:
        counts["beneficiaires_apl"] = _read_flags(cells["apl"], "apl", lines, problems)
    if "entree" in cells:
        years = _read_years(cells["entree"], millesime, lines, problems)
        counts["emmenages_recents"] = (years >= millesime - RECENT_YEARS).astype(int)
        notices.add(french("Emménagés récents : depuis le 1ᵉʳ janvier {year}.", year=millesime - RECENT_YEARS))
    frame = pd.DataFrame(counts)
    rules = {name: "min" if name == "line" else "sum" for name in frame.columns if name != "residence"}
    summed: pd.DataFrame = frame[frame["residence"] != ""].groupby("residence", as_index=False, sort=True).agg(rules)
    notices.add(
        french(
            "{rows} de logements additionnées en {count} : rien n’en est gardé que ces sommes.",
            rows=counted(len(cells), "ligne"),
            count=counted(len(summed), "résidence"),
        )
    )
    return summed


def _read_percents(cells: pd.Series, lines: np.ndarray, problems: ProblemList, notices: NoticeList) -> pd.Series:
    text = cells.str.replace(r"[\s%\u00a0\u202f]", "", regex=True).str.replace(",", ".", regex=False)
    values = pd.to_numeric(text.where(~text.str.upper().isin(_UNKNOWN)), errors="coerce")
    wrong = (values.isna() & ~text.str.upper().isin(_UNKNOWN)) | (values < 0) | (values > _LARGEST_PERCENT)
    problems.add_each(
        "« {value} » n’est pas un pourcentage du plafond.",
        "Écrivez un nombre comme 58,3, ou laissez vide si les ressources ne sont pas connues.",
        lines=lines[wrong.to_numpy()],
        values=cells[wrong],
        column="plafond",
    )
    signed = cells.str.contains("%", regex=False).any()
    if values.notna().any() and values.max() <= _LARGEST_SHARE and not signed:
        notices.add("Les ressources sont lues comme des fractions du plafond (0,58 = 58 %).", column="plafond")
        values *= 100
        return values
    small = (values > 0) & (values < _LEAST_PERCENT)
    if small.sum() >= max(_FEWEST_SMALL, values.notna().sum() * _TOO_MANY_SMALL):
        problems.add_each(
            "« {value} » serait moins de 2 % du plafond, quand d’autres lignes sont en pourcentage.",
            "Une même colonne ne peut pas mêler 0,58 et 58 % : écrivez-la toute en pourcentage.",
            lines=lines[small.to_numpy()],
            values=cells[small],
            column="plafond",
        )
    return values


def _read_integers(cells: pd.Series, column: str, lines: np.ndarray, problems: ProblemList) -> pd.Series:
    values = pd.to_numeric(cells.where(cells != "").str.replace(",", ".", regex=False), errors="coerce")
    wrong = (cells != "") & ~(cells.str.fullmatch(r"[0-9]{1,2}(?:[.,]0{1,2})?") & (values <= _MOST_ADULTS))
    problems.add_each(
        "« {value} » n’est pas un nombre de personnes.",
        "Écrivez un nombre entier, ou laissez vide si l’activité n’est pas connue.",
        lines=lines[wrong.to_numpy()],
        values=cells[wrong],
        column=column,
    )
    return values.mask(wrong)


def _read_years(cells: pd.Series, millesime: int, lines: np.ndarray, problems: ProblemList) -> pd.Series:
    """Read the year of a date, missing where nothing is known. Any four digits would not do: 42036 is a day of 2015."""
    unknown = cells.str.upper().isin(_UNKNOWN)
    years = pd.to_numeric(cells.str.extract(_YEAR_OF_DATE, flags=re.IGNORECASE).bfill(axis="columns")[0])
    wrong = ~unknown & (years.isna() | (years > millesime + 1))
    problems.add_each(
        "« {value} » n’est pas une date d’entrée.",
        "Écrivez l’année sur quatre chiffres, seule ou dans une date comme 31/03/2018, ou laissez vide.",
        lines=lines[wrong.to_numpy()],
        values=cells[wrong],
        column="entree",
    )
    return years.astype("float64")


def _refuse_above(part: pd.Series, whole: pd.Series, lines: np.ndarray, problems: ProblemList) -> None:
    above = part > whole
    problems.add_each(
        "Plus de chômeurs ({value}) que de majeurs.",
        "Corrigez l’un des deux nombres.",
        lines=lines[above.to_numpy()],
        values=part[above].astype(int),
        column="chomeurs",
    )


def _read_flags(cells: pd.Series, column: str, lines: np.ndarray, problems: ProblemList) -> pd.Series:
    plain = cells.str.lower()
    wrong = ~plain.isin(_YES | _NO)
    problems.add_each(
        "« {value} » n’est ni oui ni non.",
        "Écrivez oui ou non.",
        lines=lines[wrong.to_numpy()],
        values=cells[wrong],
        column=column,
    )
    return plain.isin(_YES).astype(int)


def as_columns(mapping: Mapping[str, object]) -> dict[str, str]:
    """Give a remembered correspondence its type back."""
    return {str(target): str(column) for target, column in mapping.items()}
