"""Gauges and counts in the words of the report, the same on paper and in the workbook."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from observatoire.convention.gauges import Followed, Gauge
from observatoire.printing.french import round_half_up, write_number, write_share
from observatoire.report.content import ReportContent
from observatoire.surveys import label_survey

MOST_DECIMALS = 4


def say_missing(gauge: Gauge) -> str:
    """What remains to be done, in words."""
    if gauge.status == "sans_objet":
        return "sans objet"
    if gauge.missing is None:
        return "suivi sans seuil"
    return "atteint" if gauge.missing == 0 else f"manque {gauge.missing}"


def say_share(gauge: Gauge) -> str:
    """The share of a gauge, which never reads as reached when something is missing."""
    return "" if gauge.share is None else say_below(float(gauge.share), gauge.rate, gauge.missing)


def say_below(share: float, rate: Fraction | float | None, missing: int | None) -> str:
    """A share, with as many decimals as it takes to see that it is below its minimum when something is missing."""
    decimals = 0
    if missing and rate is not None:
        while round_half_up(100 * share, decimals) >= 100 * Decimal(repr(float(rate))) and decimals < MOST_DECIMALS:
            decimals += 1
    return write_share(share, decimals)


def say_minimum(followed: Followed) -> str:
    """The least share of an objective, and who is held to another: « minimum 25 % (État : 100 %) »."""
    held = [(line.label, line.gauge.rate) for line in followed.partners if line.gauge.rate is not None]
    rates = [rate for _, rate in held]
    usual = max(rates, key=rates.count, default=None) if followed.together.rate is None else followed.together.rate
    if usual is None:
        return "suivi sans seuil"
    others = ", ".join(f"{label} : {_say_rate(rate)}" for label, rate in held if rate != usual)
    return f"minimum {_say_rate(usual)}{f' ({others})' if others else ''}"


def _say_rate(rate: Fraction) -> str:
    """25 % has no decimal, 71,43 % has two."""
    return write_share(float(rate), 2 if (rate * 100) % 1 else 0)


def say_few(count: Mapping[str, Any]) -> str:
    """A count of households, or that it is not told."""
    return "secret" if count["value"] is None else write_number(count["value"])


def say_sources(content: ReportContent) -> str:
    """Where the figures of a report come from."""
    years = sorted({row["millesime"] for row in content.demand})
    asked = f" ; demande : système national d’enregistrement, {', '.join(map(str, years))}" if years else ""
    return (
        "Attributions et propositions : fichiers et saisies des partenaires. Résidences, bailleurs et parc : publication "
        f"n° {content.publication} ({label_survey(content.ops)}, RPLS {content.rpls}), données des bailleurs{asked}. Relogement et "
        "offre nouvelle : fichiers des partenaires de la convention."
    )


def name_perimeter(row: Mapping[str, Any]) -> str:
    """What a row of the spread is of: the whole territory, or a commune."""
    return "Tout le territoire" if row["perimetre"] == "ensemble" else str(row["nom"])


def say_since(years: int) -> str:
    """How long before or after the beginning of a measure."""
    if years == 0:
        return "l’année de son début"
    plural = "s" if abs(years) > 1 else ""
    return f"{abs(years)} an{plural} {'avant la mesure' if years < 0 else 'après son début'}"
