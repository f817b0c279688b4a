"""The workbook of RPLS results that the statistical service publishes: totals of communes and EPCI, to compare with.

Nothing is computed from it: its rates are published rounded, and its counts are those of territories, not residences.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from observatoire.sources.problems import ProblemList, refuse
from observatoire.sources.reading.looking_into import look_into
from observatoire.sources.reading.sheet_content import SheetContent, cell_address
from observatoire.sources.reading.workbook import refuse_merged_header
from observatoire.sources.reading.workbook_opening import open_workbook
from observatoire.sources.wording import french, named
from observatoire.territories.codes import CODE_INSEE, SIREN

SHEETS = {"COMMUNES": ("DEPCOM_ARM", "DEPCOM", "CODGEO"), "EPCI": ("EPCI_DEP", "EPCI")}
"""Sheets that are read, and the names under which the column of their territories was met."""
_HEADER_SEARCHED = 15
"""The header is the sixth row; a few lines more or less are accepted."""
MEASURES = {
    "nb_ls": "logements",
    "nb_loues": "loues",
    "nb_vacants": "vacants",
    "nb_vides": "vides",
    "nb_ls_en_qpv": "logements_qpv",
    "nb_ls_plai": "plai",
    "nb_ls_pls": "pls",
    "tx_vac": "taux_vacance",
    "tx_vac3": "taux_vacance_3_mois",
    "tx_mob": "taux_mobilite",
}
"""What is taken, of the year of the workbook."""
_PAST = {
    re.compile(r"nb_ls_?(\d{4})"): "logements",
    re.compile(r"tx_vac_(\d{4})"): "taux_vacance",
    re.compile(r"tx_vac_?3_(\d{4})"): "taux_vacance_3_mois",
    re.compile(r"tx_mob_(\d{4})"): "taux_mobilite",
}
"""What is taken of the years before, in columns that bear their year."""
_EXACT_DECIMALS = 10
_NOTHING = {"", "NA", "NC", "S", "ND"}


def is_sdes_workbook(path: Path) -> bool:
    """Tell whether a workbook has the sheets of the results."""
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return {"COMMUNES", "EPCI"} <= {name.strip().upper() for name in workbook.sheet_names}
    except (CalamineError, PasswordError):
        return False


def read_totals(path: Path, year: int, problems: ProblemList) -> pl.DataFrame:
    """Read the totals: `code`, `millesime`, `mesure`, `valeur`, `line`; cells that hold nothing are left out.

    Args:
        path: the workbook.
        year: that of the columns without a year.
        problems: receives cells that are no numbers.

    Raises:
        InvalidInputError: it cannot be read, or has not the sheets and columns of the results.
    """
    rows: list[tuple[str, int, str, float, int]] = []
    with open_workbook(path) as workbook:
        sheets = {name.strip().upper(): name for name in workbook.sheet_names}
        absent = [name for name in SHEETS if name not in sheets]
        if absent:
            raise refuse(
                path.name,
                french("Le classeur n’a pas les feuilles attendues : il manque {names}.", names=named(absent)),
                "Fournissez le classeur de résultats du RPLS tel que le SDES le publie.",
            )
        for name, keys in SHEETS.items():
            sheet = workbook.get_sheet_by_name(sheets[name])
            cells = sheet.to_python(skip_empty_area=False)
            top = _find_header(cells, name, keys, path.name)
            content = look_into(path, sheet.name, range(1, len(cells) + 1), len(cells[top])) or SheetContent()
            refuse_merged_header(sheet, content, top, problems)
            _refuse_unusable(content, sheet.name, top, problems)
            rows += _read_sheet(cells, content.percents, top, name, keys, year, problems)
    schema = {"code": pl.String, "millesime": pl.Int64, "mesure": pl.String, "valeur": pl.Float64, "line": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _find_header(rows: Sequence[Sequence[object]], sheet: str, keys: Sequence[str], file: str) -> int:
    top = next((rank for rank, row in enumerate(rows[:_HEADER_SEARCHED]) if _find_key(row, keys) is not None), None)
    if top is None:
        raise refuse(
            file,
            french(
                "Feuille « {sheet} » : l’en-tête n’est pas trouvé (colonne {key}, à la sixième ligne).",
                sheet=sheet,
                key=keys[0],
            ),
            "Fournissez le classeur du SDES sans l’avoir modifié.",
        )
    return top


def _refuse_unusable(content: SheetContent, sheet: str, top: int, problems: ProblemList) -> None:
    """A formula that was never computed would be read as nothing, and a cell in error as a text."""
    for cell in content.cells:
        if cell.row > top + 1:
            address = f"{sheet} {cell_address(cell)}"
            problems.add(french(cell.message, address=address), cell.remedy, line=cell.row, value=cell.value)


def _read_sheet(
    rows: Sequence[Sequence[object]],
    percents: Mapping[int, frozenset[int]],
    top: int,
    sheet: str,
    keys: Sequence[str],
    year: int,
    problems: ProblemList,
) -> list[tuple[str, int, str, float, int]]:
    header = [str(cell).strip() for cell in rows[top]]
    position = _find_key(rows[top], keys)
    assert position is not None, "just found"  # noqa: S101
    _refuse_doubled(header, sheet, top, problems)
    wanted = _choose_columns(header, year)
    if (year, "logements") not in wanted.values():
        raise refuse(
            problems.file,
            french("Feuille « {sheet} » : la colonne « nb_ls » manque.", sheet=sheet),
            "Fournissez le classeur du SDES sans l’avoir modifié.",
            line=top + 1,
        )
    found, seen = [], set[str]()
    for rank in range(top + 1, len(rows)):
        written = str(rows[rank][position]).strip()
        code = written.partition(" ")[0]
        if not (CODE_INSEE.fullmatch(code) or SIREN.fullmatch(code)):
            continue
        if written in seen:
            problems.add(
                french("Feuille « {sheet} » : {code} est sur plusieurs lignes.", sheet=sheet, code=written),
                "Gardez une seule ligne par territoire, ou téléchargez de nouveau le classeur du SDES.",
                line=rank + 1,
                value=written,
            )
        seen.add(written)
        told = {
            about: value
            for column, about in wanted.items()
            if (value := _number(rows[rank][column], problems, rank + 1, header[column])) is not None
        }
        for column, about in wanted.items():
            if about in told and rank + 1 in percents.get(column + 1, ()):
                told[about] = _read_percentage(told[about], about[1], problems, rank + 1, header[column])
        _check_counts(told, year, problems, rank + 1)
        found += [(code, *about, value, rank + 1) for about, value in told.items()]
    return found


def _refuse_doubled(header: list[str], sheet: str, top: int, problems: ProblemList) -> None:
    """A measure of the year that comes twice may be either; the columns of past years do come twice, alike."""
    times = Counter(name.lower() for name in header)
    for name in (each for each in MEASURES if times[each] > 1):
        problems.add(
            french(
                "Feuille « {sheet} » : la colonne « {name} » est {times} fois.",
                sheet=sheet,
                name=name,
                times=times[name],
            ),
            "Fournissez le classeur du SDES sans l’avoir modifié.",
            line=top + 1,
            column=name,
        )


def _check_counts(told: dict[tuple[int, str], float], year: int, problems: ProblemList, line: int) -> None:
    """No count is below zero, and no part of the stock is larger than the stock."""
    names = {measure: name for name, measure in MEASURES.items()}
    total = told.get((year, "logements"))
    for (millesime, measure), value in told.items():
        name = names[measure]
        if value < 0:
            problems.add(
                french("« {name} » ne peut pas être négatif.", name=name),
                "Téléchargez de nouveau le classeur du SDES.",
                line=line,
                column=name,
                value=str(value),
            )
        elif millesime == year and total is not None and not measure.startswith("taux") and value > total:
            problems.add(
                french("« {name} » dépasse « nb_ls ».", name=name),
                "Téléchargez de nouveau le classeur du SDES.",
                line=line,
                column=name,
                value=str(value),
            )


def _find_key(row: Sequence[object], keys: Sequence[str]) -> int | None:
    names = [str(cell).strip().upper() for cell in row]
    spelt = [name for key in keys for name in (key, f"{key}_CODE", f"CODE_{key}")]
    return next((names.index(name) for name in spelt if name in names), None)


def _choose_columns(header: list[str], year: int) -> dict[int, tuple[int, str]]:
    """Choose the first column of each measure and year: a few come twice."""
    chosen: dict[tuple[int, str], int] = {}
    for rank, name in enumerate(header):
        lowered = name.lower()
        if lowered in MEASURES:
            chosen.setdefault((year, MEASURES[lowered]), rank)
        for pattern, measure in _PAST.items():
            matched = pattern.fullmatch(lowered)
            if matched:
                chosen.setdefault((int(matched[1]), measure), rank)
    return {rank: about for about, rank in chosen.items()}


def _read_percentage(value: float, measure: str, problems: ProblemList, line: int, column: str) -> float:
    """A number shown as a percentage: a rate of 0.027 is 2.7 %, a count of 1 would be 100 %."""
    if not measure.startswith("taux"):
        problems.add(
            french("« {name} » est un effectif, et la case est au format pourcentage.", name=column),
            "Téléchargez de nouveau le classeur du SDES.",
            line=line,
            column=column,
            value=f"{100 * value:g} %",
        )
    return round(100 * value, _EXACT_DECIMALS)


def _number(cell: object, problems: ProblemList, line: int, column: str) -> float | None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    text = str(cell).strip()
    if text.upper() in _NOTHING:
        return None
    try:
        return float(text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except ValueError:
        problems.add(
            french("« {value} » n’est pas un nombre.", value=text[:40]),
            "Téléchargez de nouveau le classeur du SDES.",
            line=line,
            column=column,
            value=text[:40],
        )
        return None
