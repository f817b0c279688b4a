"""Communes merged into others: official lists give both codes, ours a name and a date as well."""

from datetime import date

import pandas as pd
from sqlalchemy import Table

from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.storing.known import read_absorptions, read_communes
from observatoire.sources.wording import counted, french
from observatoire.store.tables.territories import CommunePassage


def plan_passage(intake: Intake) -> Plan:
    """Plan the mergers of a list; a commune that only keeps its code is none, and what is known is not forgotten."""
    frame = intake.parsed.frame
    merged = frame.loc[(frame["ancien_code"] != frame["code_insee"]).fillna(value=False)].reset_index(drop=True)
    known = read_absorptions(intake.session)
    still = merged["ancien_code"].isin(read_communes(intake.session).codes)
    for code in merged.loc[still, "ancien_code"]:
        intake.problems.add(
            french("La commune {code} est enregistrée : elle ne peut pas avoir été absorbée.", code=code),
            "Retirez cette ligne, ou chargez les communes d’aujourd’hui.",
            column="ancien_code",
            value=str(code),
        )
    given = merged["ancien_nom"] if "ancien_nom" in merged else pd.Series(None, index=merged.index, dtype="str")
    names = given.fillna(merged["ancien_code"].map({code: each.ancien_nom for code, each in known.items()}))
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
    return Plan(table, rows)


def _dates(intake: Intake, merged: pd.DataFrame) -> list[date | None]:
    """Read the day of each merger, when the list has them."""
    days: list[date | None] = []
    for value in merged["date_effet"] if "date_effet" in merged else [None] * len(merged):
        try:
            days.append(date.fromisoformat(value) if isinstance(value, str) else None)
        except ValueError:
            days.append(None)
            intake.problems.add(
                french("« {value} » n’est pas une date.", value=value),
                "Écrivez-la année-mois-jour, comme 2019-01-01.",
                column="date_effet",
                value=value,
            )
    return days
