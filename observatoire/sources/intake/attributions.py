"""Attributions: what each row counts, checked; then the whole year of the landlords that the file names."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Table
from sqlalchemy.orm import Session

from observatoire.sources.columns import ALL
from observatoire.sources.intake.communes_named import resolve_communes
from observatoire.sources.intake.partners_named import check_residences, resolve_bailleurs, resolve_reservataires
from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.storing.entries import EntryChanges, plan_entries
from observatoire.sources.storing.known import read_absorptions, read_communes
from observatoire.sources.wording import counted, french
from observatoire.store.tables.attributions import Attribution

_QUARTILES = {"1": "1", "q1": "1", "1er": "1", "2-4": "2-4", "q2-4": "2-4", "2": "2-4", "3": "2-4", "4": "2-4"}
_UNKNOWN_QUARTILE = "inconnu"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPlan(Plan):
    """The plan of a file of attributions, compared already."""

    changes: EntryChanges

    def stage(self, _: Session) -> EntryChanges:
        """Append instead of merging."""
        return self.changes


def plan_attributions(intake: Intake) -> Plan:
    """Plan the entries of a file: it replaces what was known of the same landlords in the same year."""
    frame = intake.parsed.frame
    year = _find_year(intake)
    sirens = resolve_bailleurs(intake)
    entries = pd.DataFrame(
        {
            "etape": frame["etape"].fillna("attribution") if "etape" in frame else "attribution",
            "date": frame["date"],
            "bailleur_siren": sirens,
            "reservataire": resolve_reservataires(intake),
            "code_insee": resolve_communes(intake, read_communes(intake.session), read_absorptions(intake.session)),
            "qpv": frame["qpv"],
            "bail_signe": frame["bail_signe"],
            "residence": check_residences(intake, sirens),
            "typologie": frame.get("typologie"),
            "financement": frame.get("financement"),
            "nombre": frame["nombre"].fillna(1) if "nombre" in frame else 1,
        },
        index=frame.index,
    )
    for name in ("dalo", "prioritaire", "relogement_ru", "mutation"):
        entries[name] = _count_among(intake, name, entries["nombre"])
    entries["prioritaire"] = _include_dalo(intake, entries)
    entries["quartile"] = _read_quartiles(intake, entries)
    table = Attribution.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly
    if intake.problems.total:
        return Plan(table, entries)
    changes = plan_entries(intake.session, entries, year, intake.problems.file)
    if changes.typed_in:
        intake.notices.add(
            french(
                "{count} à l’écran pour ces bailleurs : le fichier les remplace, l’historique les garde.",
                count=counted(changes.typed_in, "attribution saisie", "attributions saisies"),
            )
        )
    return EntryPlan(table, entries, removed=changes.removed, changes=changes)


def _find_year(intake: Intake) -> int:
    """Give the one year that the file describes: a stray date would otherwise replace another year's work."""
    dates = intake.parsed.frame["date"]
    years = dates.dt.year
    if intake.millesime is not None:
        year, why = intake.millesime, french("l’année {year} demandée", year=intake.millesime)
    elif years.notna().any():
        year = int(years.mode().iloc[0])
        why = french("l’année {year}, celle de la plupart des lignes", year=year)
    else:
        return 0
    outside = (years != year) & dates.notna()
    for line, day in zip(intake.lines_of(outside), dates[outside], strict=True):
        intake.problems.add(
            french("La date {day:%d/%m/%Y} n’est pas dans {why}.", day=day, why=why),
            "Corrigez la date, ou chargez un fichier par année.",
            line=line,
            column="date",
            value=f"{day:%Y-%m-%d}",
        )
    return year


def _count_among(intake: Intake, name: str, nombre: pd.Series) -> pd.Series:
    """How many of each row are concerned; more than the row counts is a problem."""
    if name not in intake.parsed.frame:
        return pd.Series(0, index=nombre.index)
    told = intake.parsed.frame[name].fillna(0)
    counts = told.mask(told == ALL, nombre)
    above = (counts > nombre).fillna(value=False).astype(bool)
    for line, count, total in zip(intake.lines_of(above), counts[above], nombre[above], strict=True):
        intake.problems.add(
            french("{name} ({count}) dépasse nombre ({total}).", name=name, count=count, total=total),
            french("« {name} » compte des attributions de la ligne. Corrigez l’un de ces nombres.", name=name),
            line=line,
            column=name,
            value=str(count),
        )
    return counts


def _include_dalo(intake: Intake, entries: pd.DataFrame) -> pd.Series:
    """A DALO household is a priority one: say it for a single row, ask for it when several are counted."""
    short = (entries["dalo"] > entries["prioritaire"]).fillna(value=False).astype(bool)
    single = short & (entries["nombre"] == 1).fillna(value=False)
    if single.any():
        intake.notices.add(
            french("DALO « oui » sans prioritaire : un ménage DALO est compté parmi les prioritaires."),
            column="prioritaire",
            lines=intake.lines_of(single),
        )
    several = short & ~single
    for line, row in zip(intake.lines_of(several), entries[several].itertuples(), strict=True):
        intake.problems.add(
            french("dalo ({dalo}) dépasse prioritaire ({all}).", dalo=row.dalo, all=row.prioritaire),
            "Les ménages DALO sont parmi les prioritaires : comptez-les dans les deux colonnes.",
            line=line,
            column="dalo",
            value=str(row.dalo),
        )
    return entries["prioritaire"].mask(single, entries["dalo"])


def _read_quartiles(intake: Intake, entries: pd.DataFrame) -> pd.Series:
    """Read the quartiles. An empty cell is a problem: who does not know says so."""
    frame = intake.parsed.frame
    if "quartile" not in frame:
        intake.notices.add("Sans colonne « quartile », les objectifs par quartile de ressources sont partiels.")
        return pd.Series(pd.NA, index=frame.index, dtype="str")
    words = frame["quartile"].str.casefold().str.replace(" ", "").str.removesuffix(".0")
    quartiles = words.map(_QUARTILES)
    needless = (entries["relogement_ru"] == entries["nombre"]).fillna(value=False)
    missing = words.isna() & ~needless
    wrong = words.notna() & quartiles.isna() & (words != _UNKNOWN_QUARTILE)
    for rows, message in ((missing, "Le quartile manque."), (wrong, "« {value} » n’est pas un quartile.")):
        intake.problems.add_each(
            message,
            "Écrivez 1 ou 2-4 ; « inconnu » quand personne ne l’a relevé.",
            lines=intake.lines_of(rows),
            values=frame["quartile"][rows].fillna(""),
            column="quartile",
        )
    return quartiles
