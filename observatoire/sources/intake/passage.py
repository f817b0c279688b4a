"""Communes merged into others: official lists give both codes, ours a name and a date as well.

A commune that is still registered ends with the date of its merger: without one, it may be a mistake of the list.
"""

from datetime import date

import pandas as pd
from sqlalchemy import Table

from observatoire.printing.days import find_today
from observatoire.sources.intake.merging import end_communes
from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.storing.known import read_absorptions, read_communes
from observatoire.sources.wording import counted, french
from observatoire.store.tables.territories import CommunePassage


def plan_passage(intake: Intake) -> Plan:
    """Plan the mergers of a list; a commune that only keeps its code is none, and what is known is not forgotten."""
    frame = intake.parsed.frame.assign(line=intake.parsed.lines)
    merged = frame.loc[(frame["ancien_code"] != frame["code_insee"]).fillna(value=False)].reset_index(drop=True)
    known = read_absorptions(intake.session)
    communes = read_communes(intake.session)
    today = dict(zip(communes.codes, communes.names, strict=True))
    given = merged["ancien_nom"] if "ancien_nom" in merged else pd.Series(None, index=merged.index, dtype="str")
    names = given.fillna(merged["ancien_code"].map({code: each.ancien_nom for code, each in known.items()} | today))
    stored = [known[code].date_effet if code in known else None for code in merged["ancien_code"]]
    rows = merged[["ancien_code", "code_insee"]].assign(
        ancien_nom=names.fillna("L’ancienne commune " + merged["ancien_code"]),
        date_effet=pd.Series(
            [day or before for day, before in zip(_dates(intake, merged), stored, strict=True)], dtype=object
        ),
    )
    undated = int(rows["date_effet"].isna().sum())
    if undated:
        intake.notices.add(french("{count} sans date.", count=counted(undated, "fusion", "fusions")))
    table = CommunePassage.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly
    still = rows["ancien_code"].isin(today)
    ending = rows.loc[still & _may_end(intake, rows.assign(line=merged["line"]), today)]
    after = end_communes(intake, dict(zip(ending["ancien_code"], ending["code_insee"], strict=True)), today)
    return Plan(table, rows, after=after, removed=tuple(f"commune {code}" for code in ending["ancien_code"]))


def _may_end(intake: Intake, rows: pd.DataFrame, today: dict[str, str]) -> pd.Series:
    """Tell which registered communes of a list may end, and say why the others may not."""
    good = []
    absorbed = set(rows["ancien_code"])
    for code, successor, day, line in rows[["ancien_code", "code_insee", "date_effet", "line"]].itertuples(index=False):
        if code not in today:
            good.append(False)
            continue
        remedy = None
        if successor in absorbed:
            remedy = french(
                "{code} est absorbée à son tour dans cette liste : donnez la commune d’aujourd’hui.", code=successor
            )
        elif successor not in today:
            remedy = french("Chargez d’abord le contour de celle qui l’a absorbée : {code}.", code=successor)
        elif not isinstance(day, date):
            remedy = french(
                "Si elle l’a vraiment été, donnez la date de la fusion (colonne « date_effet ») : ses résidences et ses "
                "secteurs passeront à {name} ({code}). Sinon, retirez cette ligne.",
                name=today[successor],
                code=successor,
            )
        elif day > find_today():
            remedy = french("La fusion est à venir ({day}) : attendez cette date.", day=f"{day:%d/%m/%Y}")
        good.append(remedy is None)
        if remedy is not None:
            intake.problems.add(
                french(
                    "La commune {code} ({name}) est enregistrée : elle ne peut pas avoir été absorbée.",
                    code=code,
                    name=today[code],
                ),
                remedy,
                line=int(line),
                column="ancien_code",
                value=str(code),
            )
    return pd.Series(good, index=rows.index, dtype=bool)


def _dates(intake: Intake, merged: pd.DataFrame) -> list[date | None]:
    """Read the day of each merger, when the list has them."""
    days: list[date | None] = []
    given = merged["date_effet"] if "date_effet" in merged else [None] * len(merged)
    for value, line in zip(given, merged["line"], strict=True):
        try:
            days.append(date.fromisoformat(value) if isinstance(value, str) else None)
        except ValueError:
            days.append(None)
            intake.problems.add(
                french("« {value} » n’est pas une date.", value=value),
                "Écrivez-la année-mois-jour, comme 2019-01-01.",
                line=int(line),
                column="date_effet",
                value=value,
            )
    return days
