"""The statement of a year: every objective for every partner, what does not agree, as one thing to show or print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from observatoire.convention.gauges import Followed, Gauge, Group, Projection, follow, gauge, tally
from observatoire.convention.reconciliation import Disagreement, find_disagreements
from observatoire.convention.reservataires import RESERVATAIRES, UNKNOWN
from observatoire.convention.rules import Committed, Convention, Threshold

ALWAYS_SHOWN = ("etat", "action_logement", "communes", "departement", "bailleurs")
"""Reservation rights shown even in a year without attribution on them."""
LATE_IN_THE_YEAR = 12
"""Month from which the records of a year that stop are those of a year that is over."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Priority households of one landlord on one reservation right."""

    bailleur: str
    gauge: Gauge


@dataclass(frozen=True, slots=True)
class Statement:
    """What a year looks like on a day."""

    convention: Convention
    year: int
    as_of: date
    elapsed: Fraction
    threshold: Threshold | None
    attributions: int
    signed: int
    followed: tuple[Followed, ...]
    matrix: Mapping[str, tuple[Cell, ...]]
    disagreements: tuple[Disagreement, ...]
    bailleurs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stock:
    """The stock that is published: what a convention announces is compared with it."""

    logements: int | None
    millesime: int | None


def choose_day(year: int, last_recorded: date | None, today: date) -> date:
    """Choose the day to which a year is told when nobody asks for one.

    A year that is running is told to today: days without attribution are days too. One that is over and whose records stop
    before December is told to the last of them.
    """
    if year >= today.year:
        return max(today, date(year, 1, 1))
    if last_recorded is not None and last_recorded.month < LATE_IN_THE_YEAR:
        return last_recorded
    return date(year, 12, 31)


def elapsed_part(year: int, day: date) -> Fraction:
    """The part of the year that is over at the end of a day."""
    first, next_first = date(year, 1, 1), date(year + 1, 1, 1)
    return Fraction((min(day, date(year, 12, 31)) - first).days + 1, (next_first - first).days)


def state_year(
    convention: Convention,
    groups: Sequence[Group],
    *,
    year: int,
    as_of: date,
    pace: Fraction,
    bailleurs: Mapping[str, str],
    stock: Stock,
) -> Statement:
    """Measure every objective of a year, on the attributions recorded to a day; `pace` is the part of the year carried on."""
    partners: Mapping[Committed, Mapping[str, str]] = {
        Committed.BAILLEUR: bailleurs,
        Committed.RESERVATAIRE: _name_reservataires(groups),
        Committed.ENSEMBLE: {},
    }
    attributed = [group for group in groups if group.etape == "attribution"]
    return Statement(
        convention=convention,
        year=year,
        as_of=as_of,
        elapsed=elapsed_part(year, as_of),
        threshold=convention.find_threshold(as_of),
        attributions=sum(group.count for group in attributed),
        signed=sum(group.count for group in attributed if group.signed),
        followed=tuple(
            follow(objective, groups, partners[objective.committed], year, pace) for objective in convention.objectives
        ),
        matrix=_cross_priority(convention, groups, partners[Committed.RESERVATAIRE], bailleurs),
        disagreements=tuple(
            find_disagreements(convention, groups, year, logements=stock.logements, millesime=stock.millesime)
        ),
        bailleurs=bailleurs,
    )


def _name_reservataires(groups: Sequence[Group]) -> dict[str, str]:
    present = {group.reservataire for group in groups} - {UNKNOWN}
    return {code: label for code, label in RESERVATAIRES.items() if code in present or code in ALWAYS_SHOWN}


def _cross_priority(
    convention: Convention, groups: Sequence[Group], reservataires: Mapping[str, str], bailleurs: Mapping[str, str]
) -> dict[str, tuple[Cell, ...]]:
    objective = convention.objective("prioritaires")
    return {
        code: tuple(
            Cell(
                siren,
                gauge(tally(objective, [g for g in groups if g.reservataire == code and g.bailleur == siren]), None),
            )
            for siren in bailleurs
        )
        for code in reservataires
    }


def describe_gauge(measured: Gauge) -> dict[str, Any]:
    """A gauge as JSON: shares as numbers, and the status that goes with them."""
    return {
        "status": measured.status,
        "base": measured.base,
        "realised": measured.realised,
        "unknown": measured.unknown,
        "share": _number(measured.share),
        "rate": _number(measured.rate),
        "wanted": measured.wanted,
        "missing": measured.missing,
        "projection": _describe_projection(measured.projection),
    }


def describe_statement(statement: Statement) -> dict[str, Any]:
    """A statement as JSON."""
    convention, threshold = statement.convention, statement.threshold
    return {
        "year": statement.year,
        "as_of": statement.as_of.isoformat(),
        "elapsed": float(statement.elapsed),
        "convention": {"version": convention.version, "title": convention.title, "last": convention.last},
        "threshold": None
        if threshold is None
        else {
            "year": threshold.year,
            "yearly": threshold.yearly,
            "decree": threshold.decree,
            "signed": threshold.signed.isoformat(),
        },
        "attributions": statement.attributions,
        "signed": statement.signed,
        "objectives": [_describe_followed(each) for each in statement.followed],
        "matrix": [
            {
                "code": code,
                "label": RESERVATAIRES[code],
                "cells": [{"bailleur": cell.bailleur, "gauge": describe_gauge(cell.gauge)} for cell in cells],
            }
            for code, cells in statement.matrix.items()
        ],
        "bailleurs": [{"code": code, "label": label} for code, label in statement.bailleurs.items()],
        "disagreements": [_describe_disagreement(each, statement.bailleurs) for each in statement.disagreements],
    }


def _describe_followed(followed: Followed) -> dict[str, Any]:
    objective = followed.objective
    return {
        "code": objective.code,
        "label": objective.label,
        "short": objective.short,
        "article": objective.article,
        "committed": objective.committed,
        "scope": objective.scope,
        "base": objective.base,
        "derivation": None
        if objective.derivation is None
        else {
            "part_etat": float(objective.derivation.part_etat),
            "etat": float(objective.derivation.etat),
            "autres": float(objective.derivation.autres),
            "rate": float(objective.derivation.rate()),
        },
        "partners": [
            {"code": line.code, "label": line.label, "gauge": describe_gauge(line.gauge)} for line in followed.partners
        ],
        "together": describe_gauge(followed.together),
    }


def _describe_disagreement(found: Disagreement, bailleurs: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": found.code,
        "label": found.label,
        "announced": float(found.announced),
        "counted": float(found.counted),
        "gap": float(found.gap),
        "is_share": found.is_share,
        "note": found.note,
        "details": [{"label": bailleurs.get(code, code), "count": count} for code, count in found.details],
    }


def _describe_projection(projection: Projection | None) -> dict[str, int] | None:
    if projection is None:
        return None
    return {
        "base": projection.base,
        "realised": projection.realised,
        "wanted": projection.wanted,
        "missing": projection.missing,
        "remaining": projection.remaining,
    }


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
